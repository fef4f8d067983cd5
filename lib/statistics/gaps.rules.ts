import type { GapFigures, GapRow } from './statistics.dto'

/** What is known of one discipline before it is named. */
export type Coverage = Pick<GapRow, 'code' | 'available' | 'asleep' | 'largest'>

/** Available experts are fewer than so many. */
export const isThin = ({ available }: Coverage, threshold: number): boolean => available < threshold

/** Enough now, but too few once those have fallen asleep who have not logged in for long. */
export const isSoonThin = (row: Coverage, threshold: number): boolean =>
  !isThin(row, threshold) && row.available - row.asleep < threshold

/** Enough in number, but more than half from one unit: whom a unit of theirs applies, half of them must avoid. */
export const isConcentrated = (row: Coverage, threshold: number): boolean =>
  !isThin(row, threshold) && row.largest * 2 > row.available

type Sorted = Pick<GapFigures, 'thin' | 'soon' | 'concentrated'>

/** The disciplines that need experts, the most pressing first. */
export function gapsOf(rows: readonly GapRow[], threshold: number): Sorted {
  const by = (pressing: (row: GapRow) => number) => (one: GapRow, other: GapRow) =>
    pressing(one) - pressing(other) || one.code.localeCompare(other.code)
  const left = (row: GapRow) => row.available - row.asleep
  return {
    thin: rows.filter(row => isThin(row, threshold)).sort(by(row => row.available)),
    soon: rows.filter(row => isSoonThin(row, threshold)).sort(by(left)),
    concentrated: rows.filter(row => isConcentrated(row, threshold)).sort(by(row => -row.largest / row.available)),
  }
}
