import type { Move } from './classes'
import { flowOf, pass } from './flow'
import { chineseRemainder, primesBeyond } from './residues'
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

/**
 * The ways to every state, from `|s| · F[s] = Σ w[u] · F[s − u]`: reckoned modulo as many primes as the greatest of them
 * can need, and put together, because millions of sums of big numbers would take ten times as long. Exact: there are
 * never more ways than ways to choose so many of all single placements.
 */
export function exponential(logs: Table, space: Space, budget: Budget): Table {
  const steps = logs.cells()
  const flow = flowOf(steps, space, budget)
  const single = steps.reduce((all, { seats, value }) => (seats === 1 ? all + value : all), 0n)
  const primes = primesBeyond(mostChoices(single, space.seats))
  const rests = primes.map(prime => pass(flow, steps, prime))
  const table = new Table(space)
  const wholeOf = chineseRemainder(primes)
  flow.states.forEach((state, at) => {
    const value = wholeOf(rests.map(rest => rest[at]!))
    if (value > 0n) table.add(state, value)
  })
  return table
}

/** The greatest number of ways to choose up to so many out of all. */
function mostChoices(all: bigint, upTo: number): bigint {
  let [ways, most] = [1n, 1n]
  for (let count = 1n; count <= BigInt(upTo) && count <= all; count += 1n) {
    ways = (ways * (all - count + 1n)) / count
    if (ways > most) most = ways
  }
  return most
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
