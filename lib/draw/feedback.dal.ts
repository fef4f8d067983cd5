import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import type { Permission } from '@/lib/access/permissions'
import { may } from '@/lib/access/permissions'
import { writeTx } from '@/lib/access/transaction'
import { currentCalendar } from '@/lib/calendar/calendar.public.dal'
import { addWorkingDays } from '@/lib/platform/calendar'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { conflict, refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { newId } from '@/lib/platform/ids'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { drawMachine } from '@/lib/workflow/draw.machine'
import { drawSeatMachine } from '@/lib/workflow/draw-seat.machine'
import { transition } from '@/lib/workflow/transition.dal'
import { addCredit } from './credit.dal'
import type { FeedbackView } from './feedback.dto'
import { checkLabel, verdictOf, whyNotCheck } from './feedback.rules'
import type { Feedback, SpotCheck } from './feedback.schema'
import { mayNames } from './names.rules'
import { askedIt, findRequest, lockRequest } from './request-scope.dal'
import { counting, type HeldSeat, holderOf, lockSeat } from './seat.dal'
import { requestFor } from './seat-list.dal'
import type { DrawOpinion } from './sign-in.schema'
import { sealedWords } from './unseal.dal'

/** How those who came did their work: what was said of each, and what is still to be said. @throws Refusal notFound */
export async function viewFeedback(actor: Actor, id: string): Promise<FeedbackView> {
  const request = await requestFor(actor, 'draw.view', id)
  const at = now()
  const named = mayNames(request, at, { who: 'staff' })
  const own = await askedIt(actor, db(), request)
  const seats = await db().drawSeat.findMany({
    where: { AND: [counting, { requestId: id, status: { in: ['present', 'excused', 'absent'] } }] },
    orderBy: [{ group: { position: 'asc' } }, { id: 'asc' }],
    include: { group: true, special: true, feedback: true },
  })
  const checks = await db().drawSpotCheck.findMany({ where: { requestId: id }, orderBy: { at: 'asc' } })
  const rows = await Promise.all(
    (named ? seats : []).map(async seat => ({
      id: seat.id,
      group: seat.group.name,
      ...(await holderOf(actor, db(), seat)),
      status: seat.status,
      statusLabel: drawSeatMachine.labels[seat.status],
      feedback: seat.feedback && {
        marks: [seat.feedback.expertise, seat.feedback.fairness, seat.feedback.diligence] as const,
        note: seat.feedback.note,
      },
      checks: checks
        .filter(check => check.seatId === seat.id || (check.seatId === null && ofHolder(check, seat)))
        .map(check => ({ at: check.at, result: checkLabel(check.result), note: check.note, by: check.byName })),
    })),
  )
  const open = request.status === 'held'
  const [{ policy }, calendar] = await Promise.all([currentPolicy(), currentCalendar()])
  const end = addWorkingDays(request.statusSince, policy.draw.feedbackDays, calendar)
  return {
    ...{ id, number: request.number, title: request.title, status: request.status, version: request.version },
    statusLabel: drawMachine.labels[request.status],
    sealed: named ? null : await sealedWords(actor, request),
    rows,
    due: open ? { until: chinaDay(end), late: at > end } : null,
    mayFeedBack: open && own && may(actor, 'draw.request'),
    mayCheck: whyNotCheck(request, at) === null && !own && may(actor, 'draw.check'),
    mayArchive: ['held', 'reviewed'].includes(request.status) && !own && may(actor, 'draw.check'),
    missing: rows.filter(row => row.status === 'present' && row.feedback === null).length,
  }
}

/** One from before seats were written down with it. */
const ofHolder = (check: { expertId: string | null }, seat: { expertId: string | null }): boolean =>
  check.expertId !== null && check.expertId === seat.expertId

/** A seat of a review that was held, within somebody's scope, with its name open. @throws Refusal notFound, refused */
async function judged(actor: Actor, tx: Tx, permission: Permission, id: string): Promise<HeldSeat> {
  const seat = uuid().safeParse(id).success ? await lockSeat(actor, tx, { id }) : null
  if (!seat || !(await findRequest(actor, seat.requestId, tx))) return deny(actor, permission, { type: 'drawSeat', id })
  if (!mayNames(seat.request, now(), { who: 'staff' })) throw refused(await sealedWords(actor, seat.request, tx))
  return seat
}

/**
 * 履职反馈 about one expert who came, once, by whoever asked for him (S§14); very good and poor work counts for his credit.
 * @throws Refusal notFound; refused before the review is held; conflict when it was said already
 */
export async function giveFeedback(actor: Actor, { id, ...given }: Feedback): Promise<null> {
  await allow(actor, 'draw.request', { type: 'drawSeat', id })
  const { policy } = await currentPolicy()
  return writeTx(actor, async tx => {
    const seat = await judged(actor, tx, 'draw.request', id)
    if (!(await askedIt(actor, tx, seat.request))) throw refused('只有提出需求的人可以反馈。')
    if (seat.request.status !== 'held') throw refused('评审结束后、完成反馈前才能反馈。请刷新页面查看。')
    if (seat.status !== 'present') throw refused('没有到场的专家不用反馈。')
    if (await tx.drawFeedback.count({ where: { seatId: id } })) throw conflict('这位专家已经反馈过，请刷新页面查看。')
    const by = { byId: accountOf(actor) ?? '', byName: signatureOf(actor).name, at: now() }
    await tx.drawFeedback.create({ data: { id: newId(), seatId: id, ...given, ...by } })
    await audit(tx, actor, { action: 'draw.feedback', objectType: 'drawSeat', objectId: id, result: 'done' })
    const verdict = verdictOf(given)
    if (verdict)
      await addCredit(actor, tx, {
        ...{ expertId: seat.expertId, seatId: id, kind: 'feedback', points: policy.draw.credit[verdict] },
        words: `“${seat.request.title}”履职反馈${verdict === 'good' ? '好' : '差'}`,
      })
    return null
  })
}

/** 完成反馈, when something was said of everybody who came. @throws Refusal notFound, refused, conflict */
export async function finishFeedback(actor: Actor, { id, version, opinion }: DrawOpinion): Promise<null> {
  const subject = { type: 'draw', id }
  await allow(actor, 'draw.request', subject)
  const done = await writeTx(actor, async tx => {
    const request = await lockRequest(actor, tx, id)
    if (!request) return false
    const missing = await tx.drawSeat.count({ where: { requestId: id, status: 'present', feedback: null } })
    await transition(actor, tx, {
      machine: drawMachine,
      subject: { type: 'draw', id, status: request.status, version },
      event: 'feedBack',
      facts: {
        own: await askedIt(actor, tx, request),
        incomplete: missing > 0 ? `还有 ${missing} 位到场的专家没有反馈，请先填写。` : null,
      },
      policyVersionId: request.policyVersionId,
      opinion,
    })
    return true
  })
  return done ? null : deny(actor, 'draw.request', subject)
}

/**
 * 抽查评价 of one expert's work by the bureau, with what it rests on (S§14), once; it counts for his credit.
 * @throws Refusal notFound; refused for a review of one's own, one that is not over, and an archived one after a year;
 *   conflict when it was done already
 */
export async function spotCheck(actor: Actor, { id, result, note }: SpotCheck): Promise<null> {
  await allow(actor, 'draw.check', { type: 'drawSeat', id })
  const { policy } = await currentPolicy()
  return writeTx(actor, async tx => {
    const seat = await judged(actor, tx, 'draw.check', id)
    if (await askedIt(actor, tx, seat.request)) throw refused('这是您自己提出的需求，要由另一位业务管理员抽查。')
    const closed = whyNotCheck(seat.request, now())
    if (closed) throw refused(closed)
    if (!['present', 'excused', 'absent'].includes(seat.status)) throw refused('这位专家没有参加这次评审，不用抽查。')
    const before = await tx.drawSpotCheck.findUnique({ where: { seatId: id } })
    if (before) throw conflict(`${before.byName}已经抽查过这位专家，每人每次评审只抽查一次。请刷新页面查看。`)
    const by = { byId: accountOf(actor) ?? '', byName: signatureOf(actor).name, at: now() }
    const { requestId, expertId } = seat
    await tx.drawSpotCheck.create({ data: { id: newId(), requestId, seatId: id, expertId, result, note, ...by } })
    await audit(tx, actor, {
      action: 'draw.check',
      objectType: 'drawSeat',
      objectId: id,
      result: 'done',
      detail: { result },
    })
    if (result !== 'fair')
      await addCredit(actor, tx, {
        ...{ expertId, seatId: id, kind: 'spotCheck', points: policy.draw.credit[result] },
        words: `“${seat.request.title}”抽查评价${checkLabel(result)}`,
      })
    return null
  })
}
