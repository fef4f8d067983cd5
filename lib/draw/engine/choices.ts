import type { Shape } from './shapes'
import type { Space, Vector } from './space'
import { TooLarge } from './too-large'

/** How many of each type of a block sit in each panel: `counts[type][place]`; the vector they make, and in how many ways. */
export type Choice = { readonly counts: readonly (readonly number[])[]; readonly vector: Vector; readonly ways: bigint }

/** n over k, for whole numbers. */
export function binomial(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n
  let value = 1n
  for (let i = 1; i <= k; i += 1) value = (value * BigInt(n - i + 1)) / BigInt(i)
  return value
}

/** Types times panels of one block; it is as deep as that. */
const MOST_DEPTH = 500
const MOST_CHOICES = 5_000

/**
 * Everything that can be taken of a block of a shape without breaking a cap or going beyond a quota, nothing excepted,
 * and in how many ways each.
 * @throws TooLarge for too many choices, or where types times panels are too many
 */
export function choicesOf({ rows, limits }: Shape, space: Space): Choice[] {
  const places = space.panels
  if (rows.length * places > MOST_DEPTH) throw new TooLarge('types of a block')
  const found: Choice[] = []
  const used = limits.map(() => 0)
  const counts = rows.map(() => new Array<number>(places).fill(0))
  const digits = space.dimensions.map(() => 0)
  const room = (at: number) => space.dimensions[at]!.radix - 1 - digits[at]!
  const go = (type: number, place: number, left: number, ways: bigint): void => {
    if (type === rows.length) {
      const vector = space.vector([...digits])!
      if (vector.seats === 0) return
      if (found.length >= MOST_CHOICES) throw new TooLarge('choices of a block')
      found.push({ counts: counts.map(row => [...row]), vector, ways })
      return
    }
    if (place === places) {
      go(type + 1, 0, rows[type + 1]?.count ?? 0, ways)
      return
    }
    const seat = rows[type]!.seats[place]
    const most = seat
      ? Math.min(left, ...seat.uses.map(use => limits[use]! - used[use]!), ...seat.dimensions.map(room))
      : 0
    for (let count = 0; count <= most; count += 1) {
      const take = (by: number) => {
        counts[type]![place]! += by
        for (const use of seat?.uses ?? []) used[use]! += by
        for (const at of seat?.dimensions ?? []) digits[at]! += by
      }
      take(count)
      go(type, place + 1, left - count, ways * binomial(left, count))
      take(-count)
    }
  }
  go(0, 0, rows[0]?.count ?? 0, 1n)
  return found
}
