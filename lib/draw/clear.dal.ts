import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { addYears } from '@/lib/platform/fields/age'
import { chinaDay, startOfDay } from '@/lib/platform/time'
import { CLEARED, KEPT_YEARS } from './clear.rules'

const BATCH = 50

/**
 * Forgets who stood around a review three calendar years after its session, or, where there was none, after its last
 * step: people and units behind 评审对象 and what was declared for them, those invited from outside the pool with the
 * messages to them, 评审材料, reasons, and notes. That the review was held, who of the pool was drawn, and every hash stay. Safe to run in
 * several processes at once.
 * @returns how many reviews were cleared
 */
export async function clearDraws(actor: Actor): Promise<number> {
  await allow(actor, 'draw.clock')
  for (let total = 0; ; ) {
    const count = await db().$transaction(tx => clearSome(actor, tx))
    total += count
    if (count < BATCH) return total
  }
}

async function clearSome(actor: Actor, tx: Tx): Promise<number> {
  const at = now()
  // the day of the session does not count and the last day counts whole
  const old = startOfDay(addYears(chinaDay(at), -KEPT_YEARS))
  const held = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM draw_request
    WHERE cleared_at IS NULL AND COALESCE(session_to, status_since) < ${old}
    ORDER BY id LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED`
  const ids = held.map(({ id }) => id)
  if (ids.length === 0) return 0
  const of = { requestId: { in: ids } }
  await tx.drawParty.deleteMany({ where: { subject: of } })
  const nobody = { name: null, nameKey: null, docIndex: null, phoneIndex: null, unitName: null, unitId: null }
  // what experts said of themselves goes with their own data
  await tx.drawAvoidance.updateMany({
    where: { ...of, source: { not: 'expert' } },
    data: { ...nobody, reason: CLEARED },
  })
  await tx.drawAvoidance.updateMany({ where: { ...of, decidedWhy: { not: null } }, data: { decidedWhy: CLEARED } })
  await tx.drawRound.updateMany({ where: { ...of, reason: { not: null } }, data: { reason: CLEARED } })
  await tx.drawListChange.updateMany({
    where: { ...of, decidedWhy: { not: null } },
    data: { decidedWhy: CLEARED, items: [] },
  })
  await tx.drawListChange.updateMany({ where: of, data: { reason: CLEARED, items: [] } })
  await tx.drawConflict.updateMany({ where: of, data: { evidence: CLEARED } })
  await tx.drawConflict.updateMany({ where: { ...of, verdictWhy: { not: null } }, data: { verdictWhy: CLEARED } })
  // of a list that was never opened
  await tx.drawLetter.updateMany({ where: { ...of, keyCipher: { not: null } }, data: { keyCipher: null } })
  // the bytes go with the next clean-up
  await tx.storedFile.updateMany({ where: { drawRequestId: { in: ids }, removedAt: null }, data: { removedAt: at } })
  await clearOutsiders(actor, tx, ids)
  await clearNotes(actor, tx, { request: { id: { in: ids } } })
  await tx.drawRequest.updateMany({ where: { id: { in: ids } }, data: { clearedAt: at } })
  await audit(tx, actor, { action: 'draw.clear', result: 'done', detail: { count: ids.length } })
  return ids.length
}

/** Those who were invited from outside the pool: who they were, and what was sent to them. */
async function clearOutsiders(_actor: Actor, tx: Tx, requestIds: readonly string[]): Promise<void> {
  const outside = { expertId: null, round: { requestId: { in: [...requestIds] } } }
  const seats = await tx.drawSeat.findMany({ where: { special: outside }, select: { id: true } })
  await tx.drawSpecial.updateMany({
    where: outside,
    data: {
      ...{ name: CLEARED, unitName: CLEARED, reason: CLEARED, title: null },
      ...{ unitId: null, phoneCipher: null, phoneIndex: null, docIndex: null },
    },
  })
  if (seats.length === 0) return
  const messages = await tx.message.findMany({
    where: { accountId: null, OR: seats.map(({ id }) => ({ dedupeKey: { contains: id } })) },
    select: { id: true },
  })
  const sent = messages.map(message => message.id)
  // what a gateway has not taken for years is not to be sent any more
  await tx.$queryRaw`SELECT graphile_worker.remove_job(id)::text FROM unnest(${sent}::text[]) AS id`
  await tx.message.deleteMany({ where: { id: { in: sent } } })
}

/** Empties the words of calls, answers, feedback and spot checks about these seats; that there were any stays. */
export async function clearNotes(
  _actor: Actor,
  tx: Tx,
  which: { expertId: string } | { request: { id: { in: string[] } } },
): Promise<void> {
  const noted = { not: null, notIn: [CLEARED] }
  const note = { note: CLEARED }
  await tx.drawCall.updateMany({ where: { seat: which, note: noted }, data: note })
  await tx.drawFeedback.updateMany({ where: { seat: which, note: noted }, data: note })
  await tx.drawSpotCheck.updateMany({ where: { AND: [which, { note: { not: CLEARED } }] }, data: note })
  await tx.drawSeat.updateMany({ where: { AND: [which, { note: { not: null } }] }, data: { note: null } })
  await tx.drawSeat.updateMany({ where: { AND: [which, { doorNote: noted }] }, data: { doorNote: CLEARED } })
}
