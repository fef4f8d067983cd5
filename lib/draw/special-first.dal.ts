import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { ownAmong } from '@/lib/access/same-person'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import type { DrawPolicy } from '@/lib/policy/draw-policy'
import { drawRoundMachine, type RoundEvent } from '@/lib/workflow/draw-round.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { DrawRequest } from '@/prisma/generated/client'
import type { DrawRoundStatus } from '@/prisma/generated/enums'
import { type RoundWithAsks, roundsOf } from './request-read.dal'
import { missing, notAsSent } from './request-ready.rules'
import { askedOf } from './request-sent.rules'
import { isOther } from './sent.dal'
import { seatSpecials } from './special-seat.dal'

/** 特邀 of a request in these states; before the draw there are no others than those beside the first round. */
async function specialsIn(
  actor: Actor,
  tx: Pick<Tx, 'drawRound'>,
  requestId: string,
  statuses: readonly DrawRoundStatus[],
): Promise<RoundWithAsks[]> {
  const rounds = await roundsOf(actor, tx, requestId)
  return rounds.filter(({ kind, status }) => kind === 'special' && statuses.includes(status))
}

/** 特邀 that are still being written: they are sent together with the request. */
export const writtenSpecials = (actor: Actor, tx: Pick<Tx, 'drawRound'>, requestId: string) =>
  specialsIn(actor, tx, requestId, ['draft', 'returned'])

/** What is missing of a 特邀 before the request can be sent with it, each sentence with its round. */
export const specialGaps = (_actor: Actor, request: DrawRequest, round: RoundWithAsks, policy: DrawPolicy): string[] =>
  missing(askedOf(request, round), policy, now()).map(
    sentence => `第 ${round.number} 轮特邀：${sentence}不需要特邀的，请把这一轮作废。`,
  )

type With = { event: Extract<RoundEvent, 'submit' | 'return' | 'drop'>; own: boolean; opinion?: string | null }
const leaving: Record<With['event'], readonly DrawRoundStatus[]> = {
  submit: ['draft', 'returned'],
  return: ['requested', 'approved'],
  drop: ['draft', 'returned', 'requested', 'approved'],
}

/**
 * 特邀 beside the first round go the way of the request: sent, returned and given up with it. Part of the transaction of
 * that step; what is sent is kept before (`keepSent`).
 */
export async function stepSpecials(
  actor: Actor,
  tx: Tx,
  request: DrawRequest,
  { event, own, opinion }: With,
): Promise<void> {
  for (const { id, status, version, policyVersionId } of await specialsIn(actor, tx, request.id, leaving[event])) {
    await transition(actor, tx, {
      machine: drawRoundMachine,
      subject: { type: 'drawRound', id, status, version },
      ...{ event, facts: { own }, policyVersionId, opinion },
    })
    if (event === 'return') await tx.drawRound.update({ where: { id }, data: { approvedById: null } })
  }
}

/**
 * Why the first round is not drawn yet: a 特邀 that was sent with it is undecided. Agreed to after the draw, its people
 * would not count for the caps, and somebody named could be drawn. The sentence with the next step; null: nothing waits.
 */
export async function whySpecialsWait(
  actor: Actor,
  tx: Pick<Tx, 'drawRound'>,
  round: { kind: string; requestId: string },
): Promise<string | null> {
  if (round.kind !== 'first') return null
  const [waits] = await specialsIn(actor, tx, round.requestId, ['requested'])
  return waits ? `第 ${waits.number} 轮特邀还没有审批。请业务管理员先同意或退回，再抽取。` : null
}

/**
 * Whether the acting person agreed to a round, or to the 特邀 that are seated with its draw, by whichever of his accounts: he
 * neither draws nor adds to the seed.
 */
export async function agreedTo(
  actor: Actor,
  tx: Pick<Tx, 'drawRound' | 'account'>,
  { requestId, approvedById }: { requestId: string; approvedById: string | null },
): Promise<boolean> {
  const rounds = await specialsIn(actor, tx, requestId, ['approved'])
  const agreed = [approvedById, ...rounds.map(one => one.approvedById)].filter(id => id !== null)
  const own = await ownAmong(actor, agreed, tx)
  return agreed.some(id => own.has(id))
}

/**
 * Those who were agreed to beside the first round get their seats, in the transaction of the draw and before its pool is
 * read: whoever sits is not drawn, and counts for the caps. Where nothing can be drawn nobody is seated either.
 * @throws Refusal refused where a 特邀 is stored other than it was agreed to
 */
export async function seatBeside(actor: Actor, tx: Tx, request: DrawRequest): Promise<void> {
  for (const round of await specialsIn(actor, tx, request.id, ['approved'])) {
    if (await isOther(actor, tx, request, round)) throw refused(notAsSent.draw)
    await seatSpecials(actor, tx, request, { id: round.id, version: round.version })
  }
}
