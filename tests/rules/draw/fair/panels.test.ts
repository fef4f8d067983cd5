import fc from 'fast-check'
import { drawFair } from '@/lib/draw/engine/fair/draw'
import { lotteryInThread } from '@/lib/draw/engine/fair/in-thread'
import { type FairLottery, fairBound, fairLottery } from '@/lib/draw/engine/fair/lottery'
import { NoPanel } from '@/lib/draw/engine/fair/no-panel'
import { partsOf } from '@/lib/draw/engine/fair/parts'
import { TICKETS } from '@/lib/draw/engine/fair/tickets'
import type { Problem } from '@/lib/draw/engine/problem'
import type { PanelSpec, Pool } from '@/lib/draw/pool.rules'
import { problemOf } from '@/lib/draw/problem'
import { published } from '@/lib/draw/seal/seal'
import { isLeft, type Seated, underCaps } from '@/lib/draw/seated.rules'
import { canonicalJson } from '@/lib/platform/canonical'
import { everyWay } from '../problems'
import { twoPanels } from '../seal/cases'
import { exactLeximin } from './exact'
import { onePanel, severalPanels, unitPool } from './pools'

const method = fc.constantFrom('maximin' as const, 'leximin' as const)
const seedOf = (number: number) => number.toString(16).padStart(64, '0')
const number = ({ numerator, denominator }: { numerator: bigint; denominator: bigint }) =>
  Number(numerator) / Number(denominator)

async function tried(problem: Problem, how: 'maximin' | 'leximin'): Promise<FairLottery | null> {
  try {
    return await fairLottery(problem, how)
  } catch (error) {
    if (error instanceof NoPanel) return null
    throw error
  }
}

/** Of everybody, as tickets give it. */
const chancesOf = ({ model, chances }: FairLottery) =>
  new Map(model.kinds.flatMap(({ members }, at) => members.map((id): [string, number] => [id, number(chances[at]!)])))

test('the chances in the panels add up: for a kind to its own, in a panel to its places', async () => {
  await fc.assert(
    fc.asyncProperty(severalPanels, method, async (problem, how) => {
      const lottery = await tried(problem, how)
      if (!lottery) return
      const { model, chances, inPanel } = lottery
      model.kinds.forEach((_, kind) => {
        const sum = model.cells.reduce((all, cell, at) => all + (cell.kind === kind ? inPanel[at]!.numerator : 0n), 0n)
        expect(sum).toBe(chances[kind]!.numerator)
      })
      problem.panels.forEach(({ size }, panel) => {
        const sum = model.cells.reduce(
          (all, cell, at) => all + (cell.panel === panel ? inPanel[at]!.numerator : 0n),
          0n,
        )
        expect(sum).toBe(BigInt(size * TICKETS))
      })
    }),
    { numRuns: 60 },
  )
})

/** Two problems in one that share neither people nor caps. */
const beside = (one: Problem, other: Problem): Problem => {
  const named = ({ candidates, panels }: Problem, name: string) => ({
    candidates: candidates.map(({ id, features }) => ({ id: `${name}${id}`, features })),
    panels: panels.map(panel => ({
      ...panel,
      name: `${name}${panel.name}`,
      eligible: panel.eligible.map(id => `${name}${id}`),
    })),
  })
  const [left, right] = [named(one, 'a'), named(other, 'b')]
  return {
    candidates: [...left.candidates, ...right.candidates],
    panels: [...left.panels, ...right.panels],
    caps: [],
  }
}

/** How many rows there are of one panel alone. A cap of the other may make kinds of what is one kind where it stands alone. */
const rowsOf = ({ model, panels }: FairLottery, which: number) =>
  new Set(panels.map(row => JSON.stringify(row.filter(([cell]) => model.cells[cell]!.panel === which)))).size

test('panels that nothing ties to each other are drawn by one ticket and have the lotteries that each has alone', async () => {
  await fc.assert(
    fc.asyncProperty(onePanel, onePanel, method, async (one, other, how) => {
      const both = beside(one, other)
      const [alone, lottery] = [[await tried(one, how), await tried(other, how)], await tried(both, how)]
      expect(lottery === null).toBe(alone.includes(null))
      if (!lottery) return
      const [left, right] = alone as [FairLottery, FairLottery]
      expect(partsOf(lottery.model)).toHaveLength(2)
      // laid side by side, the two share the cut at the end
      expect(lottery.panels.length).toBeLessThan(rowsOf(lottery, 0) + rowsOf(lottery, 1))
      expect(lottery.tickets.reduce((sum, count) => sum + count, 0)).toBe(TICKETS)
      const found = chancesOf(lottery)
      for (const [name, own] of [
        ['a', left],
        ['b', right],
      ] as const) {
        const pairs = [...chancesOf(own)].map(([id, chance]) => [found.get(`${name}${id}`)!, chance] as const)
        // under maximin only the smallest is one: whoever has more may have another of equally good lotteries
        const told = how === 'leximin' ? pairs : [[0, 1].map(at => Math.min(...pairs.map(pair => pair[at]!)))]
        for (const [beside, alone] of told) expect(Math.abs(beside! - alone!)).toBeLessThan(1e-4)
      }
      expect(lottery.bound).toBe(Math.min(left.bound, right.bound))
      expect(await fairBound(both)).toBe(Math.min(await fairBound(one), await fairBound(other)))
      expect(lottery.forced.kinds.size).toBe(left.forced.kinds.size + right.forced.kinds.size)
      expect(lottery.never.size).toBe(left.never.size + right.never.size)
    }),
    { numRuns: 60 },
  )
})

const group = (groupId: string, size: number, caps: PanelSpec['caps']): PanelSpec => ({
  ...{ groupId, name: groupId, size, alternates: 0, conditions: {} as never, caps },
  quotas: [{ feature: 'sex', value: 'f', min: 0, max: 1 }],
})

/** A 补抽: who already sits, and a pool under the caps that were agreed to. */
const supplement = fc
  .record({
    people: fc.array(
      fc.record({
        sex: fc.constantFrom('f', 'm', 'm'),
        unit: fc.constantFrom('u1', 'u1', 'u2', 'u2', 'u3', 'u4'),
        panels: fc.constantFrom<number[]>([0], [1], [0, 1], [0, 1]),
      }),
      { minLength: 4, maxLength: 9 },
    ),
    sizes: fc.constantFrom([2, 2], [3, 2], [2, 1]),
    own: fc.tuple(...[0, 1].map(() => fc.constantFrom(1, 2, 3, null))),
    all: fc.constantFrom(2, 3, 4, null),
    seated: fc.array(fc.record({ groupId: fc.constantFrom('A', 'B'), unit: fc.constantFrom('u1', 'u2', 'u3') }), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  .map(({ people, sizes, own, all, seated }) => {
    const caps = (most: number | null) => (most === null ? [] : [{ feature: 'unit', most }])
    const pool: Pool = {
      panels: sizes.map((size, at) => group('AB'[at]!, size, caps(own[at]!))),
      caps: caps(all),
      counts: [0, 1].map(() => ({ groupId: null, name: '', eligible: 9, excluded: {} })),
      types: people.map(({ sex, unit, panels }, at) => ({
        ...{ panels, features: { sex }, expertIds: [`p${at}`], units: [unit] },
      })),
    }
    const sits = seated.map(({ groupId, unit }): Seated => ({ groupId, features: { unit } }))
    return { pool, sits }
  })

test('补抽: what those who sit leave of caps holds for several groups, and the chances are the fairest under it', async () => {
  let left = 0
  await fc.assert(
    fc.asyncProperty(supplement, fc.nat(), async ({ pool, sits }, seed) => {
      const unitOf = new Map(pool.types.map(({ expertIds, units }) => [expertIds[0]!, units[0]!]))
      const room = (most: number, ids: readonly string[], who: readonly Seated[]) =>
        ids.every(id => {
          const same = ids.filter(one => unitOf.get(one) === unitOf.get(id)).length
          return same <= most - who.filter(({ features }) => features.unit === unitOf.get(id)).length
        })
      const holds = (panels: readonly (readonly string[])[]) =>
        pool.caps.every(({ most }) => room(most, panels.flat(), sits)) &&
        pool.panels.every(({ groupId, caps }, at) =>
          caps.every(({ most }) =>
            room(
              most,
              panels[at]!,
              sits.filter(one => one.groupId === groupId),
            ),
          ),
        )
      const ways = everyWay(problemOf(pool)).filter(holds)
      const under = underCaps(pool, sits)
      const lottery = await tried(problemOf(under), 'leximin')
      expect(lottery === null).toBe(ways.length === 0)
      if (!lottery) return
      left += [...under.caps, ...under.panels.flatMap(({ caps }) => caps)].filter(({ feature }) =>
        isLeft(feature),
      ).length
      expect(holds(drawFair(lottery, seedOf(seed)).panels)).toBe(true)
      const unions = new Map(ways.map(panels => [panels.flat().sort().join(), panels.flat().sort()]))
      const { smallest, chances } = exactLeximin([...unions.values()])
      expect(Math.abs(lottery.bound - smallest)).toBeLessThan(1e-9)
      for (const [id, chance] of chancesOf(lottery)) expect(chance).toBeCloseTo(chances.get(id) ?? 0, 4)
    }),
    { numRuns: 150 },
  )
  expect(left).toBeGreaterThan(20)
})

test('drawn again and again, everybody of a kind sits as often as any other of it, in each panel', async () => {
  const lottery = await fairLottery(twoPanels, 'leximin')
  // places of units alike are dealt out in both ways
  expect(lottery.dealt.some(row => row.length > 0)).toBe(true)
  expect(lottery.dealt.some(row => row.length === 0)).toBe(true)
  const { model, inPanel } = lottery
  const draws = 3_000
  const seen = new Map<string, number>()
  for (let seed = 0; seed < draws; seed += 1)
    drawFair(lottery, seedOf(seed)).panels.forEach((ids, panel) => {
      for (const id of ids) seen.set(`${panel} ${id}`, (seen.get(`${panel} ${id}`) ?? 0) + 1)
    })
  let compared = 0
  model.cells.forEach(({ kind, panel }, at) => {
    const expected = draws * number(inPanel[at]!)
    const found = model.kinds[kind]!.members.map(id => seen.get(`${panel} ${id}`) ?? 0)
    if (expected === 0) {
      expect(Math.max(...found)).toBe(0)
      return
    }
    const squares = found.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // people of a kind keep each other from sitting, which makes χ² smaller; 4.5 standard deviations
    expect(squares).toBeLessThan(found.length + 4.5 * Math.sqrt(2 * found.length))
    compared += found.length
  })
  expect(compared).toBeGreaterThan(20)
})

test('in a thread the lottery of several panels is the same, byte for byte, and so is that of a pool written otherwise', async () => {
  const pool = unitPool(150, 9)
  const [asked] = pool.panels
  const half = (at: number) => pool.candidates.flatMap(({ id }, place) => (place % 3 === at ? [] : [id]))
  const problem: Problem = {
    ...pool,
    panels: [0, 1].map(at => ({
      ...asked!,
      name: `第${at + 1}组`,
      size: 5,
      eligible: half(at),
      quotas: asked!.quotas.slice(0, 1),
    })),
    caps: [{ feature: 'unit', most: 1 }],
  }
  const here = await fairLottery(problem, 'leximin')
  const there = await lotteryInThread(problem, 'leximin')
  expect(there).toEqual(here)
  const turned = { ...problem, candidates: pool.candidates.toReversed() }
  const text = canonicalJson(published(here))
  expect(canonicalJson(published(there))).toBe(text)
  expect(canonicalJson(published(await fairLottery(turned, 'leximin')))).toBe(text)
})
