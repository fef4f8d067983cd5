import fc from 'fast-check'
import type { Problem } from '@/lib/draw/engine/problem'
import { nextFor } from '@/lib/draw/engine/replace'
import { Infeasible, Lottery, type Selection } from '@/lib/draw/engine/select'
import { holdsFor, smallProblem } from './problems'

const seed = '1'.repeat(64)
const drawn = (problem: Problem): Selection | null => {
  try {
    return new Lottery(problem).draw(seed)
  } catch (error) {
    if (error instanceof Infeasible) return null
    throw error
  }
}

/** The first of each panel declines. */
const leave = (selection: Selection, panel: number) => {
  const leaving = selection.panels[panel]![0]!
  const seated = selection.panels.map(ids => ids.filter(id => id !== leaving))
  return { panel, leaving, seated, asked: new Set(selection.panels.flat()) }
}
const filled = (seated: readonly (readonly string[])[], panel: number, id: string) =>
  seated.map((ids, at) => (at === panel ? [...ids, id] : ids))

test('whoever follows is eligible, was never asked, and everything asked for still holds; nobody follows only if nobody could', () => {
  fc.assert(
    fc.property(smallProblem, problem => {
      const selection = drawn(problem)
      fc.pre(selection !== null)
      problem.panels.forEach(({ eligible }, panel) => {
        const gone = leave(selection!, panel)
        const could = eligible.filter(id => !gone.asked.has(id) && holdsFor(problem, filled(gone.seated, panel, id)))
        const next = nextFor(problem, selection!.order, gone)
        if (next === null) expect(could).toEqual([])
        else expect(could).toContain(next)
      })
    }),
    { numRuns: 400 },
  )
})

const person = (id: string, title: string, unit: string) => ({ id, features: { title, unit } })
const four: Problem = {
  candidates: [
    ...[person('a', 'high', 'u1'), person('b', 'high', 'u2'), person('c', 'low', 'u3')],
    ...[person('d', 'low', 'u4'), person('e', 'high', 'u5'), person('f', 'high', '')],
  ],
  panels: [
    {
      ...{ name: '甲', size: 2, eligible: ['a', 'b', 'c', 'd', 'e', 'f'], caps: [] },
      quotas: [{ feature: 'title', value: 'high', min: 1, max: 2 }],
    },
  ],
  caps: [],
}
const after = (order: string[], leaving: string, seated: string[], asked: string[]) =>
  nextFor(four, order, { panel: 0, leaving, seated: [seated], asked: new Set(asked) })

test('the next of his kind comes before somebody else who is earlier in the order', () => {
  expect(after(['c', 'd', 'b', 'a', 'e', 'f'], 'a', ['c'], ['a', 'c'])).toBe('b')
})
test('without one of his kind, the first with whom the quotas still hold', () => {
  expect(after(['a', 'b', 'c', 'd', 'e', 'f'], 'd', ['a'], ['a', 'c', 'd'])).toBe('b')
})
test('who would break a quota is passed over', () => {
  expect(after(['d', 'e', 'f', 'a', 'b', 'c'], 'a', ['c'], ['a', 'b', 'c'])).toBe('e')
})
test('when everybody was asked, nobody follows', () => {
  expect(after(['a', 'b', 'c', 'd', 'e', 'f'], 'a', ['c'], ['a', 'b', 'c', 'd', 'e', 'f'])).toBeNull()
})
test('values that no quota names do not tell people apart', () => {
  const candidates = [person('x', 'p', ''), person('b', 'y', ''), person('c', 'p', '')]
  const panels = [{ ...four.panels[0]!, size: 1, eligible: ['x', 'b', 'c'] }].map(panel => ({
    ...panel,
    quotas: [{ feature: 'title', value: 'high', min: 0, max: 0 }],
  }))
  const gone = { panel: 0, leaving: 'x', seated: [[]], asked: new Set(['x']) }
  expect(nextFor({ candidates, panels, caps: [] }, ['x', 'b', 'c'], gone)).toBe('b')
})
