import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { sha256 } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type DrawStatus, drawMachine } from '@/lib/workflow/draw.machine'
import { transition } from '@/lib/workflow/transition.dal'
import { attempt } from './attempt'
import { answerToken } from './link'
import { tellOfMaterials } from './material-tell.dal'
import { type HeldSeat, holdRequest, lockSeat, refill, stepSeat } from './seat.dal'
import { answerEnd, remindAt, sessionReminder } from './seat.rules'
import { tellSeat, tellShort } from './seat-tell.dal'
import { unlockDue } from './unlock.dal'
import { tellReadyLists } from './unseal-tell.dal'

/** So many of each kind in one turn; the next comes within seconds. */
const BATCH = 100

/**
 * 开始通知: from now on the worker tells whoever is drawn, and his time to answer runs.
 * @throws Refusal notFound; refused when the session has begun, or in another state
 */
export async function startInviting(actor: Actor, input: { id: string; version: number }): Promise<null> {
  const subject = { type: 'draw', id: input.id }
  await allow(actor, 'draw.run', subject)
  const done = await writeTx(actor, async tx => {
    const request = uuid().safeParse(input.id).success ? await holdRequest(actor, tx, input.id) : null
    if (!request) return false
    const begun = request.sessionFrom !== null && now() >= request.sessionFrom
    await transition(actor, tx, {
      machine: drawMachine,
      subject: { type: 'draw', id: request.id, status: request.status, version: input.version },
      event: 'invite',
      facts: {
        own: false,
        blocked: begun ? '评审时间已过，不能再通知。请让业务管理员宣布抽取无效，改期后重新抽取。' : null,
      },
      policyVersionId: request.policyVersionId,
    })
    return true
  })
  return done ? null : deny(actor, 'draw.run', subject)
}

/** Requests whose drawn people are told and may answer; and those whose people may be told yet. */
const runningStates: DrawStatus[] = ['inviting', 'confirmed']
const drawnStates: DrawStatus[] = ['drawn', ...runningStates]
const running = { status: { in: runningStates } }

/**
 * What time does to seats: whoever is drawn is told, whoever has not answered is reminded once and then passed over, those
 * who come are reminded of the session and told of 评审材料 that came later, who was not told before it begins is released, and names open at their time.
 * Each seat is a transaction of its own, and looks again once it is held: safe to run in several processes at once, and
 * beside answers; one that throws keeps no other waiting.
 * @returns how many steps were taken
 */
export async function keepSeats(actor: Actor): Promise<number> {
  await allow(actor, 'draw.clock')
  const { policy } = await currentPolicy()
  const { remindAfter, remindBeforeHours } = policy.draw
  const turns = [lapse, expire, notify, remind(remindAfter), remindOfSession(remindBeforeHours), tellOfMaterials]
  let steps = (await unlockDue(actor)) + (await tellReadyLists(actor))
  for (const { find, act, states = runningStates } of turns)
    for (const { id } of await find(now())) {
      const work = () =>
        db().$transaction(async tx => {
          const seat = await lockSeat(actor, tx, { id })
          return seat && states.includes(seat.request.status) ? act(actor, tx, seat) : false
        })
      if (await attempt(id, work)) steps += 1
    }
  return steps
}

export type Turn = {
  /** states of the request in which it is done; those in which people may answer unless said */
  states?: DrawStatus[]
  find: (at: Date) => Promise<{ id: string }[]>
  /** true when there was something to do after all */
  act: (actor: Actor, tx: Tx, seat: HeldSeat) => Promise<boolean>
}
const picked = { select: { id: true }, take: BATCH } as const

/** Nobody told him before the session began: the place is given up, for nobody can be asked any more. */
const lapse: Turn = {
  states: drawnStates,
  find: at =>
    db().drawSeat.findMany({
      where: { status: 'drawn', sessionFrom: { lte: at }, request: { status: { in: drawnStates } } },
      orderBy: { id: 'asc' },
      ...picked,
    }),
  act: async (actor, tx, seat) => {
    if (seat.status !== 'drawn' || now() < seat.sessionFrom) return false
    await stepSeat(actor, tx, seat, 'lapse')
    await tellShort(actor, tx, seat)
    return true
  },
}

const expire: Turn = {
  find: at =>
    db().drawSeat.findMany({
      where: { status: 'notified', answerBy: { lte: at }, request: running },
      orderBy: [{ answerBy: 'asc' }, { id: 'asc' }],
      ...picked,
    }),
  act: async (actor, tx, seat) => {
    if (seat.status !== 'notified' || seat.answerBy === null || now() < seat.answerBy) return false
    await stepSeat(actor, tx, seat, 'expire')
    // reminded after the time as well as before it (B4); one of its kind for each time he was given
    await tellSeat(actor, tx, seat, 'draw.expired', { once: `:${seat.answerBy.getTime()}` })
    await refill(actor, tx, seat)
    return true
  },
}

const notify: Turn = {
  find: at =>
    db().drawSeat.findMany({
      where: { status: 'drawn', sessionFrom: { gt: at }, request: running },
      orderBy: { id: 'asc' },
      ...picked,
    }),
  act: async (actor, tx, seat) => {
    const at = now()
    if (seat.status !== 'drawn' || seat.sessionFrom <= at) return false
    const answerBy = answerEnd(at, seat.request.answerMinutes, seat.sessionFrom)
    await stepSeat(actor, tx, seat, 'notify', {
      data: { tokenHash: sha256(answerToken(seat.id)), notifiedAt: at, answerBy },
    })
    await tellSeat(actor, tx, seat, 'draw.invited', { until: answerBy })
    return true
  },
}

const remind = (part: number): Turn => ({
  find: at =>
    db().$queryRaw<{ id: string }[]>`
      SELECT s.id::text AS id FROM draw_seat s JOIN draw_request r ON r.id = s.request_id
      WHERE s.status = 'notified' AND s.reminded_at IS NULL AND r.status IN ('inviting', 'confirmed')
        AND s.answer_by > ${at} AND s.notified_at + (s.answer_by - s.notified_at) * ${part}::float8 <= ${at}
      ORDER BY s.answer_by, s.id LIMIT ${BATCH}`,
  act: async (actor, tx, seat) => {
    const { status, notifiedAt, answerBy, remindedAt } = seat
    const at = now()
    if (status !== 'notified' || !notifiedAt || !answerBy || remindedAt || at >= answerBy) return false
    if (at < remindAt(notifiedAt, answerBy, part)) return false
    await tx.drawSeat.update({ where: { id: seat.id }, data: { remindedAt: at } })
    // asked again for another time, he is reminded again
    await tellSeat(actor, tx, seat, 'draw.reminder', { until: answerBy, once: `:${notifiedAt.getTime()}` })
    return true
  },
})

const remindOfSession = (hours: number): Turn => {
  const due = (seat: { sessionFrom: Date; remindedAt: Date | null; answeredAt: Date | null }, at: Date) => {
    const from = sessionReminder(seat.sessionFrom, hours)
    const last = [seat.remindedAt, seat.answeredAt].filter(one => one !== null)
    // who accepted a moment ago knows; who was reminded since then as well
    return hours > 0 && at >= from && at < seat.sessionFrom && last.every(one => one < from)
  }
  return {
    find: at =>
      db().$queryRaw<{ id: string }[]>`
        SELECT s.id::text AS id FROM draw_seat s JOIN draw_request r ON r.id = s.request_id
        WHERE s.status = 'accepted' AND r.status IN ('inviting', 'confirmed') AND s.session_from > ${at}
          AND s.session_from <= ${new Date(at.getTime() + hours * 3_600_000)}
          AND GREATEST(s.reminded_at, s.answered_at) < s.session_from - ${hours} * interval '1 hour'
        ORDER BY s.session_from, s.id LIMIT ${BATCH}`,
    act: async (actor, tx, seat) => {
      const at = now()
      if (seat.status !== 'accepted' || !due(seat, at)) return false
      await tx.drawSeat.update({ where: { id: seat.id }, data: { remindedAt: at } })
      await tellSeat(actor, tx, seat, 'draw.soon', { once: `:${seat.sessionFrom.getTime()}` })
      return true
    },
  }
}
