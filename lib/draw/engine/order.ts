import type { Problem } from './problem'
import { Random } from './random'
import { idsOf, typesOf } from './types'

/** The sealed order of everybody eligible, without the panels: who follows is decided by it long after the draw. */
export const sealedOrder = (problem: Problem, seed: string): string[] =>
  new Random(seed, 'order').shuffled(idsOf(typesOf(problem)))
