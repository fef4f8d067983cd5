import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { yuan } from '@/lib/draw/pay.rules'
import { declineLabel } from '@/lib/draw/seat.rules'
import type { Tx } from '@/lib/platform/db'
import { drawSeatMachine } from '@/lib/workflow/draw-seat.machine'

/** Reviews he was drawn for and told of: when, for what, how he answered and what became of it. */
export async function reviewData(actor: Actor, tx: Pick<Tx, 'drawSeat'>) {
  const { accountId: expertId } = actor as IndividualActor
  const rows = await tx.drawSeat.findMany({
    where: { expertId, notifiedAt: { not: null } },
    orderBy: [{ sessionFrom: 'asc' }, { id: 'asc' }],
    include: { request: { select: { number: true, title: true } }, group: { select: { name: true } }, calls: true },
  })
  return rows.map(row => ({
    number: row.request.number,
    title: row.request.title,
    group: row.group.name,
    sessionFrom: row.sessionFrom,
    notifiedAt: row.notifiedAt,
    state: drawSeatMachine.labels[row.status],
    answeredAt: row.answeredAt,
    declined: row.declineCode && declineLabel(row.declineCode),
    note: row.note,
    pledge: row.pledge,
    signedInAt: row.signedInAt,
    doorNote: row.doorNote,
    calls: row.calls.length,
    fee: row.fee === null ? null : `${yuan(row.fee)} 元`,
    paidAt: row.paidAt,
  }))
}

/** Every line of his 信用记录, with its reason. */
export async function creditData(actor: Actor, tx: Pick<Tx, 'creditEntry'>) {
  const { accountId: expertId } = actor as IndividualActor
  const rows = await tx.creditEntry.findMany({ where: { expertId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })
  return rows.map(({ at, points, words }) => ({ at, points, words }))
}
