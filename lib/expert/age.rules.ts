import { shiftDay } from '@/lib/platform/calendar'
import { addYears, ageOn } from '@/lib/platform/fields/age'

/** Bands of age (周岁) as lists and counts use them; `from` counts, `to` does not. */
export const ageBands = [
  { value: 'under35', label: '35 岁以下', from: 0, to: 35 },
  { value: '35', label: '35–44 岁', from: 35, to: 45 },
  { value: '45', label: '45–54 岁', from: 45, to: 55 },
  { value: '55', label: '55–64 岁', from: 55, to: 65 },
  { value: 'over65', label: '65 岁以上', from: 65, to: null },
] as const
export type AgeBand = (typeof ageBands)[number]['value'] | 'unknown'

export const ageLabels: Readonly<Record<AgeBand, string>> = {
  ...(Object.fromEntries(ageBands.map(({ value, label }) => [value, label])) as Record<
    Exclude<AgeBand, 'unknown'>,
    string
  >),
  unknown: '出生日期未知',
}

/** The last day on which somebody can have been born who is that old on a day. */
export function bornBy(today: string, years: number): string {
  const day = addYears(today, -years)
  const next = shiftDay(day, 1)
  // somebody born on 29 February is a year older on 28 February of most years
  return addYears(next, years) <= today ? next : day
}

/** Days of birth of a band: after `after` (null: any), by `by`. */
export function birthdaysOf(band: Exclude<AgeBand, 'unknown'>, today: string): { after: string | null; by: string } {
  const { from, to } = ageBands.find(({ value }) => value === band)!
  return { after: to === null ? null : bornBy(today, to), by: from === 0 ? '9999-12-31' : bornBy(today, from) }
}

/** The band somebody belongs to on a day. */
export function bandOf(birthDate: string | null, today: string): AgeBand {
  if (birthDate === null) return 'unknown'
  const age = ageOn(birthDate, today)
  return ageBands.find(({ to }) => to === null || age < to)!.value
}
