import { type Choice, choicesOf } from './choices'
import type { Part } from './parts'
import type { Problem } from './problem'
import { type Shape, shapesOf } from './shapes'
import type { Space, Vector } from './space'
import type { Budget } from './too-large'

/** Choices of a block that use the same seats and quotas. */
export type Move = Vector & { readonly ways: bigint }
/**
 * Blocks of which the same can be taken in as many ways: `1 + Σ ways · x^vector` of each, whichever shape it has. What is
 * reckoned for one of them holds for all.
 */
export type Class = {
  readonly moves: readonly Move[]
  readonly members: readonly { readonly block: readonly number[]; readonly kind: Kind }[]
  readonly kinds: readonly Kind[]
}
export type Kind = {
  readonly shape: Shape
  readonly blocks: readonly (readonly number[])[]
  readonly choices: readonly Choice[]
}

/** Blocks of a part, those of which the same can be taken together; in the order of their first blocks. */
export function classesOf(problem: Problem, part: Part, space: Space, budget: Budget): Class[] {
  const classes = new Map<string, { moves: Move[]; kinds: Kind[] }>()
  for (const { shape, blocks } of shapesOf(problem, part, space)) {
    const choices = choicesOf(shape, space)
    budget.spend(blocks.length + choices.length * shape.rows.length)
    const moves = new Map<number, Move>()
    for (const { vector, ways } of choices)
      moves.set(vector.code, { ...vector, ways: ways + (moves.get(vector.code)?.ways ?? 0n) })
    if (moves.size === 0) continue
    const sorted = [...moves.values()].sort((one, other) => one.code - other.code)
    const key = sorted.map(({ code, ways }) => `${code}:${ways}`).join()
    const kind = { shape, blocks, choices }
    const alike = classes.get(key)
    if (alike) alike.kinds.push(kind)
    else classes.set(key, { moves: sorted, kinds: [kind] })
  }
  return [...classes.values()].map(({ moves, kinds }) => ({
    ...{ moves, kinds },
    members: kinds.flatMap(kind => kind.blocks.map(block => ({ block, kind }))),
  }))
}
