import type { Highs } from 'highs'
import type { Model } from './model'
import { panelRows } from './rows'
import { LinearProgram, type Row } from './solver'

/** All panels of a draw as places of cells and how many of each, in the order of the cells. */
export type Panel = readonly (readonly [number, number])[]

export type Best = {
  readonly panel: Panel | null
  readonly value: number
  /** no panel is worth more */
  readonly bound: number
}

const BROKEN = 1e-6
const SAME = 1e-9

/**
 * Looks for whole panels by linear programs that start where the last one ended; a broken number is tried on both
 * sides, the nearer first, and what cannot become better than what was found is left out (branch and bound). Corners of
 * these programs are broken in one or two places at most, so that a few programs do.
 */
export class Panels {
  readonly rows: readonly Row[]
  readonly #program: LinearProgram
  readonly #low: Float64Array
  readonly #high: Float64Array

  constructor(
    highs: Highs,
    readonly model: Model,
    { costs, never = new Set() }: { costs: readonly number[]; never?: ReadonlySet<number> },
  ) {
    this.rows = panelRows(model)
    this.#low = new Float64Array(model.cells.length)
    this.#high = Float64Array.from(model.cells, ({ kind, most }) => (never.has(kind) ? 0 : most))
    const columns = costs.map((cost, at) => ({ cost, lower: 0, upper: this.#high[at]! }))
    this.#program = new LinearProgram(highs, columns, this.rows)
  }

  setCosts(costs: Float64Array | readonly number[]): void {
    this.#program.setCosts(costs)
  }

  setCell(at: number, low: number, high: number): void {
    this.#low[at] = low
    this.#high[at] = high
    this.#program.setColumn(at, low, high)
  }

  setRow(at: number, low: number, high: number): void {
    this.#program.setRow(at, low, high)
  }

  /**
   * The panel that is worth most.
   * @param most programs solved at most; when they are used up the bound is what is proved so far
   * @param enough a panel worth more than this will do
   */
  best(most: number, enough = Number.POSITIVE_INFINITY): Best {
    let left = most
    let best: { columns: Float64Array; value: number } | null = null
    let open = Number.NEGATIVE_INFINITY
    const go = (above: number): void => {
      if (left === 0 || (best && best.value > enough)) {
        open = Math.max(open, above)
        return
      }
      left -= 1
      const answer = this.#program.run()
      if (!answer || (best && answer.value <= best.value + SAME)) return
      const at = answer.columns.findIndex(value => Math.abs(value - Math.round(value)) > BROKEN)
      if (at < 0) {
        best = { columns: answer.columns, value: answer.value }
        return
      }
      const value = answer.columns[at]!
      const [low, high] = [this.#low[at]!, this.#high[at]!]
      const sides: [number, number][] = [
        [Math.ceil(value), high],
        [low, Math.floor(value)],
      ]
      for (const [lower, upper] of value - Math.floor(value) >= 0.5 ? sides : sides.reverse()) {
        this.setCell(at, lower, upper)
        go(answer.value)
      }
      // in the program as well: whoever tried this side goes on to his other one
      this.setCell(at, low, high)
    }
    go(Number.POSITIVE_INFINITY)
    const found = best as { columns: Float64Array; value: number } | null
    const value = found?.value ?? Number.NEGATIVE_INFINITY
    return { panel: found && panelOf(found.columns), value, bound: Math.max(value, open) }
  }

  dispose(): void {
    this.#program.dispose()
  }
}

function panelOf(columns: Float64Array): Panel {
  const panel: [number, number][] = []
  columns.forEach((value, at) => {
    if (Math.round(value) > 0) panel.push([at, Math.round(value)])
  })
  return panel
}
