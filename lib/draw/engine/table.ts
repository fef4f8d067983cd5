import { type Space, sum, type Vector } from './space'

export type Cell = Vector & { value: bigint }

/** Whole numbers by state. Those of more seats are made of those of fewer. */
export class Table {
  readonly #cells = new Map<number, Cell>()
  /** the same by seats taken */
  readonly #levels: Cell[][]

  constructor({ seats }: Space) {
    this.#levels = Array.from({ length: seats + 1 }, () => [])
  }

  get(code: number): Cell | undefined {
    return this.#cells.get(code)
  }

  /** All that are not 0, in canonical order: fewer seats first, then by code. */
  cells(): Cell[] {
    return this.#levels.flatMap(level => level.filter(({ value }) => value !== 0n).sort((a, b) => a.code - b.code))
  }

  add({ code, digits, seats }: Vector, value: bigint): void {
    const cell = this.#cells.get(code)
    if (cell) cell.value += value
    else this.#put({ code, digits, seats, value })
  }

  addSum(one: Vector, other: Vector, value: bigint): void {
    const cell = this.#cells.get(one.code + other.code)
    if (cell) cell.value += value
    else this.#put({ ...sum(one, other), value })
  }

  #put(cell: Cell): void {
    this.#cells.set(cell.code, cell)
    this.#levels[cell.seats]!.push(cell)
  }

  /** Goes through all cells, fewer seats first; `settle` says what a cell comes to, and may add to those of more seats. */
  unfold(settle: (cell: Cell) => bigint): Cell[] {
    for (const level of this.#levels)
      for (const cell of level) {
        if (cell.value === 0n) continue
        cell.value = settle(cell)
      }
    return this.cells()
  }
}
