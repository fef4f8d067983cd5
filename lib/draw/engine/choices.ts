import type { Problem } from './problem'
import type { Type } from './types'

/** How many of each type of a block sit in each panel: `counts[type][panel]`, by places in block and part. */
export type Choice = { readonly counts: readonly (readonly number[])[]; readonly ways: bigint }

/** A reckoning that would take too long; another method has to do. */
export class TooLarge extends Error {
  override name = 'TooLarge'
}

/** n over k, for whole numbers. */
export function binomial(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n
  let value = 1n
  for (let i = 1; i <= k; i += 1) value = (value * BigInt(n - i + 1)) / BigInt(i)
  return value
}

/** Types times panels of one block; it is as deep as that. */
const MOST_DEPTH = 500

type Use = { most: number; key: string }

/**
 * Everything that can be taken of the types of one block without breaking a cap, and in how many ways each.
 * @param seats indexes of the panels of the part
 * @throws TooLarge beyond `most` choices, or where types times panels are too many
 */
export function choicesOf(block: readonly Type[], seats: readonly number[], problem: Problem, most: number): Choice[] {
  if (block.length * seats.length > MOST_DEPTH) throw new TooLarge('types of a block')
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
      if (found.length >= most) throw new TooLarge('choices of a block')
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
