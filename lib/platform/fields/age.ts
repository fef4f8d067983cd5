import { daysInMonth, isRealDate } from './dates'

/**
 * The same day `years` later (or earlier). 29 February becomes 28 February in a year without one: where the month
 * has no such day, its last day is meant (民法典 第二百零二条).
 * @throws RangeError for a text that is no day of the calendar
 */
export function addYears(date: string, years: number): string {
  const { year, month, day } = parse(date)
  const later = year + years
  const last = Math.min(day, daysInMonth(later, month))
  return `${String(later).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(last).padStart(2, '0')}`
}

/**
 * Full years from one day to another: the most years that, added to `from`, do not pass `to`; negative when `to` is
 * the earlier day.
 * @throws RangeError for a text that is no day of the calendar
 */
export function yearsBetween(from: string, to: string): number {
  if (to < from) return -yearsBetween(to, from) || 0
  const years = parse(to).year - parse(from).year
  return addYears(from, years) > to ? years - 1 : years
}

/** 周岁 on a day: one more from the birthday on. Somebody born on 29 February turns on 28 February of other years. */
export const ageOn = (birthDate: string, onDate: string): number => yearsBetween(birthDate, onDate)

function parse(date: string): { year: number; month: number; day: number } {
  if (!isRealDate(date)) throw new RangeError('not a day of the calendar')
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}
