import { chinaTime } from '@/lib/platform/time'
import type { SeatStatus } from '@/lib/workflow/draw-seat.machine'
import type { Prisma } from '@/prisma/generated/client'
import { drawnStates, type SealedRequest, type UnsealRole, unsealRoles } from './names.rules'
import { waitingSeats } from './seat.rules'

const away: readonly SeatStatus[] = ['excused', 'absent']

/**
 * Lists of which everything has happened that opens them, or makes them ready for the two who open them: their time has
 * come, or everybody who accepted has come or is counted as away. Before the session begins only when all have come:
 * nobody opens a list by writing people off early.
 */
export const readyLists = (at: Date): Prisma.DrawRequestWhereInput => ({
  status: { in: [...drawnStates] },
  OR: [
    { unlock: 'time', unlockAt: { lte: at } },
    {
      ...{ unlock: 'signIn', status: { not: 'inviting' } },
      OR: [
        { sessionFrom: { lte: at }, seats: { none: { status: { in: [...waitingSeats] } } } },
        { seats: { some: { status: 'present' }, none: { status: { in: [...waitingSeats, ...away] } } } },
      ],
    },
  ],
})

/** Why a list that is not ready cannot be opened yet, as a sentence; it tells nothing of who is missing. */
export function whyNotReady({ status, unlock, unlockAt }: SealedRequest): string {
  if (!drawnStates.includes(status)) return '抽中的专家还没有通知，或评审已取消，不能启封。'
  if (unlock === 'time') return `${unlockAt ? chinaTime(unlockAt) : '约定的时间'} 以后才能启封。`
  return status === 'inviting'
    ? '名单确认、专家签到以后才能启封。'
    : '接受邀请的专家全部签到、请假或记为缺席以后才能启封；评审开始以前，要全部签到。'
}

/** Somebody who has opened a list for his part. */
export type Press = { role: UnsealRole; accountId: string; name: string; at: Date }

export const unsealLabel = (role: UnsealRole): string => unsealRoles.find(([one]) => one === role)![1]

/**
 * Why somebody does not open a list for a role, as a sentence; null: he does.
 * @param facts.own he asked for the draw; `same`: he is the person who opened it for the other role
 */
export function whyNotPress(
  role: UnsealRole,
  pressed: readonly Pick<Press, 'role' | 'name'>[],
  facts: { opened: boolean; ready: string | null; own: boolean; same: boolean },
): string | null {
  if (facts.opened) return '名单已经公开，不用再启封。'
  if (facts.ready !== null) return facts.ready
  if (facts.own) return `这是您自己提出的需求，要由另一位${unsealLabel(role)}启封。`
  const before = pressed.find(one => one.role === role)
  const [other] = unsealRoles.filter(([one]) => one !== role)
  if (before) return `${unsealLabel(role)}${before.name}已经启封，还要${other![1]}启封。`
  return facts.same ? `启封要两个人：您已经以${other![1]}的身份启封，要由另一位${unsealLabel(role)}启封。` : null
}
