import { blocksOf, type Part } from '@/lib/draw/engine/parts'
import { byCode, type Problem } from '@/lib/draw/engine/problem'
import type { Type } from '@/lib/draw/engine/types'

/** How many of each type of a block sit in each panel: `counts[type][panel]`, by places in block and part. */
type Choice = { readonly counts: readonly (readonly number[])[]; readonly ways: bigint }

/** n over k, for whole numbers. */
function binomial(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n
  let value = 1n
  for (let i = 1; i <= k; i += 1) value = (value * BigInt(n - i + 1)) / BigInt(i)
  return value
}

type Use = { most: number; key: string }

/**
 * Everything that can be taken of the types of one block without breaking a cap, and in how many ways each.
 * @param seats indexes of the panels of the part
 */
function choicesOf(block: readonly Type[], seats: readonly number[], problem: Problem): Choice[] {
  const used = new Map<string, number>()
  const uses = block.map(type =>
    seats.map(panel => {
      if (!type.panels.includes(panel)) return null
      const of = (caps: Problem['caps'], where: string): Use[] =>
        caps.flatMap(cap => {
          const value = type.features[cap.feature]
          return value === undefined ? [] : [{ most: cap.most, key: `${where}\u0000${cap.feature}\u0000${value}` }]
        })
      return [...of(problem.panels[panel]!.caps, String(panel)), ...of(problem.caps, '')]
    }),
  )
  const found: Choice[] = []
  const counts = block.map(() => seats.map(() => 0))
  const taken = seats.map(() => 0)
  const go = (type: number, seat: number, left: number, ways: bigint): void => {
    if (type === block.length) {
      found.push({ counts: counts.map(row => [...row]), ways })
      return
    }
    if (seat === seats.length) {
      go(type + 1, 0, block[type + 1]?.members.length ?? 0, ways)
      return
    }
    const caps = uses[type]![seat]
    const room = caps
      ? Math.min(
          left,
          problem.panels[seats[seat]!]!.size - taken[seat]!,
          ...caps.map(use => use.most - (used.get(use.key) ?? 0)),
        )
      : 0
    for (let count = 0; count <= room; count += 1) {
      counts[type]![seat] = count
      taken[seat]! += count
      for (const use of caps ?? []) used.set(use.key, (used.get(use.key) ?? 0) + count)
      go(type, seat + 1, left - count, ways * binomial(left, count))
      for (const use of caps ?? []) used.set(use.key, used.get(use.key)! - count)
      taken[seat]! -= count
    }
    counts[type]![seat] = 0
  }
  go(0, 0, block[0]?.members.length ?? 0, 1n)
  return found
}

/** Choices of a block that use up the same seats and quotas. */
type Move = {
  readonly step: number
  readonly digits: readonly Digit[]
  readonly ways: bigint
  readonly choices: Choice[]
}
type Digit = { readonly stride: number; readonly radix: number; readonly add: number }

/**
 * The counting that drew version 1: block after block, each on its own. Slow and plain; the one that draws now has to
 * come to the same numbers.
 */
export class OneByOne {
  readonly #blocks: { readonly types: number[]; readonly moves: Move[] }[]
  /** ways from nothing to a state, and from it to the end, after so many blocks */
  readonly #before: Map<number, bigint>[]
  readonly #after: Map<number, bigint>[]

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
      const choices = choicesOf(members, panels, problem)
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

  #forward(): Map<number, bigint>[] {
    const tables = [new Map([[0, 1n]])]
    for (const { moves } of this.#blocks) {
      const last = tables.at(-1)!
      const next = new Map<number, bigint>()
      for (const [state, ways] of last)
        for (const move of moves)
          if (fits(state, move)) next.set(state + move.step, (next.get(state + move.step) ?? 0n) + ways * move.ways)
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
    return { ...dim, stride: at }
  })
}
