import type { Chances } from './health.dto'

type Type = { panels: readonly number[]; chances: readonly number[] }

/** The range of chances of those who could sit in a group; null: nobody could. @param panel its place in the problem */
export const chanceRange = (types: readonly Type[], panel: number): Chances | null =>
  rangeOf(types.flatMap(({ panels, chances }) => (panels.includes(panel) ? [chances[panel]!] : [])))

/** Lowest and highest; null of none. */
export function rangeOf(chances: readonly number[]): Chances | null {
  if (chances.length === 0) return null
  // there may be more types than a call takes arguments
  const of = (better: (one: number, other: number) => number) => chances.reduce((one, other) => better(one, other))
  return { lowest: of(Math.min), highest: of(Math.max) }
}

/** A chance as people read it: 12.5 %, 0.08 %. */
export const percent = (chance: number): string =>
  `${(chance * 100).toPrecision(chance < 0.1 ? 2 : 3).replace(/\.0+$/, '')}%`

/** A chance that is known exactly, as people read it: 33.33 %. */
export const exactPercent = (numerator: number, denominator = 1): string =>
  `${((numerator / denominator) * 100).toLocaleString('zh-CN', { maximumSignificantDigits: 4 })}%`
