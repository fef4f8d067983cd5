import type { Move } from './classes'
import type { Space } from './space'
import { type Cell, Table } from './table'
import type { Budget } from './too-large'

/** `|u| · log(1 + g)[u]`, from `|u| · g[u] = Σ (1 + g)[v] · w[u − v]`. */
export function logarithm(moves: readonly Move[], space: Space, budget: Budget): Cell[] {
  const table = new Table(space)
  for (const move of moves) table.add(move, BigInt(move.seats) * move.ways)
  return table.unfold(cell => {
    // once here, and at most as often again for the chances
    budget.spend(2 * moves.length)
    for (const move of moves) if (space.fits(cell, move)) table.addSum(cell, move, -cell.value * move.ways)
    return cell.value
  })
}

/** The ways to every state, from `|s| · F[s] = Σ w[u] · F[s − u]`. */
export function exponential(logs: Table, space: Space, budget: Budget): Table {
  const table = new Table(space)
  table.add(space.vector(space.dimensions.map(() => 0))!, 1n)
  const steps = new Map<number, Cell[]>()
  for (const cell of logs.cells()) {
    const alike = steps.get(cell.code % space.seatBox)
    if (alike) alike.push(cell)
    else steps.set(cell.code % space.seatBox, [cell])
  }
  table.unfold(cell => {
    const seats = BigInt(cell.seats || 1)
    if (cell.value % seats !== 0n) throw new Error('ways of panels do not divide')
    const value = cell.value / seats
    for (const alike of steps.values()) {
      if (!space.seatsFit(cell, alike[0]!)) continue
      budget.spend(alike.length)
      for (const step of alike) if (space.fits(cell, step)) table.addSum(cell, step, value * step.value)
    }
    return value
  })
  return table
}

/**
 * From each state, the ways to everything that is complete: `Σ F[e − s]` over complete e. What is complete is a range of
 * each digit, so it is added up digit by digit.
 */
export function endings(ways: Table, space: Space): Map<number, bigint> {
  let sums = new Map(ways.cells().map(({ code, value }) => [code, value]))
  space.dimensions.forEach(({ radix, least }, at) => {
    const stride = space.strides[at]!
    const next = new Map<number, bigint>()
    for (const [code, value] of sums) {
      const digit = Math.floor(code / stride) % radix
      for (let from = Math.max(0, least - digit); from + digit < radix; from += 1) {
        const to = code + (from - digit) * stride
        next.set(to, (next.get(to) ?? 0n) + value)
      }
    }
    sums = next
  })
  return sums
}
