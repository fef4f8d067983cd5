import fc from 'fast-check'
import { type Change, changed, demandsOf } from '@/lib/draw/engine/demand'
import type { Problem } from '@/lib/draw/engine/problem'
import { feasible, sample, smallestChange } from '@/lib/draw/relax'
import { everyWay, smallProblem, wideProblem } from './problems'

/** Every change of a few things by every number, by hand. */
function cheapest(problem: Problem): { things: number; cost: number } | null {
  const demands = demandsOf(problem)
  const steps = demands.map(({ from, end }) =>
    Array.from({ length: Math.abs(end - from) + 1 }, (_, by) => from + Math.sign(end - from) * by),
  )
  let best: { things: number; cost: number } | null = null
  const go = (at: number, changes: Change[]): void => {
    if (changes.length > 3) return
    const cost = changes.reduce((sum, { from, to }) => sum + Math.abs(from - to), 0)
    if (best && (changes.length > best.things || (changes.length === best.things && cost >= best.cost))) return
    if (at === demands.length) {
      if (everyWay(changed(problem, changes)).length > 0) best = { things: changes.length, cost }
      return
    }
    const { end: _, ...demand } = demands[at]!
    for (const to of steps[at]!) go(at + 1, to === demand.from ? changes : [...changes, { ...demand, to }])
  }
  go(0, [])
  return best
}

test('the few people that are looked at can be seated exactly when all of them can', () => {
  fc.assert(
    fc.property(fc.oneof(smallProblem, wideProblem), problem => {
      expect(feasible(sample(problem))).toBe(everyWay(problem).length > 0 ? 'yes' : 'no')
    }),
    { numRuns: 300 },
  )
})

test('the smallest change is as small as the smallest of all changes, and it serves', () => {
  fc.assert(
    fc.property(
      smallProblem.filter(problem => everyWay(problem).length === 0),
      problem => {
        const change = smallestChange(problem)
        const best = cheapest(problem)
        if (!change) return expect(best).toBeNull()
        expect(everyWay(changed(problem, change)).length).toBeGreaterThan(0)
        const cost = change.reduce((sum, { from, to }) => sum + Math.abs(from - to), 0)
        expect({ things: change.length, cost }).toEqual(best)
      },
    ),
    { numRuns: 150 },
  )
})

test('of a big pool only so many units of each kind are looked at as there are seats', () => {
  const candidates = Array.from({ length: 5000 }, (_, at) => ({ id: `p${at}`, features: { unit: `u${at % 900}` } }))
  const eligible = candidates.map(({ id }) => id)
  const panels = [{ name: '甲', size: 7, eligible, quotas: [], caps: [{ feature: 'unit', most: 1 }] }]
  expect(sample({ candidates, panels, caps: [] }).candidates.length).toBeLessThanOrEqual(49)
})

test('what the policy asks is not given up, and a size that may not be is not proposed', () => {
  const candidates = Array.from({ length: 4 }, (_, at) => ({ id: `p${at}`, features: { unit: `u${at % 3}` } }))
  const eligible = candidates.map(({ id }) => id)
  const panels = [{ name: '甲', size: 5, eligible, quotas: [], caps: [{ feature: 'unit', most: 1 }] }]
  const problem = { candidates, panels, caps: [] }
  const bounds = {
    end: (one: { what: string; from: number; end: number }) => (one.what === 'cap' ? one.from : one.end),
  }
  expect(smallestChange(problem, bounds)).toEqual([{ what: 'size', panel: 0, from: 5, to: 3 }])
  const even = { ...bounds, size: (size: number) => size % 2 === 0 }
  expect(smallestChange(problem, even)).toEqual([{ what: 'size', panel: 0, from: 5, to: 2 }])
})
