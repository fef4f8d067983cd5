import fc from 'fast-check'
import { fairLottery } from '@/lib/draw/engine/fair/lottery'
import { proveForced } from '@/lib/draw/engine/fair/proof'
import { forcedIds } from '@/lib/draw/engine/fair/published'
import { twoSided } from '@/lib/draw/engine/fair/rows'
import type { Problem } from '@/lib/draw/engine/problem'
import { allPanels, onePanel, severalPanels, twistedPanel } from './pools'

const small = fc.oneof(onePanel, twistedPanel, severalPanels)

const inAll = (panels: readonly (readonly string[])[]) =>
  panels[0]!.filter(id => panels.every(panel => panel.includes(id))).sort()

/**
 * Three of two threes and a seventh; any two of a three share a mark of which there is at most one, so that each gives
 * one and the seventh has to come. Cut in halves the threes would give three.
 */
const onlyByTrying: Problem = {
  candidates: ['ab', 'bc', 'ac', 'de', 'ef', 'df', ''].map((marks, at) => ({
    id: `p${at}`,
    features: Object.fromEntries([...'abcdef'].map(mark => [mark, marks.includes(mark) ? 'y' : 'n'])),
  })),
  panels: [
    {
      ...{ name: '组', size: 3, eligible: Array.from({ length: 7 }, (_, at) => `p${at}`), caps: [] },
      quotas: [...'abcdef'].map(feature => ({ feature, value: 'y', min: 0, max: 1 })),
    },
  ],
  caps: [],
}

test('必然入选 is who sits in every panel there is, never another', async () => {
  const found = { prices: 0, search: 0, nobody: 0 }
  await fc.assert(
    fc.asyncProperty(small, fc.boolean(), async (problem, lexi) => {
      const panels = allPanels(problem)
      fc.pre(panels.length > 0)
      const lottery = await fairLottery(problem, lexi ? 'leximin' : 'maximin')
      const forced = forcedIds(lottery)
      expect([...forced].sort()).toEqual(inAll(panels))
      for (const at of lottery.forced.kinds) {
        const { numerator, denominator } = lottery.chances[at]!
        expect(numerator).toBe(denominator)
      }
      const { kinds, prices } = lottery.forced
      if (prices) expect(proveForced(lottery.model, kinds, prices)).toBe(true)
      found[forced.length === 0 ? 'nobody' : prices ? 'prices' : 'search'] += 1
    }),
    { numRuns: 300, examples: [[onlyByTrying, false]] },
  )
  expect(Math.min(found.prices, found.search, found.nobody)).toBeGreaterThan(0)
})

test('no prices prove of anybody else that he is forced', async () => {
  await fc.assert(
    fc.asyncProperty(small, fc.infiniteStream(fc.integer({ min: -2, max: 2 })), async (problem, stream) => {
      const panels = allPanels(problem)
      fc.pre(panels.length > 0)
      const { model } = await fairLottery(problem, 'maximin')
      const all = inAll(panels)
      const free = model.kinds.flatMap(({ members }, at) => (all.includes(members[0]!) ? [] : [at]))
      fc.pre(free.length > 0)
      const sides = twoSided(model)
      const next = () => BigInt(stream.next().value as number) * 2n ** 40n
      const prices = Array.from({ length: sides + model.limits.length }, (_, row) => {
        const price = next()
        return row < sides || price > 0n ? price : -price
      })
      for (const at of free) expect(proveForced(model, new Set([at]), prices)).toBe(false)
    }),
    { numRuns: 200 },
  )
})
