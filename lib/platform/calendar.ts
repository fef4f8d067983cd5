import days from 'chinese-days/dist/chinese-days.json'
import { chinaDay } from './time'

/**
 * Working days in China: Monday to Friday without the holidays of the State Council's yearly notice, and the weekend
 * days that are worked in exchange. Years the data does not know yet count Monday to Friday.
 */

const dayLength = 86_400_000
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayLength
/** 1970-01-01 was a Thursday; Monday is 0. */
const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7
const isWeekend = (day: number): boolean => weekday(day) > 4

const freeWeekdays = sorted(Object.keys(days.holidays)).filter(day => !isWeekend(day))
const workedWeekends = sorted(Object.keys(days.workdays)).filter(isWeekend)
const exceptions = new Set([...freeWeekdays, ...workedWeekends])

/** The last year whose holidays the data knows; later years count Monday to Friday. */
export const holidaysKnownThrough = Number(Object.keys(days.holidays).sort().at(-1)?.slice(0, 4))

/** Whether a day (`YYYY-MM-DD`) is worked. */
export const isWorkingDay = (day: string): boolean => isWorked(numberOf(day))

/**
 * Working days that have begun since an instant: those after its day up to the other instant's day, both in China.
 * The day something begins on does not count (民法典 第二百零一条). 0 when `to` is not later.
 */
export function workingDaysBetween(from: Date, to: Date): number {
  return Math.max(0, countUpTo(numberOf(chinaDay(to))) - countUpTo(numberOf(chinaDay(from))))
}

/**
 * The last instant of the `n`th working day after an instant's day: what is due within n working days is late after it.
 * @throws RangeError unless n is a whole number from 0 to 1000
 */
export function addWorkingDays(from: Date, n: number): Date {
  if (!Number.isInteger(n) || n < 0 || n > 1000) throw new RangeError('working days: 0 to 1000')
  let day = numberOf(chinaDay(from))
  for (let left = n; left > 0; ) {
    day += 1
    if (isWorked(day)) left -= 1
  }
  const endOfDayInChina = (day + 1) * dayLength - 8 * 3_600_000 - 1
  return new Date(endOfDayInChina)
}

/**
 * What began before this instant has been waiting more than `n` working days at `at`: for counting what is late
 * without reading it. The counterpart of `workingDaysBetween(began, at) > n`.
 */
export function lateBefore(at: Date, n: number): Date {
  const today = numberOf(chinaDay(at))
  let day = today
  while (countUpTo(today) - countUpTo(day) <= n) day -= 1
  return new Date((day + 1) * dayLength - 8 * 3_600_000)
}

function sorted(list: string[]): number[] {
  return list.map(numberOf).sort((one, other) => one - other)
}

const isWorked = (day: number): boolean => isWeekend(day) === exceptions.has(day)

/** Working days up to and including a day, counted from a fixed Monday long ago; only differences mean something. */
function countUpTo(day: number): number {
  const sinceMonday = day + 3
  const weeks = Math.floor(sinceMonday / 7)
  const weekdays = weeks * 5 + Math.min(weekday(day) + 1, 5)
  return weekdays - upTo(freeWeekdays, day) + upTo(workedWeekends, day)
}

function upTo(list: number[], day: number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle] ?? 0) <= day) low = middle + 1
    else high = middle
  }
  return low
}
