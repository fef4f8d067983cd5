import fc from 'fast-check'
import type { Problem } from '@/lib/draw/engine/problem'
import { Random } from '@/lib/draw/engine/random'
import { Infeasible, Lottery } from '@/lib/draw/engine/select'
import { everyWay, holdsFor, smallProblem } from './problems'

const seedOf = (number: number) => number.toString(16).padStart(64, '0')
const written = (panels: readonly (readonly string[])[]) => JSON.stringify(panels.map(ids => [...ids].sort()))
const tried = (problem: Problem): Lottery | null => {
  try {
    return new Lottery(problem)
  } catch (error) {
    if (error instanceof Infeasible) return null
    throw error
  }
}

test('quotas and caps hold, panels never overlap, nobody who is not eligible is drawn; what cannot be filled is said', () => {
  fc.assert(
    fc.property(smallProblem, fc.nat(), (problem, number) => {
      const lottery = tried(problem)
      expect(lottery?.ways ?? 0n).toBe(BigInt(everyWay(problem).length))
      if (lottery) expect(holdsFor(problem, lottery.draw(seedOf(number)).panels)).toBe(true)
    }),
    { numRuns: 400 },
  )
})

test('the chances are those of all panels written down one by one', () => {
  fc.assert(
    fc.property(smallProblem, problem => {
      const ways = everyWay(problem)
      fc.pre(ways.length > 0)
      const { chances } = new Lottery(problem)
      for (const { type, chances: stated } of chances)
        for (const id of type.members)
          problem.panels.forEach((_, panel) => {
            const share = ways.filter(panels => panels[panel]!.includes(id)).length / ways.length
            expect(stated[panel]).toBeCloseTo(share, 12)
          })
    }),
    { numRuns: 300 },
  )
})

test('the same record gives the same bytes, however the problem is written down', () => {
  fc.assert(
    fc.property(smallProblem, fc.nat(), fc.infiniteStream(fc.nat(7)), (problem, number, stream) => {
      const mixed = <T>(items: readonly T[]): T[] =>
        [...items]
          .map(item => [stream.next().value as number, item] as const)
          .sort(([a], [b]) => a - b)
          .map(([, item]) => item)
      const record = (lottery: Lottery | null) =>
        JSON.stringify(lottery && [lottery.draw(seedOf(number)), lottery.chances])
      const other: Problem = {
        candidates: mixed(problem.candidates),
        panels: problem.panels.map(panel => ({
          ...panel,
          eligible: mixed(panel.eligible),
          quotas: mixed(panel.quotas),
          caps: mixed(panel.caps),
        })),
        caps: mixed(problem.caps),
      }
      expect(record(tried(other))).toBe(record(tried(problem)))
    }),
    {
      numRuns: 300,
    },
  )
})

test('a quota of nobody keeps them out, beside one that has to be met', () => {
  const problem: Problem = {
    candidates: ['m', 'f', 'f'].map((sex, at) => ({ id: `p${at}`, features: { sex } })),
    panels: [
      {
        ...{ name: '甲', size: 1, eligible: ['p0', 'p1', 'p2'], caps: [] },
        quotas: [
          { feature: 'sex', value: 'f', min: 0, max: 0 },
          { feature: 'sex', value: 'm', min: 1, max: 1 },
        ],
      },
    ],
    caps: [],
  }
  expect(new Lottery(problem).ways).toBe(1n)
  expect(new Lottery(problem).draw(seedOf(1)).panels).toEqual([['p0']])
})

/** A pool in which quotas bind, two panels share people, and units are capped. */
const bound: Problem = {
  candidates: Array.from({ length: 12 }, (_, at) => ({
    id: `p${String(at).padStart(2, '0')}`,
    features: { sex: at % 3 ? 'm' : 'f', unit: `u${at % 5}` },
  })),
  panels: [
    {
      ...{ name: '甲', size: 3, quotas: [{ feature: 'sex', value: 'f', min: 1, max: 2 }], caps: [] },
      eligible: Array.from({ length: 9 }, (_, at) => `p${String(at).padStart(2, '0')}`),
    },
    {
      ...{ name: '乙', size: 2, quotas: [], caps: [] },
      eligible: Array.from({ length: 6 }, (_, at) => `p${String(at + 6).padStart(2, '0')}`),
    },
  ],
  caps: [{ feature: 'unit', most: 1 }],
}

/**
 * χ² over 100,000 draws against the equal share of every panel and against the stated chances. The limits are the 99.9 %
 * points (Wilson–Hilferty); the seeds are fixed, so this never flickers.
 */
test('100,000 draws: every set of panels is equally likely, and people are drawn as often as stated', () => {
  const ways = everyWay(bound)
  const counts = new Map(ways.map(way => [written(way), 0]))
  const people = new Map(bound.candidates.map(({ id }) => [id, 0]))
  const rounds = 100_000
  const lottery = new Lottery(bound)
  const [orders, random] = [new Random(seedOf(0), 'order'), new Random(seedOf(0), 'panels')]
  for (let round = 0; round < rounds; round += 1) {
    const { panels } = lottery.drawFrom(orders, random)
    counts.set(written(panels), counts.get(written(panels))! + 1)
    for (const id of panels.flat()) people.set(id, people.get(id)! + 1)
  }
  const limit = (freedom: number) => freedom * (1 - 2 / (9 * freedom) + 3.09 * Math.sqrt(2 / (9 * freedom))) ** 3
  const expected = rounds / ways.length
  const chi = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  expect(counts.size).toBe(ways.length)
  expect(chi).toBeLessThan(limit(ways.length - 1))
  for (const { type, chances: stated } of lottery.chances)
    for (const id of type.members) {
      const share = stated[0]! + stated[1]!
      const spread = Math.sqrt(rounds * share * (1 - share))
      expect(Math.abs(people.get(id)! - rounds * share)).toBeLessThanOrEqual(4 * spread + 1e-6)
    }
})
