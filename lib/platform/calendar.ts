import days from 'chinese-days/dist/chinese-days.json'
import { chinaDay } from './time'

/**
 * Working days in China: Monday to Friday without the holidays of the State Council's yearly notice, and the weekend
 * days that are worked in exchange. Years the data does not know yet count Monday to Friday until somebody corrects
 * them.
 */

const dayLength = 86_400_000
const minuteLength = 60_000
const chinaOffset = 8 * 3_600_000
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayLength
const nameOf = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10)
/** 1970-01-01 was a Thursday; Monday is 0. */
const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7
const isWeekend = (day: number): boolean => weekday(day) > 4
const sorted = (list: Iterable<number>): number[] => [...list].sort((one, other) => one - other)
const startOf = (day: number): number => day * dayLength - chinaOffset

const published = {
  freeWeekdays: Object.keys(days.holidays)
    .map(numberOf)
    .filter(day => !isWeekend(day)),
  workedWeekends: Object.keys(days.workdays).map(numberOf).filter(isWeekend),
}

/** The last year whose holidays the data knows; later years count Monday to Friday. */
export const holidaysKnownThrough = Number(Object.keys(days.holidays).sort().at(-1)?.slice(0, 4))

/** A day that is not what the published calendar says. */
export type Correction = { day: string; isWorkday: boolean }

/** Which days are worked, ready to be counted. Made by `calendarWith`. */
export type WorkCalendar = {
  /** sorted, days since 1970 */
  readonly freeWeekdays: readonly number[]
  readonly workedWeekends: readonly number[]
  readonly exceptions: ReadonlySet<number>
}

/** The published calendar with corrections on top; a later one for the same day wins. */
export function calendarWith(corrections: readonly Correction[]): WorkCalendar {
  const free = new Set(published.freeWeekdays)
  const worked = new Set(published.workedWeekends)
  for (const { day, isWorkday } of corrections) {
    const number = numberOf(day)
    const list = isWeekend(number) ? worked : free
    if (isWorkday === isWeekend(number)) list.add(number)
    else list.delete(number)
  }
  return { freeWeekdays: sorted(free), workedWeekends: sorted(worked), exceptions: new Set([...free, ...worked]) }
}

/** The calendar as it was published, without corrections. */
export const publishedCalendar = calendarWith([])

/** Whether a day (`YYYY-MM-DD`) is worked. */
export const isWorkingDay = (day: string, calendar: WorkCalendar): boolean => isWorked(numberOf(day), calendar)

/** A day of a year that is not simply Monday to Friday: `name` is the holiday it is, or is worked in exchange for. */
export type SpecialDay = { day: string; isWorkday: boolean; name: string }

/** The holidays of a year and the weekend days worked in exchange as published, in order. */
export function specialDaysOf(year: number): SpecialDay[] {
  const of = (list: Record<string, string>, isWorkday: boolean): SpecialDay[] =>
    Object.entries(list)
      .filter(([day]) => day.startsWith(`${year}-`))
      .map(([day, text]) => ({ day, isWorkday, name: text.split(',')[1] ?? '' }))
  return [...of(days.holidays, false), ...of(days.workdays, true)].sort((a, b) => a.day.localeCompare(b.day))
}

/**
 * Working days that have begun since an instant: those after its day up to the other instant's day, both in China.
 * The day something begins on does not count (民法典 第二百零一条). 0 when `to` is not later.
 */
export function workingDaysBetween(from: Date, to: Date, calendar: WorkCalendar): number {
  return Math.max(0, countUpTo(dayOf(to), calendar) - countUpTo(dayOf(from), calendar))
}

/**
 * The last instant of the `n`th working day after an instant's day: what is due within n working days is late after it.
 * @throws RangeError unless n is a whole number from 0 to 1000
 */
export function addWorkingDays(from: Date, n: number, calendar: WorkCalendar): Date {
  if (!Number.isInteger(n) || n < 0 || n > 1000) throw new RangeError('working days: 0 to 1000')
  let day = dayOf(from)
  for (let left = n; left > 0; ) {
    day += 1
    if (isWorked(day, calendar)) left -= 1
  }
  return new Date(startOf(day + 1) - 1)
}

/**
 * What began before this instant has been waiting more than `n` working days at `at`: for counting what is late
 * without reading it. The counterpart of `workingDaysBetween(began, at) > n`.
 */
export function lateBefore(at: Date, n: number, calendar: WorkCalendar): Date {
  const today = dayOf(at)
  let day = today
  while (countUpTo(today, calendar) - countUpTo(day, calendar) <= n) day -= 1
  return new Date(startOf(day + 1))
}

/** Hours that are worked on a working day, China's time: `09:00` to `17:30`. */
export type WorkingHours = { from: string; to: string }

/**
 * Minutes of working hours on working days between two instants, whole ones. Nights, weekends and holidays do not
 * count; a lunch break is not taken out. 0 when `to` is not later.
 */
export function workingMinutesBetween(from: Date, to: Date, hours: WorkingHours, calendar: WorkCalendar): number {
  const worked = workedUpTo(to, hours, calendar) - workedUpTo(from, hours, calendar)
  return Math.max(0, Math.floor(worked / minuteLength))
}

/** The instant at which `n` working minutes have passed since another; the end of hours, not the next morning. */
export function addWorkingMinutes(from: Date, n: number, hours: WorkingHours, calendar: WorkCalendar): Date {
  return reachedAt(workedUpTo(from, hours, calendar) + n * minuteLength, from, hours, calendar)
}

/**
 * What began before this instant has been waiting more than `n` working minutes at `at`; the counterpart of
 * `workingMinutesBetween(began, at) > n`.
 */
export function lateBeforeMinutes(at: Date, n: number, hours: WorkingHours, calendar: WorkCalendar): Date {
  // whole minutes are counted, so the next one must be full; what began up to this very instant has waited that long
  const target = workedUpTo(at, hours, calendar) - (n + 1) * minuteLength
  return reachedAt(target + 1, at, hours, calendar)
}

const dayOf = (instant: Date): number => numberOf(chinaDay(instant))
const isWorked = (day: number, calendar: WorkCalendar): boolean => isWeekend(day) === calendar.exceptions.has(day)

/** Working days up to and including a day, counted from a fixed Monday long ago; only differences mean something. */
function countUpTo(day: number, calendar: WorkCalendar): number {
  const sinceMonday = day + 3
  const weeks = Math.floor(sinceMonday / 7)
  const weekdays = weeks * 5 + Math.min(weekday(day) + 1, 5)
  return weekdays - upTo(calendar.freeWeekdays, day) + upTo(calendar.workedWeekends, day)
}

function upTo(list: readonly number[], day: number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle] ?? 0) <= day) low = middle + 1
    else high = middle
  }
  return low
}

const sinceMidnight = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return (hour * 60 + minute) * minuteLength
}

/** The hours as milliseconds after midnight. @throws RangeError when they end before they begin */
function span({ from, to }: WorkingHours): { opens: number; length: number } {
  const opens = sinceMidnight(from)
  const length = sinceMidnight(to) - opens
  if (!(length > 0)) throw new RangeError('working hours: the end comes after the beginning')
  return { opens, length }
}

/** Milliseconds worked up to an instant, counted from a fixed Monday; only differences mean something. */
function workedUpTo(instant: Date, hours: WorkingHours, calendar: WorkCalendar): number {
  const { opens, length } = span(hours)
  const day = dayOf(instant)
  const before = countUpTo(day - 1, calendar) * length
  if (!isWorked(day, calendar)) return before
  return before + Math.min(Math.max(instant.getTime() - startOf(day) - opens, 0), length)
}

/** The first instant at which so much has been worked, sought day by day from one that is near. */
function reachedAt(target: number, near: Date, hours: WorkingHours, calendar: WorkCalendar): Date {
  const { opens, length } = span(hours)
  let day = dayOf(near)
  while (countUpTo(day - 1, calendar) * length >= target) day -= 1
  while (countUpTo(day, calendar) * length < target) day += 1
  return new Date(startOf(day) + opens + target - countUpTo(day - 1, calendar) * length)
}

/** The day after or before another (`YYYY-MM-DD`). */
export const shiftDay = (day: string, by: number): string => nameOf(numberOf(day) + by)
