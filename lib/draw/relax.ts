import { type Bounds, type Change, changed, type Demand, demandsOf } from './engine/demand'
import type { Problem } from './engine/problem'
import { canBeFilled } from './engine/reach'
import { Infeasible, Lottery } from './engine/select'
import { Budget, MOST_STEPS, TooLarge } from './engine/too-large'
import { typesOf } from './engine/types'

export type Feasibility = 'yes' | 'no' | 'tooLarge'

/** What all reckonings of one search may cost together: some seconds. */
export const MOST_OF_A_SEARCH = 2 * MOST_STEPS

/** Whether a problem can be filled at all, exactly. */
export function feasible(problem: Problem, search?: Budget): Feasibility {
  try {
    return canBeFilled(problem, new Budget(MOST_STEPS, search)) ? 'yes' : 'no'
  } catch (error) {
    if (error instanceof TooLarge) return 'tooLarge'
    throw error
  }
}

/** Whether its panels can be counted within the budget, filled or not. */
function countable(problem: Problem, search: Budget): boolean {
  try {
    new Lottery(problem, new Budget(MOST_STEPS, search))
    return true
  } catch (error) {
    if (error instanceof TooLarge) return false
    if (error instanceof Infeasible) return true
    throw error
  }
}

/**
 * The same problem with so few people that it is counted quickly, and filled exactly when the whole one can be: of each
 * kind of people, units apart, those of as many units as there are seats, and of a unit as many as there are seats. In
 * a filling each of the others can be exchanged for one of these whose unit is empty.
 */
export function sample(problem: Problem): Problem {
  const seats = problem.panels.reduce((sum, { size }) => sum + size, 0)
  const units = new Map<string, number>()
  const kept = new Set<string>()
  for (const { panels, features, members } of typesOf(problem)) {
    const { unit, ...kind } = features
    const key = JSON.stringify([panels, Object.entries(kind).sort()])
    const before = units.get(key) ?? 0
    if (before >= seats) continue
    // who belongs to no unit shares it with nobody: enough of those are enough of the kind
    units.set(key, unit === undefined ? before : before + 1)
    for (const id of members.slice(0, seats)) kept.add(id)
  }
  return {
    ...problem,
    candidates: problem.candidates.filter(({ id }) => kept.has(id)),
    panels: problem.panels.map(panel => ({ ...panel, eligible: panel.eligible.filter(id => kept.has(id)) })),
  }
}

/** Reckonings of one search; beyond it nothing is proposed. They are counted, not timed: every machine proposes alike. */
const MOST_TRIES = 800
/** So many things are given up together at most. */
const MOST_THINGS = 3

/**
 * The smallest change with which the panels can be filled: as few things as possible, and of those as little as possible
 * in all; among equals the size of a group is left alone as long as it can be. Exact, as far as the budget reaches.
 * @returns null when no change of up to three things is enough, or the search was given up
 */
export function smallestChange(
  whole: Problem,
  { end: endOf, size: maySize = () => true }: Bounds = {},
  search = new Budget(MOST_OF_A_SEARCH),
): Change[] | null {
  const problem = sample(whole)
  const demands = demandsOf(problem)
    .map(demand => ({ ...demand, end: endOf?.(demand) ?? demand.end }))
    .filter(({ from, end }) => from !== end)
  let tries = 0
  const over = () => tries > MOST_TRIES || search.empty
  const serves = (changes: readonly Change[]): boolean => {
    tries += 1
    return !over() && feasible(changed(problem, changes), search) === 'yes'
  }
  for (let things = 1; things <= Math.min(MOST_THINGS, demands.length); things += 1) {
    const found = choose(demands, things).flatMap(chosen => {
      const others = chosen.flatMap(({ end, ...one }) => (one.what === 'size' ? [] : [{ ...one, to: end }]))
      // fewer seats are not always easier to fill, because the least of a quota stays: each number is looked at by itself
      return sizesOf(chosen, maySize).flatMap(sizes => {
        if (!serves([...sizes, ...others])) return []
        const least = [...sizes, ...narrowed(others, some => serves([...sizes, ...some]))]
        return [{ least, cost: costOf(least), sizes: sizes.length }]
      })
    })
    if (over()) return null
    const [best] = found.sort((one, other) => one.cost - other.cost || one.sizes - other.sizes)
    if (best) return best.least
  }
  return null
}

/** Every way to make the chosen groups smaller. */
function sizesOf(
  chosen: readonly (Demand & { from: number; end: number })[],
  maySize: (size: number) => boolean,
): Change[][] {
  return chosen.reduce<Change[][]>(
    (ways, { end, ...demand }) => {
      if (demand.what !== 'size') return ways
      const sizes = Array.from({ length: demand.from - end }, (_, at) => demand.from - 1 - at).filter(maySize)
      return ways.flatMap(way => sizes.map(to => [...way, { ...demand, to }]))
    },
    [[]],
  )
}

const costOf = (changes: readonly Change[]) => changes.reduce((sum, { from, to }) => sum + Math.abs(from - to), 0)

function choose<T>(items: readonly T[], count: number): T[][] {
  if (count === 0) return [[]]
  return items.flatMap((item, at) => choose(items.slice(at + 1), count - 1).map(rest => [item, ...rest]))
}

/** Changes that serve, made as small as they can be in all: every further step of each thing only makes it easier. */
function narrowed(changes: readonly Change[], serves: (changes: readonly Change[]) => boolean): Change[] {
  const [first, ...rest] = changes
  if (!first) return []
  const step = Math.sign(first.to - first.from)
  const all = Math.abs(first.to - first.from)
  const upTo = (by: number, others: readonly Change[]) => [{ ...first, to: first.from + step * by }, ...others]
  if (rest.length === 0) {
    let [low, high] = [1, all]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (serves(upTo(middle, []))) high = middle
      else low = middle + 1
    }
    return upTo(low, [])
  }
  let best: Change[] | null = null
  for (let by = 1; by <= all; by += 1) {
    if (best && by + rest.length >= costOf(best)) break
    if (!serves(upTo(by, rest))) continue
    const others = narrowed(rest, some => serves(upTo(by, some)))
    const here = upTo(by, others)
    if (!best || costOf(here) < costOf(best)) best = here
  }
  return best ?? [...changes]
}

/**
 * Of a problem that is too large to be counted: which quotas and caps could be left out so that it is not, the ones with
 * the most seats first. null: not even without all of them.
 */
export function tooMuch(
  problem: Problem,
  { end: endOf }: Bounds = {},
  search = new Budget(MOST_OF_A_SEARCH),
): (Demand & { from: number })[] | null {
  const wide = demandsOf(problem)
    .filter(demand => demand.what !== 'size' && (endOf?.(demand) ?? demand.end) !== demand.from)
    .sort((one, other) => Number(other.what === 'cap') - Number(one.what === 'cap') || other.from - one.from)
  const given: typeof wide = []
  for (const demand of wide) {
    given.push(demand)
    const gone = (panel: number | null, feature: string, value?: string): boolean =>
      given.some(
        one =>
          one.what !== 'size' &&
          one.panel === panel &&
          one.feature === feature &&
          ('value' in one ? one.value : undefined) === value,
      )
    const left: Problem = {
      ...problem,
      caps: problem.caps.filter(cap => !gone(null, cap.feature)),
      panels: problem.panels.map((panel, at) => ({
        ...panel,
        quotas: panel.quotas.filter(quota => !gone(at, quota.feature, quota.value)),
        caps: panel.caps.filter(cap => !gone(at, cap.feature)),
      })),
    }
    if (countable(left, search)) return given.map(({ end: _, ...one }) => one)
  }
  return null
}
