import { now } from '../clock'
import { compactCode, foldWidth } from '../text'
import { chinaDay } from '../time'
import { type Atom, atom, please, type Reading } from './atom'

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The days of a month in the Gregorian calendar; 0 where there is no such month. */
export function daysInMonth(year: number, month: number): number {
  const leap = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0)
  return leap ? 29 : (monthDays[month - 1] ?? 0)
}

/** Whether a text is a day of the calendar written as `YYYY-MM-DD`. */
export function isRealDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  return day >= 1 && day <= daysInMonth(year, month)
}

/** Bounds of a date, both included; `today` is the day in China when the field is read. */
export type Bounds = { min?: string; max?: string | 'today' }

/**
 * A day without a time, stored as `YYYY-MM-DD`. Also reads 2026/1/5, 2026.1.5, 2026年1月5日 and 20260105.
 * @param bounds `min` (1900-01-01 unless given) and `max` (2100-12-31 unless given)
 */
export const plainDate = (label = '日期', bounds: Bounds = {}): Atom =>
  atom(label, text => {
    if (text.length > 200) return { problem: `请填写正确的${label}，例如 2020-01-05` }
    const typed = compactWords(text)
    if (typed === '') return { problem: please(label) }
    const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(typed) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(typed)
    if (!parts) return { problem: `请填写正确的${label}，例如 2020-01-05` }
    const date = `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`
    if (isRealDate(date)) return within(date, label, bounds)
    return { problem: `${label}不对：${Number(parts[1])} 年 ${Number(parts[2])} 月没有 ${Number(parts[3])} 日，请核对` }
  })

/** A month, stored as `YYYY-MM` (出生年月, from when to when somebody worked). Also reads 2026/1, 2026年1月 and 202601. */
export const plainMonth = (label = '年月', bounds: Bounds = {}): Atom =>
  atom(label, text => {
    if (text.length > 200) return { problem: `请填写正确的${label}，例如 2020-01` }
    const typed = compactWords(text)
    if (typed === '') return { problem: please(label) }
    const parts = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(typed) ?? /^(\d{4})(\d{2})$/.exec(typed)
    if (!parts) return { problem: `请填写正确的${label}，例如 2020-01` }
    const month = `${parts[1]}-${parts[2]?.padStart(2, '0')}`
    if (!isRealDate(`${month}-01`)) return { problem: `${label}中的月份应为 1 至 12，请核对` }
    return within(month, label, bounds)
  })

/** Widths folded, blanks dropped; the marks between year, month and day stay. */
const compactWords = (text: string): string =>
  foldWidth(text)
    .split(/([-/.年月日])/u)
    .map(piece => (/^[-/.年月日]$/u.test(piece) ? piece : compactCode(piece)))
    .join('')

function within(date: string, label: string, { min = '1900-01-01', max = '2100-12-31' }: Bounds): Reading {
  const [from, to] = [min.slice(0, date.length), (max === 'today' ? chinaDay(now()) : max).slice(0, date.length)]
  if (date < from) return { problem: `${label}不能早于 ${from}，请核对` }
  if (date > to) return { problem: max === 'today' ? `${label}不能晚于今天，请核对` : `${label}不能晚于 ${to}，请核对` }
  return { value: date }
}
