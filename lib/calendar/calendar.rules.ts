import { isWorkingDay, specialDaysOf, type WorkCalendar, workingDaysBetween } from '@/lib/platform/calendar'
import type { CalendarYear, NotableDay } from './calendar.dto'

export type StoredCorrection = { day: string; isWorkday: boolean; reason: string; by: string; at: Date }

const weekdays = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六']

/** 星期四 of a day `2026-10-01`. */
export const weekdayOf = (day: string): string => weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''

/** The notable days of a year in order: the published special ones and the corrected ones. */
export function notableDays(year: number, corrections: readonly StoredCorrection[], calendar: WorkCalendar) {
  const names = new Map(specialDaysOf(year).map(special => [special.day, special.name]))
  const corrected = new Map(corrections.map(one => [one.day, one]))
  return [...new Set([...names.keys(), ...corrected.keys()])].sort().map((day): NotableDay => {
    const correction = corrected.get(day)
    return {
      day,
      weekday: weekdayOf(day),
      isWorkday: isWorkingDay(day, calendar),
      name: names.get(day) ?? '',
      correction: correction ? { reason: correction.reason, by: correction.by, at: correction.at } : null,
    }
  })
}

/** How many days of a year are worked. */
export const workingDaysOf = (year: number, calendar: WorkCalendar): number =>
  workingDaysBetween(new Date(`${year - 1}-12-31T12:00:00+08:00`), new Date(`${year}-12-31T12:00:00+08:00`), calendar)

/** What is said about years whose holidays are not known, or null. */
export function unknownYears({ year, published, nextPublished }: CalendarYear): string | null {
  if (!published)
    return `${year} 年的放假安排尚未公布，或者本系统还没有收录。现在按星期一至星期五计算，公布后请在这里逐日标出。`
  if (!nextPublished)
    return `${year + 1} 年的放假安排尚未公布，或者本系统还没有收录。公布后请在这里标出，跨年的时限才会算得准。`
  return null
}
