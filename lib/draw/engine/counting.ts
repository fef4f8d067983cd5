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
  #whole = leftOf(state => state.value)
  #made = 0

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
    if (this.#made > MOST_KEPT) {
      this.#whole = leftOf(state => state.value)
      this.#made = 0
    }
    let left = this.#whole
    let state: Cell =
      this.#complete[
        pick(
          this.#complete.map(({ value }) => value),
          random,
        )
      ]!
    while (state.seats > 0) {
      const { at, move } = this.#next(state, left, used, random)
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
      left = this.#without(at, left)
      state = this.#ways.get(state.code - move.code)!
    }
    return taken
  }

  #next(state: Cell, left: Left, used: readonly ReadonlySet<number>[], random: Random): Option {
    const known = left.options.get(state.code) ?? this.#options(state, left.ways, used)
    left.options.set(state.code, known)
    // proposed as if the block itself could be taken once more; as often as that is wrong, it is refused
    const { options, likely, all } = known
    for (let refusals = 0; refusals < MOST_REFUSALS; refusals += 1) {
      const option = options[pick(likely, random, all)]!
      if (random.below(option.others) < this.#without(option.at, left).ways(option.before)) return option
    }
    const exact = options.map(({ at, before, times }) => times * this.#without(at, left).ways(before))
    return options[pick(exact, random)]!
  }

  /** Every class and what can be taken of one of its blocks last, to come to a state. */
  #options(state: Cell, ways: Ways, used: readonly ReadonlySet<number>[]): Options {
    const options: Option[] = []
    for (const [at, { moves, members }] of this.#classes.entries()) {
      const free = members.length - used[at]!.size
      if (free === 0) continue
      for (const move of moves) {
        const before = this.#space.within(move, state) ? this.#ways.get(state.code - move.code) : undefined
        const others = before ? ways(before) : 0n
        if (others > 0n)
          options.push({ at, move, before: before!, others, times: BigInt(free * move.seats) * move.ways })
      }
    }
    const likely = options.map(({ times, others }) => times * others)
    return { options, likely, all: total(likely) }
  }

  /** What is left without one block of a class: its ways are `F / (1 + g)`, reckoned at the states that are asked for. */
  #without(at: number, left: Left): Left {
    const made = left.less.get(at)
    if (made) return made
    const [space, table, { moves }, { ways }] = [this.#space, this.#ways, this.#classes[at]!, left]
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
    const less = leftOf(of)
    left.less.set(at, less)
    this.#made += 1
    return less
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
type Option = { at: number; move: Move; before: Cell; others: bigint; times: bigint }
type Options = { options: readonly Option[]; likely: readonly bigint[]; all: bigint }
/** What is left when some blocks are taken, and what was reckoned of it: whoever draws often does not reckon it again. */
type Left = { ways: Ways; options: Map<number, Options>; less: Map<number, Left> }

const leftOf = (ways: Ways): Left => ({ ways, options: new Map(), less: new Map() })
/** So many of them are kept over draws. */
const MOST_KEPT = 2_000

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
