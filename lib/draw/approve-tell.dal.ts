import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { TemplateName } from '@/lib/message/templates'
import type { Tx } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { DrawRequest } from '@/prisma/generated/client'
import { type Letter, reach } from './reach'

type Told = Pick<DrawRequest, 'number' | 'requesterId'>

/**
 * Tells whoever asked for a draw what was decided: by SMS, or to his proved e-mail address where he has no phone; who has
 * neither reads it on the page. In the transaction of the decision.
 * @param round the id and version of what was decided, which makes the message one
 * @param opinion why it was returned; null where it was approved
 */
export async function tellAsker(
  _actor: Actor,
  tx: Tx,
  request: Told,
  round: { id: string; version: number },
  opinion: string | null,
): Promise<void> {
  const { number } = request
  const dedupeKey = `draw:${round.id}:${round.version}`
  await tell(tx, request, site =>
    opinion === null
      ? { template: 'draw.approved', params: { site, number }, dedupeKey }
      : { template: 'draw.returned', params: { site, number, opinion }, dedupeKey },
  )
}

/**
 * Tells whoever asked how many of those he named were not asked, of each 特邀 once: a number, no name and no reason. Only
 * when the names may be read.
 */
export async function tellSpecialsOut(_actor: Actor, tx: Tx, request: Told & { id: string }): Promise<void> {
  const rounds = await tx.drawSpecial.groupBy({
    by: ['roundId'],
    where: { outReason: { not: null }, round: { requestId: request.id } },
    _count: true,
  })
  for (const { roundId, _count: count } of rounds)
    await tell(tx, request, site => ({
      template: 'draw.specialOut',
      params: { site, number: request.number, count: String(count) },
      dedupeKey: `draw.specialOut:${roundId}`,
    }))
}

/** Tells whoever asked that the review was moved or called off, and why. */
export const tellChanged = (
  _actor: Actor,
  tx: Tx,
  request: Told & { id: string },
  { version, what, opinion }: { version: number; what: string; opinion: string },
): Promise<void> =>
  tell(tx, request, site => ({
    template: 'draw.changed',
    params: { site, number: request.number, what, opinion },
    dedupeKey: `draw.changed:${request.id}:${version}`,
  }))

/** Tells whoever asked what was decided about a change of 评审对象 that he wished for, and why. */
export const tellListChange = (
  _actor: Actor,
  tx: Tx,
  request: Told,
  { id, accepted, why }: { id: string; accepted: boolean; why: string },
): Promise<void> =>
  tell(tx, request, site => ({
    template: 'draw.changed',
    params: {
      ...{ site, number: request.number, opinion: why },
      what: accepted ? '的评审对象变更已采纳' : '的评审对象变更没有采纳',
    },
    dedupeKey: `draw.listChange:${id}`,
  }))

/** Reminds whoever asked that he is to say how the experts did their work, before its day and once it is over. */
export const tellFeedback = (
  _actor: Actor,
  tx: Tx,
  request: Told & { id: string; version: number },
  { late, until }: { late: boolean; until: string },
): Promise<void> =>
  tell(tx, request, site => ({
    template: late ? 'draw.feedbackLate' : 'draw.feedbackDue',
    params: { site, number: request.number, until },
    dedupeKey: `draw.feedback:${request.id}:${request.version}:${late ? 'late' : 'due'}`,
  }))

async function tell<N extends TemplateName>(tx: Tx, { requesterId }: Told, words: (site: string) => Letter<N>) {
  const account = await tx.account.findUnique({ where: { id: requesterId, disabledAt: null } })
  if (account) await reach(tx, account, words((await currentPolicy()).policy.authority.siteTitle))
}
