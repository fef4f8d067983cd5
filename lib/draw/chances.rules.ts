import type { Chances } from './health.dto'

type Type = { panels: readonly number[]; chances: readonly number[] }

/** The range of chances of those who could sit in a group; null: nobody could. @param panel its place in the problem */
export function chanceRange(types: readonly Type[], panel: number): Chances | null {
  const chances = types.flatMap(({ panels, chances }) => (panels.includes(panel) ? [chances[panel]!] : []))
  if (chances.length === 0) return null
  // there may be more types than a call takes arguments
  const of = (better: (one: number, other: number) => number) => chances.reduce((one, other) => better(one, other))
  return { lowest: of(Math.min), highest: of(Math.max) }
}
