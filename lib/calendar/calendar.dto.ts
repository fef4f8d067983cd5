/** A day of the year that somebody should know of: a holiday, a weekend day that is worked, or a correction. */
export type NotableDay = {
  /** 2026-10-01 */
  day: string
  /** 星期四 */
  weekday: string
  isWorkday: boolean
  /** 国庆节; '' for a day only a correction makes notable */
  name: string
  /** what the bureau said about it; null where the published calendar holds */
  correction: { reason: string; by: string; at: Date } | null
}

/** A year of the calendar of working days. */
export type CalendarYear = {
  year: number
  /** the State Council's notice for this year is known to the system */
  published: boolean
  /** the next year's notice is known as well */
  nextPublished: boolean
  workingDays: number
  notable: NotableDay[]
}
