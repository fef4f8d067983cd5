import fc from 'fast-check'
import { partsOf } from '@/lib/draw/engine/parts'
import type { Problem } from '@/lib/draw/engine/problem'
import { Random } from '@/lib/draw/engine/random'
import { Infeasible, Lottery } from '@/lib/draw/engine/select'
import { typesOf } from '@/lib/draw/engine/types'
import { OneByOne } from './one-by-one'
import { bigProblem, everyWay, holdsFor, smallProblem, wideProblem } from './problems'

const seedOf = (number: number) => number.toString(16).padStart(64, '0')
const written = (panels: readonly (readonly string[])[]) => JSON.stringify(panels.map(ids => [...ids].sort()))
/** Half of them small problems, half those of three panels and units alike. */
const anyProblem = fc.oneof(smallProblem, wideProblem)
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
    fc.property(anyProblem, fc.nat(), (problem, number) => {
      const lottery = tried(problem)
      expect(lottery?.ways ?? 0n).toBe(BigInt(everyWay(problem).length))
      if (lottery) expect(holdsFor(problem, lottery.draw(seedOf(number)).panels)).toBe(true)
    }),
    { numRuns: 400 },
  )
})

test('the chances are those of all panels written down one by one', () => {
  fc.assert(
    fc.property(anyProblem, problem => {
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

test('classes of units alike come to the numbers of a counting unit by unit', () => {
  fc.assert(
    fc.property(bigProblem, fc.nat(), (problem, number) => {
      const lottery = tried(problem)
      const slow = partsOf(problem, typesOf(problem)).map(part => new OneByOne(problem, part))
      expect(lottery?.ways ?? 0n).toBe(slow.reduce((product, { total }) => product * total, 1n))
      if (!lottery) return
      expect(holdsFor(problem, lottery.draw(seedOf(number)).panels)).toBe(true)
      const chances = new Map(lottery.chances.map(one => [one.type.members[0]!, one.chances]))
      for (const { part, total, sums } of slow.map(one => ({ part: one.part, total: one.total, sums: one.sums() })))
        part.types.forEach(({ members }, type) => {
          part.panels.forEach((panel, place) => {
            const share = Number((sums[type]![place]! * 10n ** 15n) / (total * BigInt(members.length))) / 1e15
            expect(chances.get(members[0]!)![panel]).toBe(share)
          })
        })
    }),
    { numRuns: 60 },
  )
})

test('many thousand units, groups that overlap and quotas are counted, and drawn within them', () => {
  const candidates = Array.from({ length: 9000 }, (_, at) => ({
    id: `p${at}`,
    features: { unit: `u${at % 4000}`, title: at % 3 ? 'low' : 'high', area: at % 5 ? 'in' : 'out' },
  }))
  const among = (...rests: number[]) => candidates.flatMap(({ id }, at) => (rests.includes(at % 7) ? [id] : []))
  const senior = { feature: 'title', value: 'high', min: 2, max: 4 }
  const outside = { feature: 'area', value: 'out', min: 1, max: 5 }
  const caps = [{ feature: 'unit', most: 1 }]
  const problem: Problem = {
    candidates,
    panels: [
      { name: '甲', size: 5, eligible: among(0, 1, 2), quotas: [senior], caps },
      { name: '乙', size: 5, eligible: among(2, 3, 4), quotas: [outside], caps },
      { name: '丙', size: 3, eligible: among(4, 5, 0), quotas: [], caps },
    ],
    caps: [],
  }
  const lottery = new Lottery(problem)
  const { panels } = lottery.draw(seedOf(7))
  expect(holdsFor(problem, panels)).toBe(true)
  // everybody's chances come to the seats, to the last digit that is kept
  problem.panels.forEach(({ size }, panel) => {
    const all = lottery.chances.reduce((sum, { type, chances }) => sum + chances[panel]! * type.members.length, 0)
    expect(all).toBeCloseTo(size, 9)
  })
})

test('the same record gives the same bytes, however the problem is written down', () => {
  fc.assert(
    fc.property(anyProblem, fc.nat(), fc.infiniteStream(fc.nat(7)), (problem, number, stream) => {
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
