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
  /** people are drawn by lottery: nothing is counted, and what cannot be reckoned is something else */
  byLottery: boolean
  /** the smallest change that would do, or what has to be given up to be counted, as sentences */
  changes: string[]
  /** conditions that point at people, or repeat an earlier panel; people who are drawn in any case */
  warnings: string[]
  /** of a round whose lottery is sealed; null where all lists are equally likely */
  fair: FairHealth | null
}

/** What a fair lottery comes to under what is asked for. */
export type FairHealth = {
  /** which requirement makes whose chance smaller or larger, the dearest first */
  costs: string[]
  /** so many more may do so: they were not reckoned */
  left: number
  /** how far somebody follows whoever declines; null: nearly always */
  follow: string | null
}

/** Chances to sit in any group of those who could sit in this one, about. */
export type FairGroup = {
  /** null: nobody can be drawn, or it is not told */
  chances: Chances | null
  /** who has them, in words; null where all have the same, or it is not told */
  least: string | null
  most: string | null
  /** so many can never be drawn as it stands, in words */
  never: string | null
  /** some of them could sit in another group as well, and their chance is that of sitting in either */
  either: boolean
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
  /** the same of a fair lottery; null under `uniform`, and where there is none */
  fair: FairGroup | null
}
