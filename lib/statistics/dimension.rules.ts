import { regionPath } from '@/lib/dict/region-path'
import { shiftDay } from '@/lib/platform/calendar'
import { addYears } from '@/lib/platform/fields/age'

/** What the pool is divided by, besides its disciplines. Each expert stands in one slice of each. */
export const dimensions = ['region', 'inside', 'nature', 'age', 'titleLevel', 'sex', 'source', 'status'] as const
export type Dimension = (typeof dimensions)[number]

/** The first age of each band but the youngest. */
export const bandStarts = [36, 46, 56, 66] as const

/** The bands of age in their order; the code is the place among them. */
export const bandLabels: readonly string[] = ['35 岁及以下', '36–45 岁', '46–55 岁', '56–65 岁', '66 岁及以上']

/**
 * Who was born before this day (in China) has reached an age on another: the counterpart of `ageOn(birth, day) >= age`,
 * for asking the database. Somebody born on 29 February turns on 28 February of other years.
 */
export function bornBefore(day: string, age: number): string {
  const next = shiftDay(addYears(day, -age), 1)
  return addYears(next, age) <= day ? shiftDay(next, 1) : next
}

/**
 * Under which region an expert is counted: within the area of the authority its parts (counties of a city, cities of a
 * province), elsewhere the province. What is no code of GB/T 2260 is counted as it is.
 * @param insideRegions beginnings of the codes that lie inside, from the policy
 */
export function regionGroup(insideRegions: readonly string[], code: string): string {
  const [province, city] = regionPath(code)
  const beginning = insideRegions.find(one => code.startsWith(one))
  if (beginning === undefined) return province ?? code
  return beginning.length > 2 ? code : (city ?? code)
}
