import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { recordBeginning } from '@/lib/workflow/transition.dal'
import { lockDraws } from './lock.dal'
import { outNow } from './out.dal'
import { type OutReason, seatsThatHold } from './pool.rules'
import { seatedOf } from './seated.dal'
import { agreedCaps, fullIn } from './seated.rules'
import { successionOf } from './succession.dal'

const holding: readonly string[] = seatsThatHold

/**
 * 递补: makes the seat of whoever follows, by the order that was sealed with the draw and under the quotas that remain,
 * for a seat that became free; people who may not be asked at this moment are passed over. Part of the transaction that
 * set the seat free; where that locks the row of the request, it does so before. Asked twice for one seat it answers the same.
 * @returns null when nobody fits, when the alternates of the group are used up, and for a seat that was not drawn
 */
export async function follow(actor: Actor, tx: Tx, seatId: string): Promise<{ id: string } | null> {
  await lockDraws(actor, tx)
  const free = await tx.drawSeat.findUnique({ where: { id: seatId } })
  if (!free?.drawId || !free.expertId || holding.includes(free.status)) return null
  const before = await tx.drawSeat.findFirst({ where: { followsId: seatId }, select: { id: true } })
  if (before) return before
  const { requestId, roundId, groupId, drawId } = free
  const used = await tx.drawSeat.count({ where: { drawId, groupId, kind: 'alternate' } })
  const succession = await successionOf(actor, tx, drawId)
  const { draw, asked, sign, expertOf, request, round } = succession
  if (draw.voidedAt || !request.sessionFrom || request.sessionFrom <= now()) return null
  const panel = asked.panels.findIndex(one => one.groupId === groupId)
  if (used >= asked.panels[panel]!.alternates) return null
  const seats = await tx.drawSeat.findMany({ where: { requestId, expertId: { not: null } } })
  const seated = asked.panels.map(one =>
    seats
      .filter(seat => seat.drawId === drawId && seat.groupId === one.groupId && holding.includes(seat.status))
      .map(seat => sign(seat.expertId!)),
  )
  // whoever was asked in whatever round is not asked again
  const passed = new Set(seats.map(seat => sign(seat.expertId!)))
  const ids = succession
    .eligible(panel)
    .filter(id => !passed.has(id))
    .map(id => expertOf.get(id)!)
  const out = await outNow(actor, tx, asked, { panel, ids })
  // the order knows its own draw only: whoever sits from another round counts for every cap as well
  const agreed = agreedCaps(asked)
  const full = fullIn(agreed, await seatedOf(actor, tx, { ...asked, ...agreed }), panel)
  for (const { id, features } of succession.people) {
    const expertId = expertOf.get(id)!
    if (!out.has(expertId) && full(features)) out.set(expertId, 'unitFull')
  }
  const skipped: Partial<Record<OutReason, number>> = {}
  const leaving = sign(free.expertId)
  for (;;) {
    const next = succession.next({ panel, leaving, seated, asked: passed })
    const reason = next === null ? undefined : out.get(expertOf.get(next)!)
    if (next !== null && reason) {
      skipped[reason] = (skipped[reason] ?? 0) + 1
      passed.add(next)
      continue
    }
    const id = next === null ? null : newId()
    if (id !== null) {
      const { sessionFrom, sessionTo } = free
      await tx.drawSeat.create({
        data: {
          ...{ id, requestId, roundId, groupId, drawId, expertId: expertOf.get(next!)!, kind: 'alternate' },
          ...{ rank: succession.rank(next!), followsId: seatId, sessionFrom, sessionTo, statusSince: now() },
        },
      })
      const { policyVersionId } = round
      await recordBeginning(actor, tx, { type: 'drawSeat', id, status: 'drawn', policyVersionId, event: 'follow' })
    }
    // who was passed over is a number here: the trail names nobody of a sealed draw
    const detail = {
      number: request.number,
      follows: seatId,
      seat: id,
      ...(Object.keys(skipped).length && { skipped }),
    }
    await audit(tx, actor, {
      action: 'drawSeat.follow',
      objectType: 'drawSeat',
      objectId: id ?? seatId,
      result: id ? 'done' : 'failed',
      detail,
    })
    return id === null ? null : { id }
  }
}
