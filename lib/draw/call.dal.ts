import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { recordReveal } from '@/lib/access/reveal'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { Refusal, refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { maskPhone } from '@/lib/platform/fields/masks'
import { newId } from '@/lib/platform/ids'
import type { Reveal } from '@/lib/privacy/reveal.schema'
import type { DrawRequest, DrawSeat } from '@/prisma/generated/client'
import type { RecordAccept, RecordCall, RecordDecline } from './answer.schema'
import { recuse } from './avoidance.dal'
import { mayNames } from './names.rules'
import { askedIt } from './request-scope.dal'
import { type HeldSeat, holderOf, lockSeat, objected, refill, seatPhone, stepSeat } from './seat.dal'
import type { CallsView } from './seat.dto'
import { declineLabel, outcomeLabel } from './seat.rules'
import { requestFor } from './seat-list.dal'
import { tellSeat } from './seat-tell.dal'

const toCall = (seat: DrawSeat & { request: DrawRequest }, at: Date): boolean =>
  seat.status === 'notified' && mayNames(seat.request, at, { who: 'notifier', seat })

/**
 * Whom a 通知员 has to call: those who were told, have not answered, and whose time still runs; nobody else, and nobody
 * any more once it is over.
 * @throws Refusal notFound
 */
export async function listCalls(actor: Actor, id: string): Promise<CallsView> {
  const request = await requestFor(actor, 'draw.notify', id)
  if (await askedIt(actor, db(), request)) throw ownRequest('draw', id)
  const at = now()
  const seats = await db().drawSeat.findMany({
    where: { requestId: id, status: 'notified', answerBy: { gt: at } },
    orderBy: [{ answerBy: 'asc' }, { id: 'asc' }],
    include: { request: true, group: true, special: true, calls: { orderBy: { at: 'desc' } } },
  })
  const rows = await Promise.all(
    seats
      .filter(seat => toCall(seat, at))
      .map(async seat => {
        const phone = await seatPhone(actor, seat)
        return {
          id: seat.id,
          group: seat.group.name,
          ...(await holderOf(actor, db(), seat)),
          phoneMask: phone && maskPhone(phone),
          notifiedAt: seat.notifiedAt!,
          answerBy: seat.answerBy!,
          calls: seat.calls.map(call => ({
            at: call.at,
            outcome: outcomeLabel(call.outcome),
            note: call.note,
            by: call.byName,
          })),
        }
      }),
  )
  // names of a sealed list were read: by whom and when stays
  if (rows.length > 0) {
    const event = { action: 'draw.notify', objectType: 'draw', objectId: id, result: 'done' } as const
    await db().$transaction(tx => audit(tx, actor, { ...event, detail: { what: 'names', shown: rows.length } }))
  }
  const { number, title, sessionFrom, place } = request
  return { id, number, title, sessionFrom, place, rows }
}

/**
 * The number of somebody to be called, in clear, with what for.
 * @throws Refusal notFound outside his window, and where no number is known; stepUp; tooMany
 */
export async function revealSeatPhone(actor: Actor, { id, reason }: Reveal): Promise<{ number: string }> {
  const subject = { type: 'drawSeat', id }
  await allow(actor, 'draw.notify', subject)
  const seat = uuid().safeParse(id).success
    ? await db().drawSeat.findUnique({ where: { id }, include: { request: true, special: true } })
    : null
  if (seat && (await askedIt(actor, db(), seat.request))) return deny(actor, 'draw.notify', subject)
  const number = seat && toCall(seat, now()) ? await seatPhone(actor, seat) : null
  if (number === null) return deny(actor, 'draw.notify', subject)
  await recordReveal(actor, { action: 'draw.notify', subject, what: 'phone', reason, budget: 'drawCall' })
  return { number }
}

/** Whoever asked for a draw neither learns from the calls who was drawn, nor takes anybody out of it. */
const ownRequest = (objectType: string, objectId: string) =>
  new Refusal('refused', '这是您自己提出的需求，要由另一位通知员通知专家。', undefined, {
    ...{ action: 'draw.notify', objectType, objectId },
  })

const over = () => refused('这位专家已经答复，或答复时限已过，不用再打电话。请刷新页面查看还要通知的人。')

async function calling(actor: Actor, tx: Tx, id: string): Promise<HeldSeat | null> {
  const seat = await lockSeat(actor, tx, { id })
  if (seat && (await askedIt(actor, tx, seat.request))) throw ownRequest('drawSeat', id)
  if (seat && !toCall(seat, now())) throw over()
  return seat
}

async function noteCall(actor: Actor, tx: Tx, seat: HeldSeat, outcome: string, note: string | null): Promise<void> {
  await tx.drawCall.create({
    data: {
      ...{ id: newId(), seatId: seat.id, outcome, note, at: now() },
      ...{ byId: accountOf(actor) ?? '', byName: signatureOf(actor).name },
    },
  })
}

async function onCall(actor: Actor, id: string, work: (tx: Tx, seat: HeldSeat) => Promise<void>): Promise<null> {
  const subject = { type: 'drawSeat', id }
  await allow(actor, 'draw.notify', subject)
  const done = await writeTx(actor, async tx => {
    const seat = await calling(actor, tx, id)
    if (seat) await work(tx, seat)
    return seat !== null
  })
  return done ? null : deny(actor, 'draw.notify', subject)
}

/** 通知记录: how a call ended that brought no answer. @throws Refusal notFound; refused outside the window */
export const recordCall = (actor: Actor, { id, outcome, note }: RecordCall): Promise<null> =>
  onCall(actor, id, (tx, seat) => noteCall(actor, tx, seat, outcome, note ?? null))

/**
 * He says on the telephone that he comes; the pledge he signs later, at the latest when he arrives. He hears by SMS what
 * was written down, with the link by which he signs, or says that he does not come.
 */
export const recordAccept = (actor: Actor, { id, note }: RecordAccept): Promise<null> =>
  onCall(actor, id, async (tx, seat) => {
    await noteCall(actor, tx, seat, 'reached', note ?? null)
    await stepSeat(actor, tx, seat, 'recordAccept', { data: { answeredAt: now(), answeredVia: 'notifier' } })
    await tellSeat(actor, tx, seat, 'draw.acceptedFor', { once: `:${seat.version}` })
  })

/**
 * He says on the telephone that he does not come, and why; somebody else follows. That he has to keep away is stored as
 * what he says himself. He hears by SMS what was written down, with the link by which he says that it is not so
 * (`objectSeat`). Who has said that once refuses by the link himself.
 */
export const recordDecline = (actor: Actor, { id, reason, note }: RecordDecline): Promise<null> =>
  onCall(actor, id, async (tx, seat) => {
    if (await objected(actor, tx, id))
      throw refused('这位专家说明过代记的“不能参加”有误。他确实不能参加的，请他打开邀请短信中的链接，自己答复。')
    await noteCall(actor, tx, seat, 'reached', note ?? null)
    await stepSeat(actor, tx, seat, 'recordDecline', {
      opinion: declineLabel(reason),
      data: { declineCode: reason, note: note ?? null, answeredAt: now(), answeredVia: 'notifier' },
    })
    const why = reason === 'avoidance' ? declineLabel(reason) : undefined
    if (why && seat.expertId)
      await recuse(actor, tx, {
        ...{ requestId: seat.requestId, expertId: seat.expertId, seatId: seat.id },
        reason: ['电话中说明应当回避，由通知员记录', note].filter(Boolean).join('：'),
      })
    await tellSeat(actor, tx, seat, 'draw.declinedFor', { until: seat.answerBy!, once: `:${seat.version}`, why })
    await refill(actor, tx, seat)
  })
