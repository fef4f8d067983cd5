import type { OutReason } from './pool.rules'

/** The health check of a round as people see it: counts and sentences, never a name. */
export type Health = {
  groups: HealthGroup[]
  /** whether the panels can be filled; `tooLarge`: it cannot be counted as it stands */
  state: 'yes' | 'no' | 'tooLarge'
  /** whether figures are steps (so many and more), as whoever asks is told them, and not exact */
  rough: boolean
  /** how many sets of panels there are, as the order of magnitude: 10^x; null unless `yes`, and where it is not told */
  ways: number | null
  /** the smallest change that would do, or what has to be given up to be counted, as sentences */
  changes: string[]
  /** conditions that point at people, or repeat an earlier panel */
  warnings: string[]
}

/** Lowest and highest chance of one expert in a group to be drawn, 0 to 1. */
export type Chances = { lowest: number; highest: number }

export type HealthGroup = {
  name: string
  size: number
  /** null: fewer than three, where that is not told */
  eligible: number | null
  excluded: { reason: OutReason | 'away'; label: string; count: number }[]
  /** lowest and highest chance of one expert to be drawn; null where it is not known or not told */
  chances: Chances | null
}
