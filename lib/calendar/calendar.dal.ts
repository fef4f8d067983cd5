import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { holidaysKnownThrough, isWorkingDay, publishedCalendar, specialDaysOf } from '@/lib/platform/calendar'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import type { CalendarYear } from './calendar.dto'
import { currentCalendar, forgetCalendar } from './calendar.public.dal'
import { notableDays, workingDaysOf } from './calendar.rules'
import type { CorrectDay, UndoDay } from './calendar.schema'

const dateOf = (day: string) => new Date(`${day}T00:00:00Z`)

/** A year of the calendar with the bureau's corrections, for the page that corrects it. */
export async function viewCalendarYear(actor: Actor, year: number): Promise<CalendarYear> {
  await allow(actor, 'calendar.correct')
  const rows = await db().calendarDay.findMany({
    where: { day: { gte: dateOf(`${year}-01-01`), lte: dateOf(`${year}-12-31`) } },
    orderBy: { day: 'asc' },
  })
  forgetCalendar()
  const calendar = await currentCalendar()
  const corrections = rows.map(row => ({
    day: row.day.toISOString().slice(0, 10),
    isWorkday: row.isWorkday,
    reason: row.reason,
    by: row.setByName,
    at: row.setAt,
  }))
  return {
    year,
    published: specialDaysOf(year).length > 0,
    nextPublished: year + 1 <= holidaysKnownThrough,
    workingDays: workingDaysOf(year, calendar),
    notable: notableDays(year, corrections, calendar),
  }
}

/**
 * Marks a day as worked or free against the published calendar, with the reason. Every count of working days follows
 * within seconds. A second mark of the same day replaces the first; both are in the audit trail.
 * @throws Refusal refused when the published calendar says the same and nothing was corrected
 */
export async function correctDay(actor: Actor, input: CorrectDay): Promise<null> {
  await allow(actor, 'calendar.correct')
  const isWorkday = input.work === 'work'
  const data = {
    isWorkday,
    reason: input.reason,
    setById: accountOf(actor),
    setByName: signatureOf(actor).name,
    setAt: now(),
  }
  await writeTx(actor, async tx => {
    const before = await tx.calendarDay.findUnique({ where: { day: dateOf(input.day) } })
    if (!before && isWorkingDay(input.day, publishedCalendar) === isWorkday)
      throw refused(`${input.day} 本来就是${isWorkday ? '工作日' : '休息日'}，不用标记。`)
    await tx.calendarDay.upsert({
      where: { day: dateOf(input.day) },
      create: { day: dateOf(input.day), ...data },
      update: data,
    })
    const detail = { isWorkday, reason: input.reason, before: before?.isWorkday ?? null }
    await audit(tx, actor, {
      action: 'calendar.correct',
      objectType: 'calendarDay',
      objectId: input.day,
      result: 'done',
      detail,
    })
    return null
  })
  forgetCalendar()
  return null
}

/**
 * Takes a correction back; the published calendar holds again for that day.
 * @throws Refusal refused when there is none
 */
export async function undoDay(actor: Actor, input: UndoDay): Promise<null> {
  await allow(actor, 'calendar.correct')
  await writeTx(actor, async tx => {
    const { count } = await tx.calendarDay.deleteMany({ where: { day: dateOf(input.day) } })
    if (count === 0) throw refused(`${input.day} 没有标记，可能刚刚已经撤销。请刷新查看。`)
    await audit(tx, actor, {
      action: 'calendar.undo',
      objectType: 'calendarDay',
      objectId: input.day,
      result: 'done',
    })
    return null
  })
  forgetCalendar()
  return null
}
