import type { Highs } from 'highs'
import { Random } from '../random'
import { CLOSE, Face } from './face'
import { Generation } from './generation'
import { byKind, type Model } from './model'
import { restricted } from './parts'
import type { Tell } from './progress'
import type { Panel } from './whole'

/** Panels and how much of the lottery each has; together one. */
export type Mixture = { readonly panels: readonly Panel[]; readonly parts: readonly number[] }

/** Panels after which it is told how far this is. */
const TOLD_EVERY = 50

/** How much more is put back than what was stuck, so many panels at least. */
const BACK = 20
const LEAST_BACK = 48
const MOST_BACK = 0.5
/** So near what is mixed anew comes to what is left, in so many rounds at most. */
const MENDED = 0.9998
const MOST_ROUNDS = 60
const FEW_TRIES = 40
/** Which panels are put back: always the same. */
const STREAM = 'ba'.repeat(32)

/**
 * Takes the average panel apart into whole panels, exactly: a whole panel on the smallest face that the rest lies on,
 * as much of it as possible, and again; each time the rest lies on a smaller face, so that it ends (Carathéodory, made
 * into a way to do it by Grötschel, Lovász and Schrijver). Where a face has no whole panel, some of what was taken out
 * can be put back and taken out otherwise.
 */
export class Peeling {
  readonly #found = new Map<string, { panel: Panel; part: number }>()
  /** the cells that the mean has, and the model of them alone: all panels are made of these */
  readonly #cells: readonly number[]
  readonly #model: Model
  readonly #all: number
  #rest: Float64Array
  readonly #random = new Random(STREAM, 'back')
  #times = 0
  #taken = 0
  left = 1

  /**
   * @param mean how many of each cell the panels have on average
   * @param most panels taken out at most
   */
  constructor(
    readonly highs: Highs,
    model: Model,
    mean: Float64Array,
    readonly most: number,
    readonly tell: Tell = () => {},
  ) {
    this.#all = model.cells.length
    this.#cells = [...model.cells.keys()].filter(at => mean[at]! > CLOSE)
    this.#model = restricted(model, this.#cells)
    this.#rest = Float64Array.from(this.#cells, at => mean[at]!)
  }

  /** Takes out what can be; from the second time on it puts some back first. @returns all panels found so far */
  again(): Panel[] {
    if (this.#times > 0) this.#putBack(Math.min(MOST_BACK, this.left * BACK), LEAST_BACK)
    const face = new Face(this.highs, this.#model, this.#rest, this.left, `peel ${this.#times}`)
    this.#times += 1
    try {
      while (this.#taken < this.most && face.left > CLOSE) {
        const panel = face.whole()
        const part = panel ? face.take(panel) : 0
        if (!panel || part <= 0) break
        this.#taken += 1
        if (this.#taken % TOLD_EVERY === 0) this.tell({ phase: 'panels', panels: this.#found.size, left: face.left })
        this.#add(panel, part)
      }
      this.left = face.left
      this.#rest = face.rest
    } finally {
      face.dispose()
    }
    return this.mixture.panels as Panel[]
  }

  /** What was taken out, as a lottery of its own. */
  get mixture(): Mixture {
    const found = [...this.#found.values()].filter(({ part }) => part > 0)
    const all = found.reduce((sum, { part }) => sum + part, 0)
    return { panels: found.map(({ panel }) => this.#whole(panel)), parts: found.map(({ part }) => part / all) }
  }

  /** How much of each cell of the model was not taken out. */
  get rest(): Float64Array {
    const rest = new Float64Array(this.#all)
    this.#cells.forEach((at, local) => {
      rest[at] = this.#rest[local]!
    })
    return rest
  }

  #whole(panel: Panel): Panel {
    return panel.map(([at, count]) => [this.#cells[at]!, count])
  }

  /**
   * Mixes anew what could not be taken out, with some panels put back: as few people are in it, panels that give each of
   * them nearly what is left for him are soon found. Nothing is left then; who gets less gets very little less.
   */
  mend(): void {
    this.#putBack(this.left * BACK, LEAST_BACK)
    const here = [...this.#rest.keys()].filter(at => this.#rest[at]! > CLOSE * this.left)
    const place = new Map(here.map((at, local) => [at, local]))
    const model = restricted(this.#model, here)
    const mean = here.map(at => this.#rest[at]! / this.left)
    const generation = new Generation(this.highs, model, byKind(model, mean), new Set())
    try {
      for (const { panel } of this.#found.values())
        if (panel.every(([at]) => place.has(at))) generation.add(panel.map(([at, count]) => [place.get(at)!, count]))
      generation.raise(MENDED, MOST_ROUNDS, FEW_TRIES)
      const { panels, parts } = generation.mixture
      const all = parts.reduce((sum, part) => sum + part, 0)
      if (all === 0) return
      panels.forEach((panel, row) => {
        const own = panel.map(([local, count]): [number, number] => [here[local]!, count])
        this.#add(own, (parts[row]! / all) * this.left)
      })
      this.left = 0
      this.#rest.fill(0)
    } finally {
      generation.dispose()
    }
  }

  #add(panel: Panel, part: number): void {
    const key = JSON.stringify(panel)
    this.#found.set(key, { panel, part: part + (this.#found.get(key)?.part ?? 0) })
  }

  /** Some panels, whole: whoever is in none of them is done with. */
  #putBack(enough: number, least: number): void {
    const found = [...this.#found.values()].filter(({ part }) => part > 0)
    let back = 0
    this.#random.shuffled(found).forEach((one, place) => {
      if (place >= least && back >= enough) return
      for (const [at, count] of one.panel) this.#rest[at]! += one.part * count
      back += one.part
      one.part = 0
    })
    this.left += back
  }
}
