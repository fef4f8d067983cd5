import { plainMonth } from '@/lib/platform/fields/dates'
import { periodOf, textOf } from '@/lib/profile/values.rules'

/** Months counted from the year 0: 2026-11 is 2026 × 12 + 10. */
export type Month = number

/** The first and the last month of a period, both included. */
export type Span = { from: Month; to: Month }

const atom = plainMonth('年月', { min: '1940-01' })

/** The month of `YYYY-MM-DD` or `YYYY-MM`. */
export const monthOf = (day: string): Month => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

/** A month as it was typed, also in a draft: 2016年9月; null for anything else. Total. */
export function readMonth(value: unknown): Month | null {
  const read = atom.safeParse(textOf(value))
  return read.success ? monthOf(read.data) : null
}

/**
 * A period as it was typed; null while it is half filled in or runs backwards. Total.
 * @param now the month in which one that is not over ends
 */
export function readSpan(value: unknown, now: Month): Span | null {
  const { from, to, current } = periodOf(value)
  const [begin, end] = [readMonth(from), current ? now : readMonth(to)]
  if (begin === null || end === null) return null
  // one that begins after today and is "not over" has not begun: it covers nothing, but it is filled in
  if (current && begin > now) return { from: begin, to: begin }
  return begin <= end ? { from: begin, to: end } : null
}

/**
 * Whole months that are over, covered by at least one of the spans: a month counts once, whoever fills it, the first
 * and the last month of a span count whole, and the present month does not count until it is over. So somebody who
 * began in November 2021 has five years from 1 November 2026 on, and September 2016 to August 2021 are five years.
 */
export function monthsCovered(spans: readonly Span[], now: Month): number {
  const past = spans
    .map(({ from, to }) => ({ from, to: Math.min(to, now - 1) }))
    .filter(({ from, to }) => from <= to)
    .sort((one, other) => one.from - other.from)
  let covered = 0
  let next: Month = 0
  for (const { from, to } of past) {
    covered += Math.max(0, to - Math.max(from, next) + 1)
    next = Math.max(next, to + 1)
  }
  return covered
}

/** `4 年 4 个月`, `5 年`, `8 个月`; 不足 1 个月 for none. */
export function durationText(months: number): string {
  if (months < 1) return '不足 1 个月'
  const [years, rest] = [Math.floor(months / 12), months % 12]
  return [years > 0 && `${years} 年`, rest > 0 && `${rest} 个月`].filter(Boolean).join(' ')
}

/** `2027 年 7 月`. */
export const monthName = (month: Month): string => `${Math.floor(month / 12)} 年 ${(month % 12) + 1} 月`
