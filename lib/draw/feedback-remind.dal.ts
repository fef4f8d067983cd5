import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { currentCalendar } from '@/lib/calendar/calendar.public.dal'
import { addWorkingDays, lateBefore } from '@/lib/platform/calendar'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Prisma } from '@/prisma/generated/client'
import { tellFeedback } from './approve-tell.dal'
import { attempt } from './attempt'
import { remindFeedbackAfter } from './feedback.rules'
import { holdRequest } from './seat.dal'

const BATCH = 200

/** Reviews whose 履职反馈 is late, by the policy and the calendar of today. */
export async function lateFeedback(_actor: Actor): Promise<Prisma.DrawRequestWhereInput> {
  const [{ policy }, calendar] = await Promise.all([currentPolicy(), currentCalendar()])
  return { status: 'held', statusSince: { lt: lateBefore(now(), policy.draw.feedbackDays, calendar) } }
}

/** How many reviews wait for a feedback that is late; for the desk of who manages. */
export async function feedbackLate(actor: Actor): Promise<number> {
  await allow(actor, 'draw.check')
  return db().drawRequest.count({
    where: { AND: [await lateFeedback(actor), { requesterId: { not: accountOf(actor)! } }] },
  })
}

/**
 * Reminds those who asked of the feedback they owe: a few working days before its day, and once it is late, each once.
 * Safe to run in several processes at once: the outbox keeps a message of one kind one. One that fails is put off to the
 * next turn and keeps no other waiting.
 * @returns how many reviews were looked at because something may be due
 */
export async function remindFeedback(actor: Actor): Promise<number> {
  await allow(actor, 'draw.clock')
  const [{ policy }, calendar] = await Promise.all([currentPolicy(), currentCalendar()])
  const { feedbackDays } = policy.draw
  const soon = lateBefore(now(), remindFeedbackAfter(feedbackDays) - 1, calendar)
  let looked = 0
  for (let after: string | undefined; ; ) {
    const due = await db().drawRequest.findMany({
      where: { status: 'held', statusSince: { lt: soon }, ...(after ? { id: { gt: after } } : {}) },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: { id: true },
    })
    for (const { id } of due)
      await attempt(id, () =>
        db().$transaction(async tx => {
          const request = await holdRequest(actor, tx, id)
          if (request?.status !== 'held') return false
          const end = addWorkingDays(request.statusSince, feedbackDays, calendar)
          await tellFeedback(actor, tx, request, { late: now() > end, until: chinaDay(end) })
          return true
        }),
      )
    looked += due.length
    if (due.length < BATCH) return looked
    after = due.at(-1)!.id
  }
}
