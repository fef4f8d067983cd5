import { classesOf } from './classes'
import { type Part, partsOf } from './parts'
import { checkProblem, type Problem } from './problem'
import { Space, sum, type Vector } from './space'
import type { Budget } from './too-large'
import { typesOf } from './types'

/**
 * Whether the panels can be filled at all: the same states as in the counting are come to, but not in how many ways.
 * @throws ProblemError; TooLarge beyond the budget
 */
export function canBeFilled(problem: Problem, budget: Budget): boolean {
  checkProblem(problem)
  return partsOf(problem, typesOf(problem)).every(part => partCanBeFilled(problem, part, budget))
}

function partCanBeFilled(problem: Problem, part: Part, budget: Budget): boolean {
  const space = new Space(problem, part)
  const nothing = space.vector(space.dimensions.map(() => 0))!
  const found = new Map<number, Vector>([[nothing.code, nothing]])
  for (const { moves, members } of classesOf(problem, part, space, budget)) {
    let edge = [...found.values()]
    // the first time from all that was come to, then only from what is new: from the others it was tried
    for (let times = 0; times < members.length && edge.length > 0; times += 1) {
      budget.spend(edge.length * moves.length)
      const next: Vector[] = []
      for (const state of edge)
        for (const move of moves) {
          if (found.has(state.code + move.code) || !space.fits(state, move)) continue
          const come = sum(state, move)
          if (space.complete(come)) return true
          found.set(come.code, come)
          next.push(come)
        }
      edge = next
    }
  }
  return false
}
