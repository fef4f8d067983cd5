import fc from 'fast-check'
import { fairBound, fairLottery } from '@/lib/draw/engine/fair/lottery'
import { NoPanel } from '@/lib/draw/engine/fair/no-panel'
import { provedBound } from '@/lib/draw/engine/fair/proof'
import { twoSided } from '@/lib/draw/engine/fair/rows'
import type { Problem } from '@/lib/draw/engine/problem'
import { uniformResult } from '@/scripts/draw/result'
import { exactLeximin } from './exact'
import { allPanels, onePanel, severalPanels, twistedPanel } from './pools'

const small = fc.oneof(onePanel, twistedPanel, severalPanels, severalPanels)

/** Of everybody, as the solver's mixture gives them, before it becomes tickets. */
async function chancesOf(problem: Problem, method: 'maximin' | 'leximin') {
  const lottery = await fairLottery(problem, method)
  const { model, mixture } = lottery
  const { kinds, cells } = model
  const sums = kinds.map(() => 0)
  const all = mixture.parts.reduce((sum, part) => sum + part, 0)
  mixture.panels.forEach((panel, row) => {
    for (const [at, count] of panel) sums[cells[at]!.kind]! += (mixture.parts[row]! / all) * count
  })
  const chances = new Map(
    kinds.flatMap(({ members }, at) => members.map((id): [string, number] => [id, sums[at]! / members.length])),
  )
  return { lottery, chances }
}

/** At most one of each mark: cutting panels would win something, and a random pool is like that once in fifty. */
const notByPrices: Problem = {
  candidates: ['abcd', '', 'abc', 'cd', 'abd'].map((marks, at) => ({
    id: `p${at}`,
    features: Object.fromEntries([...'abcd'].map(mark => [mark, marks.includes(mark) ? 'y' : 'n'])),
  })),
  panels: [
    {
      ...{ name: '组', size: 2, eligible: [0, 1, 2, 3, 4].map(at => `p${at}`), caps: [] },
      quotas: [...'abcd'].map(feature => ({ feature, value: 'y', min: 0, max: 1 })),
    },
  ],
  caps: [],
}

test('maximin is what fractions over all panels give, and so is the bound', async () => {
  let searched = 0
  await fc.assert(
    fc.asyncProperty(small, async problem => {
      const panels = allPanels(problem)
      if (panels.length === 0) return expect(fairLottery(problem, 'maximin')).rejects.toThrow(NoPanel)
      const { smallest, chances: exact } = exactLeximin(panels)
      const { lottery, chances } = await chancesOf(problem, 'maximin')
      const reached = Math.min(...[...exact.keys()].map(id => chances.get(id)!))
      expect(Math.abs(reached - smallest)).toBeLessThan(1e-9)
      expect(Math.abs(lottery.bound - smallest)).toBeLessThan(1e-9)
      if (lottery.provedBy === 'search') searched += 1
      for (const [id, chance] of chances) if (!exact.has(id)) expect(chance).toBe(0)
    }),
    { numRuns: 200, examples: [[notByPrices]] },
  )
  // both ways to prove a bound are among these pools
  expect(searched).toBeGreaterThan(0)
})

test('leximin is what fractions over all panels give, for everybody', async () => {
  await fc.assert(
    fc.asyncProperty(small, async problem => {
      const panels = allPanels(problem)
      fc.pre(panels.length > 0)
      const { chances: exact } = exactLeximin(panels)
      const { chances } = await chancesOf(problem, 'leximin')
      for (const [id, chance] of chances) expect(Math.abs(chance - (exact.get(id) ?? 0))).toBeLessThan(1e-9)
    }),
    { numRuns: 200 },
  )
})

test('the prices prove a bound with whole numbers alone, and so would any others', async () => {
  await fc.assert(
    fc.asyncProperty(small, fc.infiniteStream(fc.integer({ min: -5, max: 5 })), async (problem, stream) => {
      const panels = allPanels(problem)
      fc.pre(panels.length > 0)
      const { smallest } = exactLeximin(panels)
      const { model, proof, never } = await fairLottery(problem, 'maximin')
      const proved = provedBound(model, proof)
      expect(Number(proved.numerator) / Number(proved.denominator)).toBeGreaterThan(smallest - 1e-12)
      const next = () => BigInt(stream.next().value as number)
      const weights = proof.weights.map((_, at) => (never.has(at) ? 0n : next() ** 2n))
      const sides = twoSided(model)
      const prices = proof.prices.map((_, row) => (row < sides ? next() : next() ** 2n))
      fc.pre(weights.some(weight => weight > 0n))
      const other = provedBound(model, { weights, prices })
      expect(Number(other.numerator) / Number(other.denominator)).toBeGreaterThan(smallest - 1e-12)
    }),
    { numRuns: 200 },
  )
})

test('beside equal lists the bound is that of who can be drawn, not of who only fits into panels cut into pieces', async () => {
  // of the first three one at most; who has x sits beside two of them or not at all
  const marks = ['abm', 'bcm', 'acm', 'xm', '', 'x', 'x', 'x', 'x', 'x']
  const quotas = [...'abcx'].map(feature => ({ feature, value: 'y', min: 0, max: 1 }))
  const ids = marks.map((_, at) => `p${at}`)
  const problem: Problem = {
    candidates: marks.map((own, at) => ({
      id: ids[at]!,
      features: Object.fromEntries([...own].map(mark => [mark, 'y'])),
    })),
    panels: [
      {
        ...{ name: '组', size: 3, eligible: ids, caps: [] },
        quotas: [...quotas, { feature: 'm', value: 'y', min: 2, max: 3 }],
      },
    ],
    caps: [],
  }
  const { smallest, chances } = exactLeximin(allPanels(problem))
  expect([smallest, chances.size]).toEqual([1 / 3, 5])
  const { bound, reached } = await uniformResult(problem, 'ab'.repeat(32))
  expect(bound).toBeGreaterThanOrEqual(smallest)
  expect(reached).toBeLessThanOrEqual(1)
  // what the relaxation alone says of all ten is said of people whom no panel has as well
  expect(await fairBound(problem)).toBeLessThan(smallest)
})
