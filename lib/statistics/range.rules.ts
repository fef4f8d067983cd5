import { shiftDay } from '@/lib/platform/calendar'
import { isRealDate } from '@/lib/platform/fields/dates'
import type { RawParams } from '@/lib/platform/list-params'
import { startOfDay } from '@/lib/platform/time'

/** Whole months in China, from the first day of the first up to the day before `until`. */
export type Range = { key: string; label: string; from: string; until: string; months: string[] }

export const views = ['pool', 'flows', 'waiting', 'gaps'] as const
export type View = (typeof views)[number]

/** What a page of statistics is asked for by its address. */
export type StatisticsParams = {
  view: View
  /** a day that is over; null: now */
  on: string | null
  /** the discipline that is divided further */
  under: string | null
  range: Range
  /** fewer available experts than this are few */
  threshold: number
  level: 1 | 2
}

const YEARS = 5
const defaultMonths = '12'
export const defaultThreshold = 5

const monthName = (number: number): string => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`
const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

function rangeFrom(key: string, label: string, first: number, last: number): Range {
  const months = Array.from({ length: last - first + 1 }, (_, at) => monthName(first + at))
  return { key, label, from: `${monthName(first)}-01`, until: `${monthName(last + 1)}-01`, months }
}

/** A whole year of the calendar. */
export const yearRange = (year: number): Range => rangeFrom(String(year), `${year} 年`, year * 12, year * 12 + 11)

/** The ranges that can be chosen on a day: the last months, this one included, and whole years up to this one. */
export function rangesOn(today: string): Range[] {
  const last = monthNumber(today)
  const year = Number(today.slice(0, 4))
  return [
    ...[12, 24, 36].map(count => rangeFrom(String(count), `近 ${count} 个月`, last - count + 1, last)),
    ...Array.from({ length: YEARS }, (_, back) => yearRange(year - back)),
  ]
}

const first = (raw: string | string[] | undefined): string => (Array.isArray(raw) ? (raw[0] ?? '') : (raw ?? ''))

/**
 * Reads the address of a page of statistics: pure and total. What is not understood, or lies in the future, counts as
 * not said.
 * @param today the day in China
 */
export function parseStatistics(
  raw: RawParams,
  today: string,
  isDiscipline: (code: string) => boolean,
): StatisticsParams {
  const on = first(raw.on)
  const under = first(raw.under)
  const threshold = Math.trunc(Number(first(raw.threshold)))
  const ranges = rangesOn(today)
  return {
    view: views.find(view => view === first(raw.view)) ?? 'pool',
    on: isRealDate(on) && on < today && on >= '2000-01-01' ? on : null,
    under: isDiscipline(under) ? under : null,
    range: ranges.find(range => range.key === first(raw.range)) ?? ranges.find(range => range.key === defaultMonths)!,
    threshold: threshold >= 1 && threshold <= 100 ? threshold : defaultThreshold,
    level: first(raw.level) === '2' ? 2 : 1,
  }
}

/** The address of the same page with something changed; what is the default is left out. */
export function statisticsHref(
  base: string,
  { view, on, under, range, threshold, level }: StatisticsParams,
  change: Partial<Omit<StatisticsParams, 'range'>> & { rangeKey?: string } = {},
): string {
  const wanted = { view, on, under, threshold, level, rangeKey: range.key, ...change }
  const query = new URLSearchParams()
  if (wanted.view !== 'pool') query.set('view', wanted.view)
  if (wanted.on) query.set('on', wanted.on)
  if (wanted.under) query.set('under', wanted.under)
  if (wanted.rangeKey !== defaultMonths) query.set('range', wanted.rangeKey)
  if (wanted.threshold !== defaultThreshold) query.set('threshold', String(wanted.threshold))
  if (wanted.level !== 1) query.set('level', String(wanted.level))
  const text = query.toString()
  return text === '' ? base : `${base}?${text}`
}

/** The instant at which a day is over in China. */
export const endOf = (day: string): Date => startOfDay(shiftDay(day, 1))
