import fc from 'fast-check'
import { type Change, changed, type Demand, demandsOf } from '@/lib/draw/engine/demand'
import { modelOf } from '@/lib/draw/engine/fair/kinds'
import { fairBound, fairLottery } from '@/lib/draw/engine/fair/lottery'
import { NoPanel } from '@/lib/draw/engine/fair/no-panel'
import { type Outlook, outlookOf } from '@/lib/draw/engine/fair/outlook'
import { partsOf } from '@/lib/draw/engine/fair/parts'
import { smallestChange } from '@/lib/draw/engine/fair/relax'
import type { Problem } from '@/lib/draw/engine/problem'
import { exactLeximin } from './exact'
import { allPanels, onePanel, severalPanels, twistedPanel } from './pools'

const small = fc.oneof(onePanel, twistedPanel, severalPanels)
const method = fc.constantFrom('maximin' as const, 'leximin' as const)
const keyOf = (demand: Demand) =>
  JSON.stringify([
    demand.what,
    demand.panel,
    ...('feature' in demand ? [demand.feature] : []),
    ...('value' in demand ? [demand.value] : []),
  ])
const without = (problem: Problem, gone: readonly (Demand & { from: number; end: number })[]) =>
  changed(
    problem,
    gone.map(({ end, ...one }) => ({ ...one, to: end }) as Change),
  )

async function tried(problem: Problem, how: 'maximin' | 'leximin'): Promise<Outlook | null> {
  try {
    return await outlookOf(problem, how)
  } catch (error) {
    if (error instanceof NoPanel) return null
    throw error
  }
}

/** Smallest chance over all panels; null where cutting panels promises more than that, or something else. */
async function exactSmallest(problem: Problem): Promise<number | null> {
  const { smallest } = exactLeximin(allPanels(problem))
  return Math.abs((await fairBound(problem)) - smallest) < 1e-9 ? smallest : null
}

/** Of the third group only one can be: what keeps the other out is a quota, and a limit over all groups splits the rest. */
const person = (id: string, unit: string, title = 'high') => ({ id, features: { title, unit } })
const group = (eligible: string[], quotas: Problem['panels'][number]['quotas'] = []) => ({
  ...{ name: eligible.join(''), size: 1, caps: [], eligible, quotas },
})
const keptOut: Problem = {
  candidates: [person('a', 'x'), person('b', 'x'), person('c', 'y'), person('d', 'x'), person('e', 'y', 'mid')],
  panels: [
    group(['b', 'c', 'd']),
    group(['a', 'c', 'd']),
    group(['a', 'e'], [{ feature: 'title', value: 'high', min: 1, max: 1 }]),
  ],
  caps: [{ feature: 'unit', most: 2 }],
}

test('there is an outlook exactly where there is a panel; its chances fill the places, and nobody has less than the least', async () => {
  await fc.assert(
    fc.asyncProperty(small, method, async (problem, how) => {
      const found = await tried(problem, how)
      expect(found === null).toBe(allPanels(problem).length === 0)
      if (!found) return
      const { model, chances } = found
      const sum = model.kinds.reduce((all, { members }, at) => all + members.length * chances[at]!, 0)
      expect(sum).toBeCloseTo(model.seats, 6)
      const least = Math.min(...chances.filter(chance => chance > 0))
      expect(least).toBeCloseTo(await fairBound(problem), 6)
    }),
    { numRuns: 200, examples: [[keptOut, 'maximin']] },
  )
})

test('under leximin the chances are those of the lottery, wherever cutting panels wins nothing', async () => {
  let same = 0
  await fc.assert(
    fc.asyncProperty(fc.oneof(onePanel, severalPanels), async problem => {
      const panels = allPanels(problem)
      fc.pre(panels.length > 0)
      const { model, chances } = (await tried(problem, 'leximin'))!
      const { chances: exact } = exactLeximin(panels)
      const off = model.kinds.map(({ members }, at) => Math.abs(chances[at]! - (exact.get(members[0]!) ?? 0)))
      if (Math.max(...off) < 1e-6) same += 1
    }),
    { numRuns: 100 },
  )
  expect(same).toBeGreaterThan(90)
})

test('what a quota or a cap costs is what all panels without it would give, and nothing that costs is missed', async () => {
  const found = { costs: 0, nothing: 0 }
  await fc.assert(
    fc.asyncProperty(fc.oneof(onePanel, severalPanels), method, async (problem, how) => {
      fc.pre(allPanels(problem).length > 0 && partsOf(modelOf(problem)).length === 1)
      const smallest = await exactSmallest(problem)
      fc.pre(smallest !== null)
      const { costs, left } = (await tried(problem, how))!
      expect(left).toBe(0)
      const told = new Map(costs.map(cost => [keyOf(cost.demand), cost]))
      for (const demand of demandsOf(problem).filter(({ what }) => what !== 'size')) {
        const exact = await exactSmallest(without(problem, [demand]))
        if (exact === null) continue
        const cost = told.get(keyOf(demand))
        expect(cost !== undefined).toBe(exact > smallest! * (1 + 1e-5))
        if (cost) {
          expect(cost.smallest).toBeCloseTo(smallest!, 8)
          expect(cost.without).toBeCloseTo(exact, 8)
        }
        found[cost ? 'costs' : 'nothing'] += 1
      }
    }),
    { numRuns: 200 },
  )
  expect(Math.min(found.costs, found.nothing)).toBeGreaterThan(20)
})

test('必然入选 is said of who sits in every panel, with what forces them: all else may go and they still sit', async () => {
  let proved = 0
  await fc.assert(
    fc.asyncProperty(small, async problem => {
      const panels = allPanels(problem)
      fc.pre(panels.length > 0)
      const { model, forced } = (await tried(problem, 'maximin'))!
      const ids = forced.flatMap(({ kind }) => model.kinds[kind]!.members).sort()
      expect(ids).toEqual(panels[0]!.filter(id => panels.every(panel => panel.includes(id))).sort())
      for (const { kind, by } of forced) {
        if (by === null) continue
        const kept = new Set(by.map(keyOf))
        const gone = demandsOf(problem).filter(one => one.what !== 'size' && !kept.has(keyOf(one)))
        const { members } = model.kinds[kind]!
        expect(allPanels(without(problem, gone)).every(panel => members.every(id => panel.includes(id)))).toBe(true)
        proved += 1
      }
    }),
    { numRuns: 200 },
  )
  expect(proved).toBeGreaterThan(20)
})

test('panels apart have costs of their own: one that is easy to fill does not hide what the other pays', async () => {
  const people = (name: string, count: number, sexes: string) =>
    Array.from({ length: count }, (_, at) => ({ id: `${name}${at}`, features: { sex: sexes[at % sexes.length]! } }))
  const [rare, many] = [people('a', 12, 'fmmm'), people('b', 20, 'fm')]
  const asked = (name: string, own: typeof rare, min: number) => ({
    ...{ name, size: 4, caps: [], eligible: own.map(({ id }) => id) },
    quotas: [{ feature: 'sex', value: 'f', min, max: 4 }],
  })
  const problem = { candidates: [...rare, ...many], panels: [asked('甲', rare, 2), asked('乙', many, 3)], caps: [] }
  const { costs, chances, model } = await outlookOf(problem, 'leximin')
  // three of twelve are women, two of four places are theirs; ten of twenty, and three of four
  expect(costs.map(({ demand, smallest, without: free }) => [demand.panel, smallest, free])).toEqual([
    [0, expect.closeTo(2 / 9, 9), expect.closeTo(1 / 3, 9)],
    [1, expect.closeTo(1 / 10, 9), expect.closeTo(1 / 5, 9)],
  ])
  const lottery = await fairLottery(problem, 'leximin')
  lottery.chances.forEach(({ numerator, denominator }, at) => {
    expect(lottery.model.kinds[at]!.members).toEqual(model.kinds[at]!.members)
    expect(chances[at]).toBeCloseTo(Number(numerator) / Number(denominator), 4)
  })
})

test('what the policy asks is not proposed to be given up, and panels stay odd', async () => {
  const candidates = Array.from({ length: 4 }, (_, at) => ({ id: `p${at}`, features: { unit: `u${at % 3}` } }))
  const eligible = candidates.map(({ id }) => id)
  const panels = [{ name: '甲', size: 5, eligible, quotas: [], caps: [{ feature: 'unit', most: 1 }] }]
  const problem = { candidates, panels, caps: [] }
  const end = (one: { what: string; from: number; end: number }) => (one.what === 'cap' ? one.from : one.end)
  const size = { what: 'size', panel: 0, from: 5 }
  expect(await smallestChange(problem, null, { end })).toEqual([{ ...size, to: 3 }])
  expect(await smallestChange(problem, null, { end, size: one => one % 2 === 0 })).toEqual([{ ...size, to: 2 }])
  const free = await smallestChange(problem, null)
  // one thing rather than two: the cap alone would not do with four people
  expect(free).toEqual([{ ...size, to: 3 }])
})
