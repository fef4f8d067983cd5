import loadHighs, { type Highs, type Model } from 'highs'

let loaded: Promise<Highs> | null = null

/** The solver of linear programs (HiGHS as WebAssembly: one thread, the same answer on any machine), loaded once. */
export function solver(): Promise<Highs> {
  loaded ??= loadHighs()
  return loaded
}

export type Column = { readonly cost: number; readonly lower: number; readonly upper: number }
export type Row = {
  readonly lower: number
  readonly upper: number
  /** places of columns and their numbers */
  readonly entries: readonly (readonly [number, number])[]
}
export type Answer = {
  readonly value: number
  readonly columns: Float64Array
  readonly duals: Float64Array
  /** what the rows add up to */
  readonly rows: Float64Array
}

/** Steps of one run; no run ever ends because of a clock. */
const MOST_STEPS = 2_000_000
const MOST_NODES = 20_000

/** A linear program that is kept, changed and solved again from where it stood. `dispose` it. */
export class LinearProgram {
  readonly #model: Model
  readonly #highs: Highs
  #columns: number

  /** @param whole the columns are whole numbers */
  constructor(
    highs: Highs,
    columns: readonly Column[],
    rows: readonly Row[],
    { primal = false, whole = false }: { primal?: boolean; whole?: boolean } = {},
  ) {
    this.#highs = highs
    this.#columns = columns.length
    const starts = [0]
    const indices: number[] = []
    const values: number[] = []
    for (const { entries } of rows) {
      for (const [column, value] of entries) {
        indices.push(column)
        values.push(value)
      }
      starts.push(indices.length)
    }
    this.#model = highs.createModel()
    this.#model.options.set({
      output_flag: false,
      presolve: whole ? 'on' : 'off',
      simplex_strategy: primal ? 4 : 1,
      primal_feasibility_tolerance: 1e-9,
      dual_feasibility_tolerance: 1e-9,
      simplex_iteration_limit: MOST_STEPS,
      ...(whole && { mip_max_nodes: MOST_NODES, mip_rel_gap: 0, mip_abs_gap: 1e-9, mip_feasibility_tolerance: 1e-9 }),
    })
    this.#model.passModel({
      numCols: columns.length,
      numRows: rows.length,
      sense: highs.constants.objectiveSense.maximize,
      colCost: columns.map(({ cost }) => cost),
      colLower: columns.map(({ lower }) => lower),
      colUpper: columns.map(({ upper }) => upper),
      rowLower: rows.map(({ lower }) => lower),
      rowUpper: rows.map(({ upper }) => upper),
      matrix: { format: 'csr', numRows: rows.length, numCols: columns.length, starts, indices, values },
      ...(whole && { integrality: columns.map(() => highs.constants.variableType.integer) }),
    })
  }

  /** The best answer; null when there is none, or none within the steps. */
  run(): Answer | null {
    this.#model.run()
    if (this.#model.getModelStatus() !== this.#highs.constants.modelStatus.optimal) return null
    const { colValue, rowDual, rowValue } = this.#model.getSolution()
    return { value: this.#model.getObjectiveValue(), columns: colValue, duals: rowDual, rows: rowValue }
  }

  setColumn(at: number, lower: number, upper: number): void {
    this.#model.changeColBounds(at, lower, upper)
  }

  setCosts(costs: Float64Array | readonly number[]): void {
    this.#model.changeColsCost({ kind: 'range', from: 0, to: this.#columns - 1 }, costs as number[])
  }

  setRow(at: number, lower: number, upper: number): void {
    this.#model.changeRowBounds(at, lower, upper)
  }

  setEntry(row: number, column: number, value: number): void {
    this.#model.changeCoefficient(row, column, value)
  }

  addColumn({ cost, lower, upper }: Column, entries: Row['entries']): void {
    this.#model.addCol(cost, lower, upper, {
      indices: entries.map(([row]) => row),
      values: entries.map(([, value]) => value),
    })
    this.#columns += 1
  }

  dispose(): void {
    this.#model.dispose()
  }
}
