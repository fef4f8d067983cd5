import type { Highs } from 'highs'
import type { Model } from './model'
import { panelRows, twoSided } from './rows'
import { type Panel, Panels } from './whole'

/** What a panel may have of a cell, or a row add up to. */
export type Side = { low: number; high: number }

/** Of sizes, quotas and limits, in the order of rows. */
export const sidesOf = (model: Model): Side[] =>
  panelRows(model).map(({ lower, upper }) => ({ low: Math.max(0, lower), high: upper }))

/** A program for panels out of some of the cells: a few hundred numbers instead of thousands. `dispose` it. */
export class Window {
  readonly every: boolean
  readonly #cells: readonly number[]
  readonly #panels: Panels
  readonly #place: ReadonlyMap<number, number>
  readonly #row: ReadonlyMap<number, number>

  /**
   * @param cells ascending
   * @param every these are all that there are
   * @param of of all cells of the model, what a panel may have
   * @param sides the same of all rows
   */
  constructor(
    highs: Highs,
    model: Model,
    {
      cells,
      every,
      costs = cells.map(() => 0),
      of,
      sides,
    }: {
      cells: readonly number[]
      every: boolean
      costs?: readonly number[]
      of: readonly Side[]
      sides: readonly Side[]
    },
  ) {
    this.every = every
    this.#cells = cells
    this.#place = new Map(cells.map((at, local) => [at, local]))
    const two = twoSided(model)
    const own = new Map<number, number[]>()
    model.limits.forEach(({ cells: all, most }, limit) => {
      const here = all.flatMap(at => this.#place.get(at) ?? [])
      if (here.length === 0) return
      const room = here.reduce((sum, local) => sum + of[cells[local]!]!.high, 0)
      if (room > most || sides[two + limit]!.low > 0) own.set(limit, here)
    })
    const limits = [...own].map(([limit, here]) => ({ most: model.limits[limit]!.most, cells: here }))
    this.#row = new Map([
      ...Array.from({ length: two }, (_, row): [number, number] => [row, row]),
      ...[...own.keys()].map((limit, at): [number, number] => [two + limit, two + at]),
    ])
    this.#panels = new Panels(highs, { ...model, cells: cells.map(at => model.cells[at]!), limits }, { costs })
    cells.forEach((at, local) => {
      const { low, high } = of[at]!
      if (low > 0 || high < model.cells[at]!.most) this.#panels.setCell(local, low, high)
    })
    for (const [row, local] of this.#row) this.#panels.setRow(local, sides[row]!.low, sides[row]!.high)
  }

  /** Any panel. */
  any(most: number): Panel | null {
    return this.#best(most, Number.NEGATIVE_INFINITY)
  }

  /** The panel that is worth most, or nearly. @param worth of each cell of the model */
  best(worth: (cell: number) => number, most: number): Panel | null {
    this.#panels.setCosts(this.#cells.map(worth))
    return this.#best(most, Number.POSITIVE_INFINITY)
  }

  #best(most: number, enough: number): Panel | null {
    const { panel } = this.#panels.best(most, enough)
    return panel?.map(([local, count]): [number, number] => [this.#cells[local]!, count]) ?? null
  }

  /** @returns whether the cell is looked at here */
  setCell(at: number, { low, high }: Side): boolean {
    const local = this.#place.get(at)
    if (local === undefined) return false
    this.#panels.setCell(local, low, high)
    return true
  }

  setRow(row: number, { low, high }: Side): boolean {
    const local = this.#row.get(row)
    if (local === undefined) return false
    this.#panels.setRow(local, low, high)
    return true
  }

  dispose(): void {
    this.#panels.dispose()
  }
}
