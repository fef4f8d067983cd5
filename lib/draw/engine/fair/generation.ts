import type { Highs } from 'highs'
import type { Model } from './model'
import type { Mixture } from './peel'
import type { Tell } from './progress'
import { LinearProgram, type Row } from './solver'
import { type Panel, Panels } from './whole'

export type Round = {
  /** the smallest of what is open, as good as the panels known allow */
  readonly reached: number
  /** no mixture of whole panels reaches more */
  readonly bound: number
  /** kinds that hold it back */
  readonly tight: readonly number[]
}

const SAME = 1e-9
const ANY = Number.POSITIVE_INFINITY
/** Panels looked for at one set of prices; the later ones among other people than the first. */
const AT_ONCE = 12
/** Programs for the best panel, which proves the bound, and for each of the others. */
const MOST_TRIES = 4_000
const FEW_TRIES = 40

/**
 * Column generation: the best mixture of the panels known puts prices on the kinds; the panel that is worth most at
 * these prices is added; until no panel is worth more than all are worth together. That is the proof that no other
 * lottery does better. The budget counts rounds.
 */
export class Generation {
  readonly panels: Panel[] = []
  readonly #seen = new Set<string>()
  readonly #kinds: readonly number[]
  readonly #rowOf: ReadonlyMap<number, number>
  readonly #floor: Float64Array
  readonly #open: Set<number>
  readonly #master: LinearProgram
  readonly #pricing: Panels
  #parts: readonly number[] = []
  rounds = 0

  /**
   * @param wanted what is reached of a kind is its mean number in parts of this; nothing where it does not matter
   * @param never kinds that no panel has
   */
  constructor(
    highs: Highs,
    readonly model: Model,
    readonly wanted: Float64Array,
    never: ReadonlySet<number>,
    readonly tell: Tell = () => {},
  ) {
    this.#kinds = model.kinds.flatMap((_, at) => (wanted[at]! > 0 && !never.has(at) ? [at] : []))
    this.#rowOf = new Map(this.#kinds.map((at, row) => [at, row]))
    this.#open = new Set(this.#kinds.keys())
    this.#floor = new Float64Array(this.#kinds.length)
    const rows: Row[] = [
      ...this.#kinds.map((): Row => ({ lower: 0, upper: ANY, entries: [[0, -1]] })),
      { lower: 1, upper: 1, entries: [] },
    ]
    this.#master = new LinearProgram(highs, [{ cost: 1, lower: -1, upper: ANY }], rows, { primal: true })
    this.#pricing = new Panels(highs, model, { costs: model.cells.map(() => 0), never })
  }

  /** @returns whether it was new */
  add(panel: Panel): boolean {
    const key = JSON.stringify(panel)
    if (this.#seen.has(key)) return false
    this.#seen.add(key)
    this.panels.push(panel)
    const counts = new Map<number, number>()
    for (const [cell, count] of panel) {
      const { kind } = this.model.cells[cell]!
      counts.set(kind, (counts.get(kind) ?? 0) + count)
    }
    this.#master.addColumn({ cost: 0, lower: 0, upper: ANY }, [
      ...[...counts].flatMap(([kind, count]): [number, number][] => {
        const row = this.#rowOf.get(kind)
        return row === undefined ? [] : [[row, count / this.wanted[kind]!]]
      }),
      [this.#kinds.length, 1],
    ])
    return true
  }

  get mixture(): Mixture {
    const used = [...this.#parts.keys()].filter(at => this.#parts[at]! > 0)
    return { panels: used.map(at => this.panels[at]!), parts: used.map(at => this.#parts[at]!) }
  }

  /**
   * Raises the smallest of what is open.
   * @param enough stops when this much is reached
   * @param most rounds at most, of all since the beginning
   * @param tries programs for the best panel; with few the bound is a weak one
   */
  raise(enough: number, most: number, tries: number = MOST_TRIES): Round {
    let bound = ANY
    for (;;) {
      const answer = this.#master.run()
      if (!answer) return { reached: 0, bound, tight: [] }
      this.#parts = this.panels.map((_, at) => Math.max(0, answer.columns[at + 1]!))
      const prices = this.#kinds.map((_, row) => Math.max(0, -answer.duals[row]!))
      const all = [...this.#open].reduce((sum, row) => sum + prices[row]!, 0)
      const reached = answer.value
      const { rounds, panels } = this
      this.tell({ phase: 'rounds', rounds, panels: panels.length, attained: reached })
      const round = () => ({ reached, bound, tight: [...this.#open].filter(row => prices[row]! > all * SAME) })
      if (all <= SAME || this.rounds >= most || reached >= enough) return round()
      this.rounds += 1
      const found = this.#price(prices, all, tries)
      bound = Math.min(bound, found.bound)
      if (reached >= bound - SAME || found.added === 0) return round()
    }
  }

  /** Panels that are worth much at these prices, and what the best of all can be worth. */
  #price(prices: readonly number[], all: number, tries: number): { bound: number; added: number } {
    const worth = new Float64Array(this.model.kinds.length)
    let owed = 0
    prices.forEach((price, row) => {
      const at = this.#kinds[row]!
      worth[at] = price / all / this.wanted[at]!
      owed += (price / all) * this.#floor[row]!
    })
    const costs = Float64Array.from(this.model.cells, ({ kind }) => worth[kind]!)
    let [bound, added] = [ANY, 0]
    for (let time = 0; time < AT_ONCE; time += 1) {
      this.#pricing.setCosts(costs)
      const { panel, bound: most } = this.#pricing.best(time === 0 ? tries : Math.min(tries, FEW_TRIES))
      if (time === 0) bound = most - owed
      if (!panel) break
      if (this.add(panel)) added += 1
      for (const [at] of panel) costs[at] = costs[at]! / 4
    }
    return { bound, added }
  }

  /** What these kinds have reached they keep; from now on the others are raised. */
  keep(rows: readonly number[], reached: number): void {
    for (const row of rows) {
      this.#open.delete(row)
      this.#floor[row] = reached
      this.#master.setEntry(row, 0, 0)
      this.#master.setRow(row, reached, ANY)
    }
  }

  get open(): number {
    return this.#open.size
  }

  dispose(): void {
    this.#master.dispose()
    this.#pricing.dispose()
  }
}
