import 'server-only'
import { calendarWith, type WorkCalendar } from '@/lib/platform/calendar'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'

const FRESH_MS = 5_000
const holder = globalThis as typeof globalThis & { expertPoolCalendar?: { at: number; value: WorkCalendar } }

/**
 * The calendar of working days in force: the published one with the bureau's corrections. Whatever counts working
 * days asks this. Public by nature, so it takes no actor; kept for seconds in each process.
 */
export async function currentCalendar(): Promise<WorkCalendar> {
  const kept = holder.expertPoolCalendar
  if (kept && Math.abs(now().getTime() - kept.at) < FRESH_MS) return kept.value
  const rows = await db().calendarDay.findMany({ select: { day: true, isWorkday: true } })
  const value = calendarWith(rows.map(row => ({ day: row.day.toISOString().slice(0, 10), isWorkday: row.isWorkday })))
  holder.expertPoolCalendar = { at: now().getTime(), value }
  return value
}

/** After a correction: this process reads anew at once, the others within seconds. */
export function forgetCalendar(): void {
  holder.expertPoolCalendar = undefined
}
