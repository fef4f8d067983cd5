import type { Highs } from 'highs'
import { Random } from '../random'
import type { Model } from './model'
import { panelRows, twoSided } from './rows'
import type { Row } from './solver'
import type { Panel } from './whole'
import { type Side, sidesOf, Window } from './window'

/** What a panel may have of a cell, or rows may add up to, is as good as nothing. */
export const CLOSE = 1e-8
/** Programs tried to make one panel whole: a few do, but where many quotas bind giving up early costs far more. */
const MOST_TRIES = 1000
/** The same where only some of the cells are looked at. */
const FEW_TRIES = 40

/** Weights that prefer nobody in particular, always the same. */
const INDIFFERENT = '5e'.repeat(32)

/** Cells looked at at once: so many, and so many for each place. */
const WINDOW = 120
const WINDOW_A_PLACE = 12
/** Panels made of the same cells. */
const USES = 24

/**
 * What is still to be taken apart, and the smallest face it lies on. Panels are looked for among some of the cells,
 * other ones after a while: programs of a few hundred numbers instead of thousands. Where these have no whole panel
 * twice as many are looked at, in the end all of them.
 */
export class Face {
  left: number
  readonly rest: Float64Array<ArrayBuffer>
  readonly #rows: readonly Row[]
  readonly #rowsOf: number[][]
  readonly #sums: Float64Array
  readonly #cells: Side[]
  readonly #sides: Side[]
  readonly #random: Random
  #window: Window | null = null
  #size: number
  #uses = 0

  constructor(
    readonly highs: Highs,
    readonly model: Model,
    rest: Float64Array,
    left: number,
    purpose: string,
  ) {
    this.#random = new Random(INDIFFERENT, purpose)
    this.#rows = panelRows(model)
    this.rest = Float64Array.from(rest)
    this.left = left
    this.#size = WINDOW + WINDOW_A_PLACE * model.seats
    this.#rowsOf = model.cells.map(() => [])
    this.#rows.forEach(({ entries }, row) => {
      for (const [at] of entries) this.#rowsOf[at]!.push(row)
    })
    this.#sums = Float64Array.from(this.#rows, ({ entries }) => entries.reduce((sum, [at]) => sum + rest[at]!, 0))
    this.#cells = model.cells.map(({ most }) => ({ low: 0, high: most }))
    this.#sides = sidesOf(model)
    this.#narrow()
  }

  /** A whole panel on the face; null where none was found. */
  whole(): Panel | null {
    for (;;) {
      this.#window ??= this.#open()
      const panel = this.#window.any(this.#window.every ? MOST_TRIES : FEW_TRIES)
      if (panel) {
        this.#uses += 1
        if (this.#uses === USES) this.#close()
        return panel
      }
      const [every, fresh] = [this.#window.every, this.#uses === 0]
      this.#close()
      if (every) return null
      if (fresh) this.#size *= 2
    }
  }

  /** Some of the cells of which something is left, spread evenly; all of them that a panel has to have. */
  #open(): Window {
    const chosen = new Set<number>()
    this.#cells.forEach(({ low }, at) => {
      if (low > 0) chosen.add(at)
    })
    const sides = twoSided(this.model)
    this.#rows.forEach(({ entries }, row) => {
      if (row >= sides && this.#sides[row]!.low > 0)
        for (const [at] of entries) if (this.#cells[at]!.high > 0) chosen.add(at)
    })
    const live = this.#cells.flatMap(({ high, low }, at) => (high > 0 && low === 0 ? [at] : []))
    const every = live.length <= this.#size
    const start = this.#random.index(65_536) / 65_536
    if (every) for (const at of live) chosen.add(at)
    else
      for (let place = 0; place < this.#size; place += 1)
        chosen.add(live[Math.floor(((place + start) * live.length) / this.#size)]!)
    const cells = [...chosen].sort((one, other) => one - other)
    const costs = cells.map(at => this.rest[at]! / this.left + this.#random.index(65_536) / 65_536)
    return new Window(this.highs, this.model, { cells, every, costs, of: this.#cells, sides: this.#sides })
  }

  #close(): void {
    this.#window?.dispose()
    this.#window = null
    this.#uses = 0
  }

  /** What the rest touches, the panel must touch. */
  #narrow(): void {
    const close = CLOSE * Math.max(this.left, 1e-3)
    let lost = false
    this.rest.forEach((value, at) => {
      const { most } = this.model.cells[at]!
      const side = this.#cells[at]!
      const high = value <= close ? 0 : most
      const low = Math.min(high, value >= most * this.left - close ? most : 0)
      if (high === side.high && low === side.low) return
      side.high = high
      side.low = low
      if (this.#window && !this.#window.setCell(at, side)) lost ||= low > 0
    })
    this.#rows.forEach(({ lower, upper }, row) => {
      const least = Math.max(0, lower)
      const sum = this.#sums[row]!
      const side = this.#sides[row]!
      const high = sum <= least * this.left + close ? least : upper
      const low = Math.min(high, sum >= upper * this.left - close ? upper : least)
      if (low === side.low && high === side.high) return
      side.low = low
      side.high = high
      if (this.#window && !this.#window.setRow(row, side)) lost ||= low > 0
    })
    if (lost) this.#close()
  }

  /** Takes as much of a panel out of the rest as the rest allows. */
  take(panel: Panel): number {
    const counts = new Map(panel)
    const inRow = new Float64Array(this.#rows.length)
    for (const [at, count] of panel) for (const row of this.#rowsOf[at]!) inRow[row]! += count
    let part = this.left
    for (const [at, count] of panel) part = Math.min(part, this.rest[at]! / count)
    this.model.cells.forEach(({ most }, at) => {
      const slack = most * this.left - this.rest[at]!
      // whoever may be more than part of the rest
      if (slack >= part * most) return
      const lacks = most - (counts.get(at) ?? 0)
      if (lacks > 0) part = Math.min(part, slack / lacks)
    })
    this.#rows.forEach(({ lower, upper }, row) => {
      const least = Math.max(0, lower)
      const count = inRow[row]!
      if (count < upper) part = Math.min(part, (upper * this.left - this.#sums[row]!) / (upper - count))
      if (count > least) part = Math.min(part, (this.#sums[row]! - least * this.left) / (count - least))
    })
    if (part <= 0) return 0
    for (const [at, count] of panel) this.rest[at] = Math.max(0, this.rest[at]! - part * count)
    inRow.forEach((count, row) => {
      this.#sums[row]! -= part * count
    })
    this.left -= part
    this.#narrow()
    return part
  }

  dispose(): void {
    this.#close()
  }
}
