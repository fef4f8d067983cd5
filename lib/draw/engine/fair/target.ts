import type { Model } from './model'

/** What lies below this is nothing: of numbers around one. */
export const NOTHING = 1e-9

/** The chances at which a relaxation aims, and the prices that prove that no lottery does better. */
export type Target = {
  /** how many of each cell the panels have on average */
  readonly mean: Float64Array
  /** smallest chance of anybody who can be chosen at all, in parts of the equal chance (places over people) */
  readonly level: number
  /** price of the chance of each kind at the first level; with those of the rows it proves the bound */
  readonly weights: Float64Array
  readonly prices: Float64Array
  /** kinds that sit in no panel, whatever the lottery */
  readonly never: ReadonlySet<number>
}

/** Expected number of a kind over this is its chance in parts of the equal chance. */
export const share = (model: Model, at: number) => model.people / model.seats / model.kinds[at]!.members.length
