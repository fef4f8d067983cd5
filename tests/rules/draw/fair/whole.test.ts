import fc from 'fast-check'
import type { Model } from '@/lib/draw/engine/fair/model'
import { boundNumber } from '@/lib/draw/engine/fair/proof'
import { panelRows } from '@/lib/draw/engine/fair/rows'
import { solver } from '@/lib/draw/engine/fair/solver'
import { Panels } from '@/lib/draw/engine/fair/whole'

/** So many kinds of so many people each, without units; quotas as limits and the kinds they count. */
function modelOf(
  size: number,
  most: readonly number[],
  limits: readonly { min?: number; max: number; kinds: readonly number[] }[],
): Model {
  return {
    sizes: [size],
    cells: most.map((room, kind) => ({ kind, panel: 0, most: Math.min(room, size) })),
    kinds: most.map((room, at) => ({
      ...{ features: {}, panels: [0], class: -1, each: room, units: [] },
      members: Array.from({ length: room }, (_, member) => `p${at}-${member}`),
      quotas: limits.flatMap(({ kinds }, quota) => (kinds.includes(at) ? [quota] : [])),
    })),
    quotas: limits.map(({ min = 0, max }, at) => ({ panel: 0, feature: `f${at}`, value: 'y', min, max })),
    ...{ limits: [], classes: [], cap: null, seats: size, people: most.reduce((sum, room) => sum + room, 0) },
  }
}

/** Every panel, one by one. */
function everyPanel(model: Model): number[][] {
  let all: number[][] = [[]]
  for (const { most } of model.cells)
    all = all.flatMap(begun => Array.from({ length: most + 1 }, (_, count) => [...begun, count]))
  const rows = panelRows(model)
  return all.filter(counts =>
    rows.every(({ lower, upper, entries }) => {
      const sum = entries.reduce((before, [at, value]) => before + counts[at]! * value, 0)
      return sum >= lower && sum <= upper
    }),
  )
}

const worth = (counts: readonly number[], costs: readonly number[]) =>
  counts.reduce((sum, count, at) => sum + count * costs[at]!, 0)

/** What the search finds at each set of prices, one after the other, is what trying everything finds. */
async function compare(model: Model, prices: readonly (readonly number[])[]): Promise<void> {
  const all = everyPanel(model)
  const panels = new Panels(await solver(), model, { costs: prices[0]! })
  try {
    for (const costs of prices) {
      panels.setCosts(costs)
      const { panel, value, bound } = panels.best(4_000)
      if (all.length === 0) {
        expect(panel).toBeNull()
        continue
      }
      const best = Math.max(...all.map(counts => worth(counts, costs)))
      const found = model.cells.map((_, at) => panel?.find(([cell]) => cell === at)?.[1] ?? 0)
      expect(all).toContainEqual(found)
      expect(worth(found, costs)).toBeCloseTo(best, 6)
      expect([value, bound]).toEqual([expect.closeTo(best, 6), expect.closeTo(best, 6)])
    }
  } finally {
    panels.dispose()
  }
}

test('two triangles of which each gives one: the second side of a branch is not narrowed by what its first side tried', async () => {
  // at most one of each two of 0, 1, 2 and of each two of 3, 4, 5; cut in halves they would give three
  const pairs = [0, 3].flatMap(at => [
    [at, at + 1],
    [at + 1, at + 2],
    [at, at + 2],
  ])
  const model = modelOf(
    3,
    [1, 1, 1, 1, 1, 1, 3],
    pairs.map(kinds => ({ max: 1, kinds })),
  )
  await compare(model, [[1, 1.2, 1, 1.2, 1, 1, 0]])
})

const anyModel = fc
  .record({
    size: fc.integer({ min: 2, max: 4 }),
    most: fc.array(fc.constantFrom(1, 1, 2), { minLength: 5, maxLength: 8 }),
    limits: fc.array(
      fc.record({
        min: fc.constantFrom(0, 0, 0, 1),
        more: fc.constantFrom(0, 1, 1),
        kinds: fc.uniqueArray(fc.nat(7), { minLength: 2, maxLength: 4 }),
      }),
      { minLength: 3, maxLength: 8 },
    ),
    prices: fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 8, maxLength: 8 }), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ size, most, limits, prices }) => ({
    model: modelOf(
      size,
      most,
      limits.map(({ min, more, kinds }) => ({ min, max: Math.max(1, min + more), kinds })),
    ),
    prices: prices.map(costs => costs.slice(0, most.length)),
  }))

test('the best whole panel and its bound are what trying everything gives, at one set of prices after another', async () => {
  await fc.assert(
    fc.asyncProperty(anyModel, ({ model, prices }) => compare(model, prices)),
    { numRuns: 300 },
  )
})

test('a bound as a number is never below what is proved', () => {
  const scale = 2n ** 53n
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 20n }), (one, other) => {
      const [numerator, denominator] = one < other ? [one, other] : [other, one]
      const parts = BigInt(boundNumber({ numerator, denominator }) * Number(scale))
      expect(parts * denominator >= numerator * scale).toBe(true)
      expect((parts - 1n) * denominator < numerator * scale).toBe(true)
    }),
    { examples: [[3n, 10n]], numRuns: 500 },
  )
  expect(boundNumber({ numerator: 3n, denominator: 2n })).toBe(1)
})
