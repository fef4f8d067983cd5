import type { Highs } from 'highs'
import { Random } from '../random'
import type { Model } from './kinds'
import type { Tell } from './progress'
import { type Panel, Panels } from './whole'

/** Panels and how much of the lottery each has; together one. */
export type Mixture = { readonly panels: readonly Panel[]; readonly parts: readonly number[] }

const CLOSE = 1e-8
/** Programs tried to make one panel whole: a few do, but where many quotas bind giving up early costs far more. */
const MOST_TRIES = 1000

/** Weights that prefer nobody in particular, always the same. */
const INDIFFERENT = '5e'.repeat(32)

/** Panels after which it is told how far this is. */
const TOLD_EVERY = 50

/** How much more is put back than what was stuck. */
const BACK = 20

/**
 * Takes the average panel apart into whole panels, exactly: a whole panel on the smallest face that the rest lies on,
 * as much of it as possible, and again; each time the rest lies on a smaller face, so that it ends (Carathéodory, made
 * into a way to do it by Grötschel, Lovász and Schrijver). Where a face has no whole panel, some of what was taken out
 * can be put back and taken out otherwise.
 */
export class Peeling {
  readonly #found = new Map<string, { panel: Panel; part: number }>()
  #rest: Float64Array
  #times = 0
  #taken = 0
  left = 1

  /**
   * @param mean how many of each kind a panel has on average
   * @param most panels taken out at most
   */
  constructor(
    readonly highs: Highs,
    readonly model: Model,
    mean: Float64Array,
    readonly most: number,
    readonly tell: Tell = () => {},
  ) {
    this.#rest = Float64Array.from(mean)
  }

  /** Takes out what can be; from the second time on it puts some back first. @returns all panels found so far */
  again(): Panel[] {
    if (this.#times > 0) this.#putBack()
    const face = new Face(this.highs, this.model, this.#rest, this.left, `peel ${this.#times}`)
    this.#times += 1
    try {
      while (this.#taken < this.most && face.left > CLOSE) {
        const panel = face.whole()
        const part = panel ? face.take(panel) : 0
        if (!panel || part <= 0) break
        this.#taken += 1
        if (this.#taken % TOLD_EVERY === 0) this.tell({ phase: 'panels', panels: this.#found.size, left: face.left })
        const key = JSON.stringify(panel)
        this.#found.set(key, { panel, part: part + (this.#found.get(key)?.part ?? 0) })
      }
      this.left = face.left
      this.#rest = face.rest
    } finally {
      face.dispose()
    }
    return [...this.#found.values()].map(({ panel }) => panel)
  }

  #putBack(): void {
    const back = this.left < 1 ? Math.min(0.5, (this.left * BACK) / (1 - this.left)) : 0
    for (const one of this.#found.values()) {
      for (const [at, count] of one.panel) this.#rest[at]! += one.part * back * count
      one.part *= 1 - back
    }
    this.left += (1 - this.left) * back
  }
}

/** What is still to be taken apart, and the smallest face it lies on. */
class Face {
  left: number
  readonly rest: Float64Array<ArrayBuffer>
  readonly #sums: Float64Array
  readonly #rowsOf: number[][]
  readonly #panels: Panels
  readonly #low: Float64Array
  readonly #high: Float64Array
  readonly #rowLow: Float64Array
  readonly #rowHigh: Float64Array

  constructor(
    highs: Highs,
    readonly model: Model,
    rest: Float64Array,
    left: number,
    purpose: string,
  ) {
    const costs = new Random(INDIFFERENT, purpose)
    this.#panels = new Panels(highs, model, { costs: model.kinds.map(() => 1 + costs.index(65_536) / 65_536) })
    const { rows } = this.#panels
    this.rest = Float64Array.from(rest)
    this.left = left
    this.#rowsOf = model.kinds.map(() => [])
    rows.forEach(({ entries }, row) => {
      for (const [at] of entries) this.#rowsOf[at]!.push(row)
    })
    this.#sums = Float64Array.from(rows, ({ entries }) => entries.reduce((sum, [at]) => sum + rest[at]!, 0))
    this.#low = new Float64Array(model.kinds.length)
    this.#high = Float64Array.from(model.kinds, ({ most }) => most)
    this.#rowLow = Float64Array.from(rows, ({ lower }) => Math.max(0, lower))
    this.#rowHigh = Float64Array.from(rows, ({ upper }) => upper)
    this.#narrow()
  }

  whole(): Panel | null {
    return this.#panels.best(MOST_TRIES, Number.NEGATIVE_INFINITY).panel
  }

  /** What the rest touches, the panel must touch. */
  #narrow(): void {
    const close = CLOSE * Math.max(this.left, 1e-3)
    this.rest.forEach((value, at) => {
      const { most } = this.model.kinds[at]!
      const high = value <= close ? 0 : most
      const low = Math.min(high, value >= most * this.left - close ? most : 0)
      if (high === this.#high[at] && low === this.#low[at]) return
      this.#high[at] = high
      this.#low[at] = low
      this.#panels.setKind(at, low, high)
    })
    this.#panels.rows.forEach(({ lower, upper }, row) => {
      const least = Math.max(0, lower)
      const sum = this.#sums[row]!
      const high = sum <= least * this.left + close ? least : upper
      const low = Math.min(high, sum >= upper * this.left - close ? upper : least)
      if (low === this.#rowLow[row] && high === this.#rowHigh[row]) return
      this.#rowLow[row] = low
      this.#rowHigh[row] = high
      this.#panels.setRow(row, low, high)
    })
  }

  /** Takes as much of a panel out of the rest as the rest allows. */
  take(panel: Panel): number {
    const { rows } = this.#panels
    const counts = new Map(panel)
    const inRow = new Float64Array(rows.length)
    for (const [at, count] of panel) for (const row of this.#rowsOf[at]!) inRow[row]! += count
    let part = this.left
    for (const [at, count] of panel) part = Math.min(part, this.rest[at]! / count)
    this.model.kinds.forEach(({ most }, at) => {
      const lacks = most - (counts.get(at) ?? 0)
      if (lacks > 0) part = Math.min(part, (most * this.left - this.rest[at]!) / lacks)
    })
    rows.forEach(({ lower, upper }, row) => {
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
    this.#panels.dispose()
  }
}
