import type { ListSpec } from '@/lib/platform/list-params'
import { exactPercent } from './chances.rules'

/** A fraction with nothing left to shorten. @param denominator above 0 */
export function shortened([numerator, denominator]: readonly [number, number]): [number, number] {
  let [one, other] = [numerator, denominator]
  while (other > 0) [one, other] = [other, one % other]
  return [numerator / one, denominator / one]
}

/** Chances by group as the pool keeps them: of sitting in any, and by name where several are drawn. Nobody sits in two. */
export function ownChances(
  row: { panels: readonly number[]; chances: readonly number[] },
  names: readonly string[],
): { chance: string; groups: { name: string; chance: string }[] } {
  const all = row.chances.reduce((sum, one) => sum + one, 0)
  const groups = row.panels.map(at => ({ name: names[at] ?? '', chance: exactPercent(row.chances[at] ?? 0) }))
  return { chance: exactPercent(Math.min(1, all)), groups: names.length > 1 ? groups : [] }
}

/** The list of one's own draws has no filters; the newest stand first. */
export const receiptSpec = { sorts: ['drawnAt'], filters: {} } as const satisfies ListSpec
