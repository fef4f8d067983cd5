const minutes = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
const days = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })

/** An instant as people in China read it: `2026-11-21 14:05`. */
export const chinaTime = (instant: Date): string => minutes.format(instant)

/** The calendar day in China of an instant: `2026-11-21`. */
export const chinaDay = (instant: Date): string => days.format(instant)

/** The instant at which a calendar day begins in China. @param day `2026-11-21` */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`)

/** An instant to the millisecond with its offset, for files that are read by programs: `2026-11-21T14:05:09.120+08:00`. */
export const chinaInstant = (instant: Date): string =>
  `${new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`

/** The day that a column of days holds; null stays null. */
export function storedDay(date: Date): string
export function storedDay(date: Date | null): string | null
export function storedDay(date: Date | null): string | null {
  return date?.toISOString().slice(0, 10) ?? null
}
