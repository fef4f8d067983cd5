import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { drawMachine } from '@/lib/workflow/draw.machine'
import { drawRoundMachine } from '@/lib/workflow/draw-round.machine'
import type { SeatEvent } from '@/lib/workflow/draw-seat.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { DrawRequest, DrawSeat } from '@/prisma/generated/client'
import { tellAsker, tellChanged } from './approve-tell.dal'
import { endRounds } from './end-round.dal'
import { lockDraws } from './lock.dal'
import { movedUnlock, movedWords, whyNotCallOff, whyNotPostpone } from './move.rules'
import type { CallOff, Postpone } from './move.schema'
import { awayThen } from './out.dal'
import { roundOf } from './request-read.dal'
import { askedIt, lockRequest } from './request-scope.dal'
import { sessionWords } from './request-time.rules'
import { endIfOther } from './seal-end.dal'
import { lockSeat, refill, stepSeat } from './seat.dal'
import { answerEnd, waitingSeats } from './seat.rules'
import { tellSeat } from './seat-tell.dal'
import { keepContent, sentOf } from './sent.dal'

type Held = { request: DrawRequest; seats: DrawSeat[]; own: boolean }

/** A request with all its seats, held still; null beyond somebody's scope. */
async function held(actor: Actor, tx: Tx, id: string): Promise<Held | null> {
  const request = await lockRequest(actor, tx, id)
  if (!request) return null
  const seats = await tx.drawSeat.findMany({ where: { requestId: id }, orderBy: { id: 'asc' } })
  return { request, seats, own: await askedIt(actor, tx, request) }
}

const open = ({ status }: DrawSeat) => waitingSeats.includes(status)

/** One step of one seat, read again so that it is the one that is held. */
async function step(actor: Actor, tx: Tx, id: string, event: SeatEvent, opinion: string) {
  const seat = (await lockSeat(actor, tx, { id }))!
  await stepSeat(actor, tx, seat, event, { opinion })
  return seat
}

/**
 * 取消评审 after the draw, by a manager who did not ask for it, with the reason: every place is given up and nobody
 * follows; who was told hears that he need not come nor answer; rounds that are not over end with it.
 * @throws Refusal notFound; refused for who asked for it, and once somebody has come; conflict
 */
export async function callOffDraw(actor: Actor, { id, version, opinion }: CallOff): Promise<null> {
  const subject = { type: 'draw', id }
  await allow(actor, 'draw.approve', subject)
  const done = await writeTx(actor, async tx => {
    const found = await held(actor, tx, id)
    if (!found) return false
    const { request, seats, own } = found
    const { policyVersionId } = request
    const moved = await transition(actor, tx, {
      machine: drawMachine,
      subject: { type: 'draw', id, status: request.status, version },
      ...{ event: 'callOff', facts: { own, fixed: whyNotCallOff(seats.map(seat => seat.status)) } },
      ...{ policyVersionId, opinion },
    })
    for (const one of seats.filter(open)) {
      const seat = await step(actor, tx, one.id, 'callOff', opinion)
      if (seat.notifiedAt !== null) await tellSeat(actor, tx, seat, 'draw.calledOff')
    }
    const ending = { requestId: id, policyVersionId, opinion: '评审取消，这一轮随之结束', drawn: false }
    await endRounds(actor, tx, ending)
    await tellChanged(actor, tx, request, { version: moved.version, what: '的评审已取消', opinion })
    return true
  })
  return done ? null : deny(actor, 'draw.approve', subject)
}

/**
 * 改期 after the draw, by a manager who did not ask for it, with the reason. The new time stands in every seat, under the
 * rule that nobody sits in two at once: who is taken or away then is released and followed; who was told, or had accepted
 * for another time, is asked again. Rounds that wait for agreement or for the draw go back to who asked, for they were
 * sent for another time.
 * @throws Refusal notFound; refused for who asked for it, and once the session has begun; invalid; conflict
 */
export async function postponeDraw(actor: Actor, input: Postpone): Promise<null> {
  const { id, version, opinion, from: sessionFrom, to: sessionTo, place } = input
  const subject = { type: 'draw', id }
  await allow(actor, 'draw.approve', subject)
  const done = await writeTx(actor, async tx => {
    const found = await held(actor, tx, id)
    if (!found) return false
    const { request, seats, own } = found
    const { policyVersionId } = request
    if (sessionFrom <= now()) throw invalid({ fromDay: ['新的评审时间已经过了，请填以后的时间。'] })
    await lockDraws(actor, tx)
    const statuses = seats.map(seat => seat.status)
    const after = { sessionFrom, sessionTo, place: place ?? request.place }
    const words = movedWords(request, after, opinion)
    const moved = await transition(actor, tx, {
      machine: drawMachine,
      subject: { type: 'draw', id, status: request.status, version },
      ...{ event: 'postpone', facts: { own, fixed: whyNotPostpone(request, statuses, now()) } },
      ...{ policyVersionId, opinion: words },
    })
    const unlockAt = movedUnlock(request.unlockAt, request.sessionFrom, sessionFrom)
    await tx.drawRequest.update({ where: { id }, data: { ...after, unlockAt } })
    const clashing = await moveSeats(actor, tx, { id, seats, sessionFrom, sessionTo })
    await returnRounds(actor, tx, request, words)
    await askAgain(actor, tx, seats, clashing, words)
    await keepMoved(actor, tx, id)
    const detail = { moved: true, released: clashing.length }
    await audit(tx, actor, { action: 'draw.save', objectType: 'draw', objectId: id, result: 'done', detail })
    const what = `的评审改到 ${sessionWords(sessionFrom, sessionTo)}，已通知的专家要重新答复`
    await tellChanged(actor, tx, request, { version: moved.version, what, opinion })
    return true
  })
  return done ? null : deny(actor, 'draw.approve', subject)
}

/**
 * The new time in all seats: who clashes is released first, so that the rule about two sessions at once is never in the way.
 * @returns ids of the seats that were released
 */
async function moveSeats(
  actor: Actor,
  tx: Tx,
  given: { id: string; seats: DrawSeat[]; sessionFrom: Date; sessionTo: Date },
): Promise<string[]> {
  const { id, seats, sessionFrom, sessionTo } = given
  const away = await awayThen(actor, tx, {
    requestId: id,
    session: { from: sessionFrom, to: sessionTo },
    seatIds: seats.filter(open).map(seat => seat.id),
  })
  const clashing = seats.filter(seat => away.has(seat.id))
  for (const one of clashing) await step(actor, tx, one.id, 'release', '改期后的时间另有评审或请假')
  await tx.drawSeat.updateMany({ where: { requestId: id }, data: { sessionFrom, sessionTo } })
  return clashing.map(seat => seat.id)
}

async function askAgain(actor: Actor, tx: Tx, seats: DrawSeat[], clashing: string[], words: string): Promise<void> {
  for (const { id, notifiedAt } of seats.filter(seat => clashing.includes(seat.id))) {
    const seat = (await lockSeat(actor, tx, { id }))!
    if (notifiedAt !== null) await tellSeat(actor, tx, seat, 'draw.released')
    await refill(actor, tx, seat)
  }
  const told = seats.filter(seat => seat.status === 'notified' || seat.status === 'accepted')
  for (const { id } of told.filter(seat => !clashing.includes(seat.id))) {
    const seat = await step(actor, tx, id, 'askAgain', words)
    const at = now()
    const answerBy = answerEnd(at, seat.request.answerMinutes, seat.sessionFrom)
    const blank = { remindedAt: null, answeredAt: null, answeredVia: null, pledge: null }
    await tx.drawSeat.update({ where: { id }, data: { ...blank, notifiedAt: at, answerBy } })
    await tellSeat(actor, tx, seat, 'draw.moved', { until: answerBy, once: `:${seat.version}` })
  }
}

async function returnRounds(actor: Actor, tx: Tx, request: DrawRequest, opinion: string): Promise<void> {
  const rounds = await tx.drawRound.findMany({
    where: { requestId: request.id, number: { gt: 1 }, status: { in: ['requested', 'approved'] } },
  })
  for (const { id, status, version, policyVersionId } of rounds) {
    const moved = await transition(actor, tx, {
      machine: drawRoundMachine,
      subject: { type: 'drawRound', id, status, version },
      ...{ event: 'return', facts: { own: false }, policyVersionId, opinion },
    })
    await tx.drawRound.update({ where: { id }, data: { approvedById: null } })
    await endIfOther(actor, tx, id, '评审改期，这一轮退回')
    await tellAsker(actor, tx, request, { id, version: moved.version }, opinion)
  }
}

/** What was agreed to, with the new time: a draw that is declared void is repeated for that. */
async function keepMoved(actor: Actor, tx: Tx, requestId: string): Promise<void> {
  const request = await tx.drawRequest.findUniqueOrThrow({ where: { id: requestId } })
  const round = (await roundOf(actor, tx, { requestId_number: { requestId, number: 1 } }))!
  await keepContent(actor, tx, round.id, await sentOf(actor, tx, request, round))
}
