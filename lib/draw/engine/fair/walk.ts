import type { Highs } from 'highs'
import { Random } from '../random'
import { type Model, sumOf } from './model'
import type { Panel } from './whole'
import { type Side, sidesOf, Window } from './window'

/** Where what is looked at comes from: always the same. */
const STREAM = '77'.repeat(32)
/** Cells looked at for one panel: those furthest behind and as many others; so many, and so many for each place. */
const BEHIND = 60
const BEHIND_A_PLACE = 8
/** Panels made of the same cells. */
const USES = 6
/** Programs for one panel; and where all cells are looked at and these found none. */
const FEW_TRIES = 40
const MOST_TRIES = 1_000

/**
 * A balanced walk along chances (029): step by step everybody is owed his chance, and the panel is taken whose people
 * are furthest behind. Every panel is a whole one that meets quotas and caps, and nobody is ever far behind or ahead:
 * what a walk at random only does on average.
 */
export class Walk {
  /** of each cell what is owed so far less what was given */
  readonly behind: Float64Array
  readonly #random: Random
  readonly #of: readonly Side[]
  readonly #sides: readonly Side[]
  readonly #live: readonly number[]
  #window: Window | null = null
  #size: number
  #uses = 0

  /**
   * @param mean how many of each cell panels have on average
   * @param never kinds that no panel has
   */
  constructor(
    readonly highs: Highs,
    readonly model: Model,
    readonly mean: ArrayLike<number>,
    never: ReadonlySet<number>,
    purpose: string,
  ) {
    this.#random = new Random(STREAM, purpose)
    this.behind = new Float64Array(model.cells.length)
    this.#of = model.cells.map(({ kind, most }) => ({ low: 0, high: never.has(kind) ? 0 : most }))
    this.#live = model.cells.flatMap((_, at) => (this.#of[at]!.high > 0 ? [at] : []))
    this.#sides = sidesOf(model)
    this.#size = BEHIND + BEHIND_A_PLACE * sumOf(model.sizes)
  }

  /** The next panel, and that it has so much of the lottery. @returns null where none is found within the steps */
  step(part: number): Panel | null {
    this.behind.forEach((_, at) => {
      this.behind[at]! += part * this.mean[at]!
    })
    for (;;) {
      this.#window ??= this.#open()
      const { every } = this.#window
      const worth = (at: number) => this.behind[at]! / part
      const panel = this.#window.best(worth, FEW_TRIES) ?? (every ? this.#window.best(worth, MOST_TRIES) : null)
      this.#uses += 1
      if (!panel || this.#uses === USES) this.#close()
      if (panel) {
        for (const [at, count] of panel) this.behind[at]! -= part * count
        return panel
      }
      if (every) return null
      this.#size *= 2
    }
  }

  #open(): Window {
    const live = this.#live
    const every = live.length <= 2 * this.#size
    const chosen = new Set<number>(every ? live : [])
    if (!every) {
      const sorted = Float64Array.from(live, at => this.behind[at]!).sort()
      const far = sorted[live.length - this.#size]!
      for (const at of live) if (this.behind[at]! > far) chosen.add(at)
      const start = this.#random.index(65_536) / 65_536
      for (let place = 0; place < this.#size; place += 1)
        chosen.add(live[Math.floor(((place + start) * live.length) / this.#size)]!)
    }
    const cells = [...chosen].sort((one, other) => one - other)
    return new Window(this.highs, this.model, { cells, every, of: this.#of, sides: this.#sides })
  }

  #close(): void {
    this.#window?.dispose()
    this.#window = null
    this.#uses = 0
  }

  dispose(): void {
    this.#close()
  }
}
