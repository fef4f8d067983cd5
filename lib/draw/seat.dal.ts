import 'server-only'
import { type Actor, systemActor } from '@/lib/access/actor'
import { phoneOf } from '@/lib/expert/numbers.dal'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { drawSeatMachine, type SeatEvent } from '@/lib/workflow/draw-seat.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { Prisma } from '@/prisma/generated/client'
import { follow } from './follow.dal'
import { seatFacts, seatLabel } from './seat.rules'
import { tellShort } from './seat-tell.dal'

const withRequest = { request: true, group: true, special: true } as const
export type HeldSeat = Prisma.DrawSeatGetPayload<{ include: typeof withRequest }>

/**
 * A seat with its request, both held still until the end of the transaction: request before seat, as everybody takes
 * them who changes either. null when there is none.
 */
export async function lockSeat(
  actor: Actor,
  tx: Tx,
  which: { id: string } | { tokenHash: string },
): Promise<HeldSeat | null> {
  const found = await tx.drawSeat.findUnique({ where: which, select: { id: true, requestId: true } })
  if (!found) return null
  await holdRequest(actor, tx, found.requestId)
  await tx.$queryRaw`SELECT 1 FROM draw_seat WHERE id = ${found.id}::uuid FOR UPDATE`
  return tx.drawSeat.findUniqueOrThrow({ where: { id: found.id }, include: withRequest })
}

/** A request held still, as it is then, for the worker and for those whose scope was asked before; null when there is none. */
export async function holdRequest(_actor: Actor, tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM draw_request WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return tx.drawRequest.findUnique({ where: { id } })
}

/** Seats that count: those of a draw that was declared void are none. */
export const counting = { OR: [{ drawId: null }, { draw: { voidedAt: null } }] } satisfies Prisma.DrawSeatWhereInput

/** How a place is called before there is a name: its group, and its number in the order in which places came to be. */
export async function placeOf(
  _actor: Actor,
  tx: Pick<Tx, 'drawSeat'>,
  seat: { id: string; groupId: string; kind: string; group: { name: string } },
): Promise<string> {
  const number = await tx.drawSeat.count({
    where: {
      AND: [
        counting,
        { groupId: seat.groupId, id: { lte: seat.id } },
        { kind: seat.kind === 'special' ? 'special' : { not: 'special' } },
      ],
    },
  })
  return `${seat.group.name} ${seatLabel(number, seat.kind)}`
}

/**
 * One step of a seat, with what else is stored of it. The clock is read here, with the seat held.
 * @throws Refusal with the machine's sentence
 */
export async function stepSeat(
  actor: Actor,
  tx: Tx,
  seat: HeldSeat,
  event: SeatEvent,
  given: { opinion?: string | null; data?: Prisma.DrawSeatUncheckedUpdateInput } = {},
): Promise<void> {
  // the database wants to see why somebody declines when it sees that he does
  if (given.data) await tx.drawSeat.update({ where: { id: seat.id }, data: given.data })
  await transition(actor, tx, {
    machine: drawSeatMachine,
    subject: { type: 'drawSeat', id: seat.id, status: seat.status, version: seat.version },
    event,
    facts: seatFacts(seat, now()),
    policyVersionId: seat.request.policyVersionId,
    opinion: given.opinion,
  })
}

/** Whether its holder said before that a refusal was not his: from then on he refuses by his link only. */
export const objected = async (_actor: Actor, tx: Tx, id: string): Promise<boolean> =>
  (await tx.statusHistory.count({ where: { subjectType: 'drawSeat', subjectId: id, event: 'object' } })) > 0

/** Of how many places of a request somebody said that a refusal written down for him was not his. */
export async function objectedSeats(
  _actor: Actor,
  tx: Pick<Tx, 'drawSeat' | 'statusHistory'>,
  requestId: string,
): Promise<number> {
  const seats = await tx.drawSeat.findMany({ where: { requestId }, select: { id: true } })
  const said = await tx.statusHistory.groupBy({
    by: ['subjectId'],
    where: { subjectType: 'drawSeat', subjectId: { in: seats.map(seat => seat.id) }, event: 'object' },
  })
  return said.length
}

/** The place became free: the next alternate gets it, whom the worker tells; where there is none, it is said that 补抽 is needed. */
export async function refill(_actor: Actor, tx: Tx, seat: HeldSeat): Promise<void> {
  const system = systemActor('draw-seats')
  if (await follow(system, tx, seat.id)) return
  await tellShort(system, tx, seat)
}

/**
 * Who acts as the holder of a seat. What he answers is recorded of the seat and never under his name, his account or the
 * address he came from: histories and the audit trail are read by people to whom the names are sealed. Who it was stands
 * in the seat.
 */
export const asSeat = (_actor: Actor): Actor => ({
  kind: 'anonymous',
  browser: '',
  request: { id: newId(), address: '-' },
})

/** Name and unit of whoever sits there, in clear. For functions that have asked `mayNames`. */
export async function holderOf(
  _actor: Actor,
  tx: Pick<Tx, 'expert'>,
  seat: { expertId: string | null; special: { name: string; unitName: string } | null },
): Promise<{ name: string; unitName: string }> {
  if (seat.special) return { name: seat.special.name, unitName: seat.special.unitName }
  const expert = await tx.expert.findUnique({
    where: { accountId: seat.expertId ?? '' },
    select: { name: true, unitName: true },
  })
  return expert ?? { name: '已删除', unitName: '' }
}

/** The number he is called on, in clear; null where none is known. For functions that have asked `mayNames`. */
export async function seatPhone(
  actor: Actor,
  seat: { expertId: string | null; special: { id: string; phoneCipher: string | null } | null },
): Promise<string | null> {
  if (seat.expertId) return phoneOf(actor, seat.expertId)
  const { special } = seat
  if (!special?.phoneCipher) return null
  return decryptField(special.phoneCipher, { table: 'draw_special', id: special.id, column: 'phone' })
}
