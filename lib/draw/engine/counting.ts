import { type Class, classesOf, type Move } from './classes'
import type { Part } from './parts'
import type { Problem } from './problem'
import type { Random } from './random'
import { endings, exponential, logarithm } from './series'
import { Space, sum, type Vector } from './space'
import { type Cell, Table } from './table'
import { Budget, MOST_STEPS } from './too-large'

/** Proposals that may be refused for one seat before everything is weighed. */
const MOST_REFUSALS = 32

/** What is taken of one type: how many for each place of the part. */
export type Taken = { readonly type: number; readonly counts: readonly number[] }

/**
 * Counts every way to fill the panels of a part within quotas and caps, exactly, in whole numbers. With `g` for what can
 * be taken of one block, the ways to every state are the coefficients of `F = Π (1 + g)^n` over classes of equal blocks,
 * each of n; they are found from the logarithms, so that many thousand blocks alike cost as much as one.
 */
export class Counting {
  /** how many panels there are; none when quotas, caps and pool cannot be met together */
  readonly total: bigint
  readonly #space: Space
  readonly #classes: readonly Class[]
  /** ways to every state */
  readonly #ways: Table
  readonly #complete: readonly Cell[]

  /** @throws TooLarge when it would take more than its budget */
  constructor(
    problem: Problem,
    readonly part: Part,
    budget = new Budget(MOST_STEPS),
  ) {
    this.#space = new Space(problem, part)
    this.#classes = classesOf(problem, part, this.#space, budget)
    const logs = new Table(this.#space)
    for (const { moves, members } of this.#classes)
      for (const cell of logarithm(moves, this.#space, budget)) logs.add(cell, cell.value * BigInt(members.length))
    this.#ways = exponential(logs, this.#space, budget)
    this.#complete = this.#ways.cells().filter(cell => this.#space.complete(cell))
    this.total = this.#complete.reduce((all, { value }) => all + value, 0n)
  }

  /**
   * One of all panels, each equally likely: first what they come to together, then seat after seat one block and what is
   * taken of it, by `|s| · F[s] = Σ n · |x| · g[x] · (F / (1 + g))[s − x]`.
   */
  draw(random: Random): Taken[] {
    const taken: Taken[] = []
    const used = this.#classes.map(() => new Set<number>())
    let ways: Ways = state => state.value
    let state: Cell =
      this.#complete[
        pick(
          this.#complete.map(({ value }) => value),
          random,
        )
      ]!
    while (state.seats > 0) {
      const { at, move, rest } = this.#next(state, ways, used, random)
      const { members } = this.#classes[at]!
      const free = random.index(members.length - used[at]!.size)
      const member = nth(members.length, used[at]!, free)
      used[at]!.add(member)
      const { block, kind } = members[member]!
      const same = kind.choices.filter(({ vector }) => vector.code === move.code)
      const choice =
        same[
          pick(
            same.map(one => one.ways),
            random,
          )
        ]!
      choice.counts.forEach((counts, row) => {
        if (counts.some(count => count > 0)) taken.push({ type: block[row]!, counts })
      })
      ways = rest
      state = this.#ways.get(state.code - move.code)!
    }
    return taken
  }

  #next(state: Cell, ways: Ways, used: readonly ReadonlySet<number>[], random: Random) {
    const [space, table] = [this.#space, this.#ways]
    const options: { at: number; move: Move; before: Cell; others: bigint; times: bigint }[] = []
    for (const [at, { moves, members }] of this.#classes.entries()) {
      const free = members.length - used[at]!.size
      if (free === 0) continue
      for (const move of moves) {
        const before = space.within(move, state) ? table.get(state.code - move.code) : undefined
        const others = before ? ways(before) : 0n
        if (others > 0n)
          options.push({ at, move, before: before!, others, times: BigInt(free * move.seats) * move.ways })
      }
    }
    const rests = new Map<number, Ways>()
    const restOf = (at: number): Ways => {
      const known = rests.get(at)
      if (known) return known
      const rest = this.#without(this.#classes[at]!.moves, ways)
      rests.set(at, rest)
      return rest
    }
    // proposed as if the block itself could be taken once more; as often as that is wrong, it is refused
    const likely = options.map(({ times, others }) => times * others)
    const all = total(likely)
    for (let refusals = 0; refusals < MOST_REFUSALS; refusals += 1) {
      const { at, move, before, others } = options[pick(likely, random, all)]!
      const rest = restOf(at)
      if (random.below(others) < rest(before)) return { at, move, rest }
    }
    const exact = options.map(({ at, before, times }) => times * restOf(at)(before))
    const { at, move } = options[pick(exact, random)]!
    return { at, move, rest: restOf(at) }
  }

  /** The ways without one block: `F / (1 + g)`, at the states that are asked for. */
  #without(moves: readonly Move[], ways: Ways): Ways {
    const [space, table] = [this.#space, this.#ways]
    const known = new Map<number, bigint>()
    const of = (state: Cell): bigint => {
      const before = known.get(state.code)
      if (before !== undefined) return before
      let value = ways(state)
      if (value > 0n)
        for (const move of moves) {
          const less = space.within(move, state) ? table.get(state.code - move.code) : undefined
          if (less) value -= move.ways * of(less)
        }
      known.set(state.code, value)
      return value
    }
    return of
  }

  /** Expected number of each type in each place of the part as parts of `total`, exact; types alike share one list. */
  sums(): (readonly bigint[])[] {
    const sums: (readonly bigint[])[] = this.part.types.map(() => [])
    const none = new Array<bigint>(this.#space.panels).fill(0n)
    for (const at of this.part.types.keys()) sums[at] = none
    const ends = endings(this.#ways, this.#space)
    for (const { moves, kinds } of this.#classes) {
      const others = this.#completing(moves, ends)
      for (const { shape, blocks, choices } of kinds) {
        const rows = shape.rows.map(() => [...none])
        for (const { counts, vector, ways } of choices) {
          const together = ways * others(vector)
          if (together === 0n) continue
          counts.forEach((row, type) => {
            row.forEach((count, place) => {
              if (count > 0) rows[type]![place]! += together * BigInt(count)
            })
          })
        }
        for (const block of blocks)
          block.forEach((type, row) => {
            sums[type] = rows[row]!
          })
      }
    }
    return sums
  }

  /** From a state, the ways of the others of a class to what is complete. */
  #completing(moves: readonly Move[], ends: ReadonlyMap<number, bigint>): (from: Vector) => bigint {
    const known = new Map<number, bigint>()
    const of = (from: Vector): bigint => {
      const before = known.get(from.code)
      if (before !== undefined) return before
      let value = ends.get(from.code) ?? 0n
      if (value > 0n)
        for (const move of moves) if (this.#space.fits(from, move)) value -= move.ways * of(sum(from, move))
      known.set(from.code, value)
      return value
    }
    return of
  }
}

type Ways = (state: Cell) => bigint

const total = (weights: readonly bigint[]): bigint => weights.reduce((all, weight) => all + weight, 0n)

/** Which of several, each as likely as its weight. */
function pick(weights: readonly bigint[], random: Random, all = total(weights)): number {
  if (weights.length === 1) return 0
  let left = random.below(all)
  return weights.findIndex(weight => {
    left -= weight
    return left < 0n
  })
}

/** The nth of `count` numbers from 0, without some. */
function nth(count: number, without: ReadonlySet<number>, n: number): number {
  let left = n
  for (let at = 0; at < count; at += 1) {
    if (without.has(at)) continue
    if (left === 0) return at
    left -= 1
  }
  throw new RangeError('there are not so many')
}
