import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { conflict, refused } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type DrawStatus, drawMachine } from '@/lib/workflow/draw.machine'
import { drawRoundMachine } from '@/lib/workflow/draw-round.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { DrawRequest } from '@/prisma/generated/client'
import { tellAsker } from './approve-tell.dal'
import type { CancelRequest, DecideRequest, SendRequest } from './request.schema'
import { type RoundWithAsks, roundOf } from './request-read.dal'
import { begun, missing, notAsSent } from './request-ready.rules'
import { askedIt, askerOf, lockRequest } from './request-scope.dal'
import { askedOf } from './request-sent.rules'
import { endIfOther } from './seal-end.dal'
import { isOther, keepContent, sentOf } from './sent.dal'
import { specialGaps, stepSpecials, writtenSpecials } from './special-first.dal'
import { tellOperators } from './staff-tell.dal'
import { whyWaits } from './waiting.dal'

/** A request and its first round, held still. */
async function lockFirst(
  actor: Actor,
  tx: Tx,
  id: string,
): Promise<{ request: DrawRequest; round: RoundWithAsks } | null> {
  const request = await lockRequest(actor, tx, id)
  if (!request) return null
  const round = await roundOf(actor, tx, { requestId_number: { requestId: id, number: 1 } })
  return { request, round: round! }
}

/**
 * What a round asks for as it is sent: kept, and its hash with it, which approval and draw compare. It goes by the policy
 * of this moment, whenever the draft was begun.
 */
export async function keepSent(actor: Actor, tx: Tx, request: DrawRequest, round: RoundWithAsks): Promise<void> {
  const content = await sentOf(actor, tx, request, round)
  const { id: policyVersionId } = await currentPolicy()
  const sender = { requestedById: accountOf(actor), approvedById: null, policyVersionId }
  await keepContent(actor, tx, round.id, content, sender)
  if (round.kind !== 'first') return
  await tx.drawRequest.update({ where: { id: request.id }, data: { policyVersionId } })
  // what was asked for before it was returned stands in what is sent now, or was given up
  await tx.drawListChange.updateMany({
    where: { requestId: request.id, status: 'pending' },
    data: { status: 'withdrawn', version: { increment: 1 } },
  })
}

/**
 * That what somebody agrees to is what he was shown, and what was sent.
 * @throws Refusal conflict; refused where it has to be sent again
 */
export async function assertSeen(
  actor: Actor,
  tx: Tx,
  request: DrawRequest,
  round: RoundWithAsks,
  seen: string,
): Promise<void> {
  // looking again would not help
  if (round.askHash === seen && (await isOther(actor, tx, request, round))) throw refused(notAsSent.approve)
  if (round.askHash !== seen)
    throw conflict(
      '需求的内容与您看到的不一致，可能刚刚重新提交过，或评审对象、回避刚有变更。请刷新页面，核对后再办理。',
    )
}

/**
 * Sends a request to the bureau with its first round, and with 特邀 that go with it. What it asks for is fixed from now on.
 * @throws Refusal refused with what is missing, or for somebody else's; conflict; notFound
 */
export async function submitRequest(
  actor: Actor,
  input: SendRequest,
): Promise<{ status: DrawStatus; version: number }> {
  const subject = { type: 'draw', id: input.id }
  await allow(actor, 'draw.request', subject)
  const { id: policyVersionId, policy } = await currentPolicy()
  const outcome = await writeTx(actor, async tx => {
    const found = await lockFirst(actor, tx, input.id)
    if (!found) return null
    const { round } = found
    // how its list is opened is part of what is sent, and never changes afterwards
    const { id, status } = found.request
    const unseal = status === 'draft' || status === 'returned' ? policy.draw.unseal : found.request.unseal
    const request = await tx.drawRequest.update({ where: { id }, data: { unseal } })
    // what was begun as long as the unit was allowed, and there were draws, is sent by who may ask today
    const asker = await askerOf(actor)
    const specials = await writtenSpecials(actor, tx, request.id)
    const gaps = [
      ...missing(askedOf(request, round), policy.draw, now()),
      ...specials.flatMap(one => specialGaps(actor, request, one, policy.draw)),
    ]
    const incomplete = [...(typeof asker === 'string' ? [asker] : []), ...gaps].join('\n') || null
    const facts = { own: await isSamePerson(actor, request.requesterId, tx), incomplete }
    const moved = await transition(actor, tx, {
      machine: drawMachine,
      subject: { type: 'draw', id: request.id, status: request.status, version: input.version },
      ...{ event: 'submit', facts, policyVersionId },
    })
    await keepSent(actor, tx, request, round)
    await transition(actor, tx, {
      machine: drawRoundMachine,
      subject: { type: 'drawRound', id: round.id, status: round.status, version: round.version },
      ...{ event: 'submit', facts, policyVersionId },
    })
    for (const special of specials) await keepSent(actor, tx, request, special)
    await stepSpecials(actor, tx, request, { event: 'submit', own: facts.own })
    return moved
  })
  return outcome ?? deny(actor, 'draw.request', subject)
}

/**
 * Agrees to a request or returns it; never to one's own, whichever account asked. The rules it was sent under stay its
 * rules: a policy that has changed since does not break it.
 * @throws Refusal notFound; refused (own, session begun); invalid without a reason; conflict
 */
export async function decideRequest(actor: Actor, input: DecideRequest): Promise<{ label: string }> {
  const subject = { type: 'draw', id: input.id }
  await allow(actor, 'draw.approve', subject)
  const { id: policyVersionId } = await currentPolicy()
  const outcome = await writeTx(actor, async tx => {
    const found = await lockFirst(actor, tx, input.id)
    if (!found) return null
    const { request, round } = found
    const own = await askedIt(actor, tx, request, round)
    const facts = { own, blocked: begun(request, now()) ?? (await whyWaits(actor, tx, request.id)) }
    const step = { event: input.event, facts, policyVersionId, opinion: input.opinion }
    const { status, version } = await transition(actor, tx, {
      machine: drawMachine,
      subject: { type: 'draw', id: request.id, status: request.status, version: input.version },
      ...step,
    })
    if (input.event === 'approve') await assertSeen(actor, tx, request, round, input.askHash)
    const approvedById = input.event === 'approve' ? accountOf(actor) : null
    if (approvedById) await tx.drawRound.update({ where: { id: round.id }, data: { approvedById } })
    const decided = await transition(actor, tx, {
      machine: drawRoundMachine,
      subject: { type: 'drawRound', id: round.id, status: round.status, version: round.version },
      ...step,
    })
    if (approvedById) await tellOperators(actor, tx, request, { ...round, approvedById, version: decided.version })
    else {
      await tx.drawRound.update({ where: { id: round.id }, data: { approvedById: null } })
      await endIfOther(actor, tx, round.id, '需求退回')
      await stepSpecials(actor, tx, request, { event: 'return', own, opinion: input.opinion })
    }
    await tellAsker(actor, tx, request, { id: request.id, version }, approvedById ? null : (input.opinion ?? ''))
    return { label: drawMachine.labels[status] }
  })
  return outcome ?? deny(actor, 'draw.approve', subject)
}

/** Takes one's own request back, with its first round, while nobody was drawn. @throws Refusal notFound, refused, conflict */
export async function cancelRequest(
  actor: Actor,
  input: CancelRequest,
): Promise<{ status: DrawStatus; version: number }> {
  const subject = { type: 'draw', id: input.id }
  await allow(actor, 'draw.request', subject)
  const { id: policyVersionId } = await currentPolicy()
  const outcome = await writeTx(actor, async tx => {
    const found = await lockFirst(actor, tx, input.id)
    if (!found) return null
    const { request, round } = found
    const facts = { own: await isSamePerson(actor, request.requesterId, tx) }
    const step = { facts, policyVersionId, opinion: input.opinion }
    const moved = await transition(actor, tx, {
      machine: drawMachine,
      subject: { type: 'draw', id: request.id, status: request.status, version: input.version },
      ...{ ...step, event: 'cancel' },
    })
    await transition(actor, tx, {
      machine: drawRoundMachine,
      subject: { type: 'drawRound', id: round.id, status: round.status, version: round.version },
      ...{ ...step, event: 'drop' },
    })
    await endIfOther(actor, tx, round.id, '需求撤销')
    await stepSpecials(actor, tx, request, { event: 'drop', own: facts.own, opinion: input.opinion })
    return moved
  })
  return outcome ?? deny(actor, 'draw.request', subject)
}
