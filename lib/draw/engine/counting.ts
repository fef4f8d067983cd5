import { type Choice, choicesOf, TooLarge } from './choices'
import { blocksOf, type Part } from './parts'
import { byCode, type Problem } from './problem'
import type { Random } from './random'

/** How many of each type sit in each panel of a part: `counts[type][panel]`, by places in the part. */
export type Counts = number[][]

/** What one reckoning may cost; it is counted in steps, never in seconds, so that every machine decides alike. */
const MOST_STEPS = 2_000_000
const MOST_STATES = 600_000
const MOST_CHOICES = 5_000

/** Choices of a block that use up the same seats and quotas. */
type Move = {
  readonly step: number
  readonly digits: readonly Digit[]
  readonly ways: bigint
  readonly choices: Choice[]
}
type Digit = { readonly stride: number; readonly radix: number; readonly add: number }

/**
 * Counts every way to fill the panels of a part within quotas and caps, block by block: exactly, in whole numbers. From
 * the counts come a panel of which each is equally likely, and the exact chance of everybody.
 */
export class Counting {
  readonly #blocks: { readonly types: number[]; readonly moves: Move[] }[]
  /** ways from nothing to a state, and from it to the end, after so many blocks */
  readonly #before: Map<number, bigint>[]
  readonly #after: Map<number, bigint>[]

  #steps = 0

  /** @throws TooLarge when it would take more than its budget */
  constructor(
    readonly problem: Problem,
    readonly part: Part,
  ) {
    const { panels, types } = part
    const caps = [...problem.caps, ...panels.flatMap(at => problem.panels[at]!.caps)]
    const dims = dimensions(problem, part)
    this.#blocks = blocksOf(types, caps).map(block => {
      const members = block.map(at => types[at]!)
      const moves = new Map<number, Move>()
      const choices = choicesOf(members, panels, problem, MOST_CHOICES)
      this.#spend(choices.length * members.length * dims.length)
      for (const choice of choices) {
        const digits = dims.flatMap(({ stride, radix, counts }) => {
          const add = choice.counts.reduce(
            (sum, row, type) =>
              sum + row.reduce((all, count, seat) => all + (counts(members[type]!, seat) ? count : 0), 0),
            0,
          )
          return add === 0 ? [] : [{ stride, radix, add }]
        })
        // only digits that stay below their radix make a step that no other choice can have
        if (digits.some(({ radix, add }) => add >= radix)) continue
        const step = digits.reduce((sum, { stride, add }) => sum + stride * add, 0)
        const same = moves.get(step)
        if (same) moves.set(step, { ...same, ways: same.ways + choice.ways, choices: [...same.choices, choice] })
        else moves.set(step, { step, digits, ways: choice.ways, choices: [choice] })
      }
      return { types: block, moves: [...moves.values()].sort((one, other) => one.step - other.step) }
    })
    this.#before = this.#forward()
    this.#after = this.#backward(state =>
      dims.every(({ stride, radix, least }) => digit(state, stride, radix) >= least),
    )
  }

  #spend(steps: number): void {
    this.#steps += steps
    if (this.#steps > MOST_STEPS) throw new TooLarge('steps')
  }

  #forward(): Map<number, bigint>[] {
    const tables = [new Map([[0, 1n]])]
    let states = 1
    for (const { moves } of this.#blocks) {
      const last = tables.at(-1)!
      const next = new Map<number, bigint>()
      this.#spend(last.size * moves.length)
      for (const [state, ways] of last)
        for (const move of moves)
          if (fits(state, move)) next.set(state + move.step, (next.get(state + move.step) ?? 0n) + ways * move.ways)
      states += next.size
      if (states > MOST_STATES) throw new TooLarge('states')
      tables.push(next)
    }
    return tables
  }

  #backward(complete: (state: number) => boolean): Map<number, bigint>[] {
    const tables: Map<number, bigint>[] = this.#before.map(() => new Map())
    for (const state of this.#before.at(-1)!.keys()) if (complete(state)) tables.at(-1)!.set(state, 1n)
    for (let at = this.#blocks.length - 1; at >= 0; at -= 1)
      for (const state of this.#before[at]!.keys()) {
        let ways = 0n
        for (const move of this.#blocks[at]!.moves)
          if (fits(state, move)) ways += move.ways * (tables[at + 1]!.get(state + move.step) ?? 0n)
        if (ways > 0n) tables[at]!.set(state, ways)
      }
    return tables
  }

  /** How many panels there are; none when quotas, caps and pool cannot be met together. */
  get total(): bigint {
    return this.#after[0]!.get(0) ?? 0n
  }

  /** One of all panels, each equally likely. */
  draw(random: Random): Counts {
    const counts: Counts = this.part.types.map(() => this.part.panels.map(() => 0))
    let state = 0
    this.#blocks.forEach(({ types, moves }, at) => {
      const open = moves.filter(move => fits(state, move))
      const weights = open.map(move => move.ways * (this.#after[at + 1]!.get(state + move.step) ?? 0n))
      const move = open[pick(weights, random)]!
      const choice =
        move.choices[
          pick(
            move.choices.map(({ ways }) => ways),
            random,
          )
        ]!
      choice.counts.forEach((row, type) => {
        counts[types[type]!] = [...row]
      })
      state += move.step
    })
    return counts
  }

  /** Expected number of each type in each panel as parts of `total`: `sums[type][panel]`, exact. */
  sums(): bigint[][] {
    const sums = this.part.types.map(() => this.part.panels.map(() => 0n))
    this.#blocks.forEach(({ types, moves }, at) => {
      for (const move of moves) {
        let together = 0n
        for (const [state, ways] of this.#before[at]!)
          if (fits(state, move)) together += ways * (this.#after[at + 1]!.get(state + move.step) ?? 0n)
        if (together === 0n) continue
        for (const choice of move.choices)
          choice.counts.forEach((row, type) => {
            row.forEach((count, seat) => {
              if (count > 0) sums[types[type]!]![seat]! += together * choice.ways * BigInt(count)
            })
          })
      }
    })
    return sums
  }
}

const digit = (state: number, stride: number, radix: number) => Math.floor(state / stride) % radix
const fits = (state: number, { digits }: Move) =>
  digits.every(({ stride, radix, add }) => digit(state, stride, radix) + add < radix)

/** Which of several, each as likely as its weight. */
function pick(weights: readonly bigint[], random: Random): number {
  let left = random.below(weights.reduce((sum, weight) => sum + weight, 0n))
  return weights.findIndex(weight => {
    left -= weight
    return left < 0n
  })
}

type Dimension = {
  readonly stride: number
  readonly radix: number
  readonly least: number
  readonly counts: (type: Part['types'][number], seat: number) => boolean
}

/** The seats of each panel and each quota that can bind, as digits of one number; in canonical order, as a seed picks by it. */
function dimensions(problem: Problem, { panels }: Part): Dimension[] {
  const dims: Omit<Dimension, 'stride'>[] = panels.flatMap((panel, place) => {
    const { size, quotas } = problem.panels[panel]!
    return [
      { radix: size + 1, least: size, counts: (_, seat) => seat === place },
      ...quotas
        .filter(({ min, max }) => min > 0 || max < size)
        .sort((one, other) => byCode(one.feature, other.feature) || byCode(one.value, other.value))
        .map(
          ({ feature, value, min, max }): Omit<Dimension, 'stride'> => ({
            radix: Math.min(size, max) + 1,
            least: min,
            counts: (type, seat) => seat === place && type.features[feature] === value,
          }),
        ),
    ]
  })
  let stride = 1
  return dims.map(dim => {
    const at = stride
    stride *= dim.radix
    if (stride > Number.MAX_SAFE_INTEGER) throw new TooLarge('quotas')
    return { ...dim, stride: at }
  })
}
