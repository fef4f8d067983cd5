import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { db, type Tx } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { DrawRequest } from '@/prisma/generated/client'
import { keepDraft, type SavedDraft } from './draft.dal'
import { roundDraftSchema, type SaveRoundDraft } from './draft.schema'
import { blankGroup, type RoundTyped, type RoundValues, valuesOfGroup } from './request-form.rules'
import type { RoundWithAsks } from './request-read.dal'
import { assertDraft, lockRound } from './request-round.dal'
import { askOf } from './request-sent.rules'
import { panelState } from './seat.rules'
import { panelOf } from './seat-tell.dal'

/** A stored 补抽 as its form holds it: the groups it asks for, and those it could. The caller has asked the gate. */
export async function roundValues(
  actor: Actor,
  tx: Pick<Tx, 'drawGroup' | 'drawAsk' | 'drawSeat'>,
  request: DrawRequest,
  round: RoundWithAsks,
): Promise<RoundValues> {
  const all = await tx.drawGroup.findMany({ where: { requestId: request.id }, orderBy: { position: 'asc' } })
  const { policy } = await currentPolicy()
  const groups = []
  for (const { id, name } of all) {
    const ask = round.asks.find(one => one.groupId === id)
    const values = ask ? valuesOfGroup(id, name, askOf(ask)) : { ...blankGroup(policy.draw), id, name }
    const [whole, statuses] = await panelOf(actor, tx, id)
    groups.push({ ...values, on: ask !== undefined, whole, short: panelState(whole, statuses).short })
  }
  const { id, version, reason } = round
  return { id, version, reason: reason ?? '', groups }
}

/** Keeps what is being typed of a 补抽. @throws Refusal refused (sent already, somebody else's), notFound */
export async function saveRoundDraft(actor: Actor, input: SaveRoundDraft): Promise<SavedDraft<RoundTyped>> {
  const subject = { type: 'drawRound', id: input.data.id }
  await allow(actor, 'draw.request', subject)
  const saved = await db().$transaction(async tx => {
    // held until the end: what is being saved or sent at this moment takes its draft away
    const found = await lockRound(actor, tx, input.data.id)
    if (found?.round.kind !== 'supplement') return null
    const { request, round } = found
    await assertDraft(actor, tx, request, round)
    const stored = () => roundValues(actor, tx, request, round)
    const written = { id: round.id, version: round.version, stored }
    return keepDraft<RoundTyped>(actor, tx, input, { shape: roundDraftSchema, written })
  })
  return saved ?? deny(actor, 'draw.request', subject)
}
