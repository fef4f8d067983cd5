import type { Quota } from '../problem'

/**
 * People whom nothing can tell apart: they may sit in the same panels, are equal in all that quotas look at, and of
 * units that are composed alike. Units of one composition can be exchanged for each other without a panel becoming
 * better or worse, so their people have equal chances, and the model needs one number a panel for all of them.
 */
export type Kind = {
  /** places of the panels that they may sit in */
  readonly panels: readonly number[]
  /** what quotas of these panels look at */
  readonly features: Readonly<Record<string, string>>
  /** place among `Model.classes`; -1 where no cap can bind */
  readonly class: number
  /** so many people of each unit; of all where no cap can bind */
  readonly each: number
  /** ids in canonical order */
  readonly members: readonly string[]
  /** of each member his unit, as its place among those of the class; empty where no cap can bind */
  readonly units: readonly number[]
  /** places among `Model.quotas` */
  readonly quotas: readonly number[]
}

/** People of one kind in one panel: what the model counts. */
export type Cell = {
  readonly kind: number
  readonly panel: number
  /** no panel has more of them */
  readonly most: number
}

/** Units that are composed alike. */
export type UnitClass = { readonly units: number; readonly kinds: readonly number[] }

/** Of one panel; with `panel` null of all together. */
export type PanelQuota = Quota & { readonly panel: number | null }

/** The cap by which units are told apart: of one unit at most so many sit in each panel, and in all together. */
export type UnitCap = { readonly feature: string; readonly each: readonly number[]; readonly all: number }

/** These cells together have no more: people of a kind who could sit in several panels, or of a class of units. */
export type Limit = { readonly most: number; readonly cells: readonly number[] }

/**
 * All panels as numbers: so many of each cell that meet `sizes`, `quotas`, `limits` and the `most` of cells can be
 * seated in all panels at once, and no others.
 */
export type Model = {
  readonly sizes: readonly number[]
  readonly kinds: readonly Kind[]
  /** by panel, in it by kind */
  readonly cells: readonly Cell[]
  /** those that can bind, in canonical order */
  readonly quotas: readonly PanelQuota[]
  readonly limits: readonly Limit[]
  readonly classes: readonly UnitClass[]
  readonly cap: UnitCap | null
  /** how many people there are, and how many places in all panels */
  readonly people: number
  readonly seats: number
}

/** Cells of each kind. */
export function cellsByKind({ kinds, cells }: Model): number[][] {
  const found: number[][] = kinds.map(() => [])
  cells.forEach(({ kind }, at) => {
    found[kind]!.push(at)
  })
  return found
}

/** How many of each kind sit, in whatever panel. */
export function byKind({ kinds, cells }: Model, counts: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(kinds.length)
  cells.forEach(({ kind }, at) => {
    sums[kind]! += counts[at]!
  })
  return sums
}

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)
