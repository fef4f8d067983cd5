import { type WorkCalendar, workingDaysBetween } from '@/lib/platform/calendar'
import { median, percentile, sumOf, type Weighted, within } from './numbers.rules'
import type { DeskFigures, DeskMonth } from './statistics.dto'

/** The desks an application stands at, 公示 as the last. */
export const waitingDesks = ['unit', 'department', 'bureau', 'publicity'] as const
export type WaitingDesk = (typeof waitingDesks)[number]

/** What ended at a desk: so many that came on one day in China and were dealt with on another, in the same way. */
export type Stay = { desk: WaitingDesk; event: string; came: string; went: string; count: number }
/** What waits at a desk: so many that came on one day. */
export type Standing = { desk: WaitingDesk; came: string; count: number }

export type DeskTerms = { desk: WaitingDesk; label: string; aim: number | null }

const noon = (day: string): Date => new Date(`${day}T12:00:00+08:00`)

/** Working days between two days in China, each pair counted once. */
function counting(calendar: WorkCalendar): (came: string, went: string) => number {
  const known = new Map<string, number>()
  return (came, went) => {
    const key = came + went
    const found = known.get(key) ?? workingDaysBetween(noon(came), noon(went), calendar)
    known.set(key, found)
    return found
  }
}

/**
 * How long applications stood at each desk, in working days as a queue counts them: the day on which one came does not
 * count. A desk appears when the policy has it, or when something was dealt with or waits there all the same.
 */
export function deskFigures(
  terms: readonly DeskTerms[],
  { stays, standing }: { stays: readonly Stay[]; standing: readonly Standing[] },
  { calendar, today, months }: { calendar: WorkCalendar; today: string; months: readonly string[] },
): DeskFigures[] {
  const days = counting(calendar)
  const lengths = (list: readonly Stay[]): Weighted[] =>
    list.map(stay => ({ value: days(stay.came, stay.went), count: stay.count }))
  return terms.map(({ desk, label, aim }): DeskFigures => {
    const own = stays.filter(stay => stay.desk === desk)
    const ages = standing
      .filter(one => one.desk === desk)
      .map(one => ({ value: days(one.came, today), count: one.count }))
    const count = (event?: string) =>
      sumOf(own.filter(stay => event === undefined || stay.event === event).map(stay => stay.count))
    const months_ = months.map((month): DeskMonth => {
      const list = lengths(own.filter(stay => stay.went.startsWith(month)))
      return { month, handled: sumOf(list.map(one => one.count)), median: median(list), within: inAim(list, aim) }
    })
    const all = lengths(own)
    return {
      desk,
      label,
      aim,
      handled: count(),
      median: median(all),
      ninety: percentile(all, 90),
      within: inAim(all, aim),
      returned: count('return'),
      refused: count('refuse') + count('uphold'),
      months: months_,
      waiting: sumOf(ages.map(one => one.count)),
      waitingMedian: median(ages),
      longest: percentile(ages, 100),
      overdue: aim === null ? null : sumOf(ages.map(one => one.count)) - within(ages, aim),
    }
  })
}

const inAim = (list: readonly Weighted[], aim: number | null): number | null =>
  aim === null ? null : within(list, aim)
