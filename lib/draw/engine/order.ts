import { byCode, type Problem } from './problem'
import { Random } from './random'
import { typesOf } from './types'

/** The sealed order of everybody eligible, without the panels: who follows is decided by it long after the draw. */
export const sealedOrder = (problem: Problem, seed: string): string[] =>
  new Random(seed, 'order').shuffled(
    typesOf(problem)
      .flatMap(({ members }) => members)
      .sort(byCode),
  )
