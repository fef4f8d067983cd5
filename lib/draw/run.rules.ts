import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { mayNames, type SealedRequest } from './names.rules'

type Asked = { kind: string; request: { status: string; sessionFrom: Date | null } }

/** Why a round is not drawn at an instant, whoever would like to; null: it can be. */
export function whyNotNow({ kind, request }: Asked, at: Date): string | null {
  if (kind === 'special') return '特邀专家不抽取。'
  if (kind === 'supplement' && !['drawn', 'inviting', 'confirmed'].includes(request.status))
    return '这次评审已经结束或撤销，不能再补抽。'
  if (request.sessionFrom && request.sessionFrom <= at) return '评审时间已到，不能再抽取。请退回需求，改期后重新办理。'
  return null
}

/**
 * Why a draw can no longer be declared void: somebody was told, or its names may be read, so that whoever reads them could
 * have others drawn instead (S§11); null: it can. Those released unheard do not count.
 */
export function whyNotVoid(
  kind: string,
  request: SealedRequest,
  seats: readonly { notifiedAt: Date | null }[],
  at: Date,
): string | null {
  if (request.unlockedAt !== null || mayNames(request, at, { who: 'staff' }))
    return `名单已经公开，不能再宣布抽取无效。${insteadOfTaking}`
  return seats.some(({ notifiedAt }) => notifiedAt !== null) || (kind === 'first' && request.status !== 'drawn')
    ? '已经开始通知专家，不能再宣布抽取无效。请在名单中逐个办理。'
    : null
}

/**
 * Why nobody is taken off singly; null: he can be. Once the names may be read that would be choosing among people: who has
 * to keep away goes by what is found or declared, which another person accepts.
 */
export const whyNotRelease = (request: SealedRequest, at: Date): string | null =>
  mayNames(request, at, { who: 'staff' }) ? `名单已经公开，不能再按席位取消专家。${insteadOfTaking}` : null

const insteadOfTaking =
  '应当回避的，请在「评审对象与回避」中声明，由另一位业务管理员核准后统一取消；本人来不了的，请他自己答复，当天记为请假。'

/** Who is told how many there are exactly, and sees the draws: not those who ask, call or pay. */
export const seesWhole = (actor: Actor): boolean =>
  may(actor, 'draw.approve') || may(actor, 'draw.run') || (actor.kind === 'staff' && actor.roles.includes('supervisor'))

const tens = ['', '10 ', '100 ', '1000 ', '1 万', '10 万', '100 万', '1000 万', '1 亿']
/** 10 to the so manyth of lists in words: 1 万种以上; from a thousand million on as a power. */
export const waysWords = (ways: number): string =>
  ways < 1 ? '不到 10 种' : `有 ${tens[ways] ?? `10 的 ${ways} 次方`}种以上`
