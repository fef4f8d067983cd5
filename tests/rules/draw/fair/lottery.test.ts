import fc from 'fast-check'
import { changed } from '@/lib/draw/engine/demand'
import { drawFair } from '@/lib/draw/engine/fair/draw'
import { type FairLottery, fairLottery } from '@/lib/draw/engine/fair/lottery'
import { NoPanel } from '@/lib/draw/engine/fair/no-panel'
import { PartialOrder } from '@/lib/draw/engine/fair/order'
import { smallestChange } from '@/lib/draw/engine/fair/relax'
import { idOf, seated } from '@/lib/draw/engine/fair/seats'
import { panelOfTicket, TICKETS, ticketsOf } from '@/lib/draw/engine/fair/tickets'
import type { Problem } from '@/lib/draw/engine/problem'
import { Random } from '@/lib/draw/engine/random'
import { holdsFor } from '../problems'
import { allPanels, onePanel, severalPanels, twistedPanel, unitPool } from './pools'

const method = fc.constantFrom('maximin' as const, 'leximin' as const)
const seedOf = (number: number) => number.toString(16).padStart(64, '0')
const small = fc.oneof(onePanel, twistedPanel, severalPanels, severalPanels)

async function tried(problem: Problem, how: 'maximin' | 'leximin'): Promise<FairLottery | null> {
  try {
    return await fairLottery(problem, how)
  } catch (error) {
    if (error instanceof NoPanel) return null
    throw error
  }
}

test('every panel of a lottery is one that was asked for, whoever is seated; chances add up to the size', async () => {
  await fc.assert(
    fc.asyncProperty(small, method, fc.nat(), async (problem, how, number) => {
      const lottery = await tried(problem, how)
      expect(lottery === null).toBe(allPanels(problem).length === 0)
      if (!lottery) return
      expect(lottery.tickets.reduce((sum, count) => sum + count, 0)).toBe(TICKETS)
      const { panels, alternates } = drawFair(lottery, seedOf(number))
      expect(holdsFor(problem, panels)).toBe(true)
      for (const [leaving, next] of Object.entries(alternates))
        for (const id of next) {
          const instead = panels.map(panel => panel.map(one => (one === leaving ? id : one)))
          expect(holdsFor(problem, instead)).toBe(true)
        }
      // every panel of the lottery, each seated by a seed of its own
      lottery.panels.forEach((_, row) => {
        const alone = { ...lottery, panels: [lottery.panels[row]!], tickets: [TICKETS], dealt: [lottery.dealt[row]!] }
        expect(holdsFor(problem, drawFair(alone, seedOf(number + row)).panels)).toBe(true)
      })
      const places = lottery.model.kinds.reduce(
        (sum, { members }, at) =>
          sum +
          (lottery.chances[at]!.numerator * BigInt(members.length) * BigInt(TICKETS)) /
            lottery.chances[at]!.denominator,
        0n,
      )
      expect(places).toBe(BigInt(TICKETS * lottery.model.seats))
      const sitting = new Set(allPanels(problem).flat())
      lottery.model.kinds.forEach(({ members }, at) => {
        if (!sitting.has(members[0]!)) expect(lottery.chances[at]!.numerator).toBe(0n)
      })
    }),
    { numRuns: 100 },
  )
})

test('the same lottery, however the pool is written down', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(onePanel, severalPanels), method, fc.nat(), async (problem, how, number) => {
      const other: Problem = {
        candidates: [...problem.candidates].reverse(),
        panels: problem.panels.map(panel => ({
          ...panel,
          eligible: [...panel.eligible].reverse(),
          quotas: [...panel.quotas].reverse(),
          caps: [...panel.caps].reverse(),
        })),
        caps: [...problem.caps].reverse(),
      }
      const written = async (of: Problem) => {
        const lottery = await tried(of, how)
        return (
          lottery && JSON.stringify([lottery.panels, lottery.tickets, lottery.bound, drawFair(lottery, seedOf(number))])
        )
      }
      expect(await written(other)).toBe(await written(problem))
    }),
    { numRuns: 60 },
  )
})

/**
 * Draws against what the lottery says, by χ²: rows against their tickets, people against their chances, kind by kind.
 * The limits are 4.5 standard deviations; seeds are fixed, so this never flickers.
 */
function agrees(lottery: FairLottery, draws: number, draw: (number: number) => { row: number; ids: string[] }) {
  const rows = lottery.tickets.map(() => 0)
  const people = new Map<string, number>()
  for (let number = 0; number < draws; number += 1) {
    const { row, ids } = draw(number)
    rows[row]! += 1
    for (const id of ids) people.set(id, (people.get(id) ?? 0) + 1)
  }
  const squares = (found: number, expected: number) => (expected > 0 ? (found - expected) ** 2 / expected : found)
  const limit = (freedom: number) => freedom + 4.5 * Math.sqrt(2 * Math.max(1, freedom)) + 1e-6
  const chi = rows.reduce((sum, count, row) => sum + squares(count, (draws * lottery.tickets[row]!) / TICKETS), 0)
  expect(chi).toBeLessThan(limit(rows.length - 1))
  lottery.model.kinds.forEach(({ members }, at) => {
    const chance = Number(lottery.chances[at]!.numerator) / Number(lottery.chances[at]!.denominator)
    const spread = Math.sqrt(draws * chance * (1 - chance))
    const found = members.map(id => people.get(id) ?? 0)
    for (const count of found) expect(Math.abs(count - draws * chance)).toBeLessThanOrEqual(4.5 * spread + 1e-6)
    // people of a kind keep each other from sitting, which makes χ² smaller
    const within = found.reduce((sum, count) => sum + squares(count, draws * chance), 0)
    expect(within).toBeLessThanOrEqual(limit(members.length - 1))
  })
}

describe('draws agree with the tickets, with the stated chances, and prefer nobody of a kind', () => {
  let lottery: FairLottery
  beforeAll(async () => {
    lottery = await fairLottery(unitPool(22, 4), 'leximin')
    // the pool has people whom only their units tell apart, and units that are composed alike
    expect(lottery.model.classes.some(({ units }) => units > 1)).toBe(true)
  })

  test('4,000 draws, each out of a seed of its own', () => {
    agrees(lottery, 4_000, number => {
      const { row, panels } = drawFair(lottery, seedOf(number))
      return { row, ids: panels.flat() }
    })
  })

  test('100,000 draws out of one stream', () => {
    const random = new Random(seedOf(1), 'draws')
    const { model } = lottery
    agrees(lottery, 100_000, () => {
      const row = panelOfTicket(lottery, random.index(TICKETS))
      const kinds = new Map<number, PartialOrder>()
      const of = (kind: number) => {
        const order =
          kinds.get(kind) ?? new PartialOrder(bound => random.index(bound), model.kinds[kind]!.members.length)
        kinds.set(kind, order)
        return order
      }
      const seats = seated(model, lottery.panels[row]!, lottery.dealt[row]!, { of })
      return { row, ids: seats.map(one => idOf(model, one)) }
    })
  })
})

test.each(['maximin', 'leximin'] as const)(
  'after rounding to tickets the smallest chance is 99.5 % of the bound (%s)',
  async how => {
    const lottery = await fairLottery(unitPool(150, 9), how)
    const chances = lottery.chances.flatMap(({ numerator, denominator }, at) =>
      lottery.never.has(at) ? [] : [Number(numerator) / Number(denominator)],
    )
    expect(Math.min(...chances)).toBeGreaterThanOrEqual(0.995 * lottery.bound)
  },
)

test('parts become tickets by largest remainder, equal ones to the panel that is written first', () => {
  const panels = [[[2, 1]], [[0, 1]], [[1, 1]]] as const
  const { panels: order, tickets } = ticketsOf({ panels, parts: [1 / 3, 1 / 3, 1 / 3] })
  expect(order).toEqual([[[0, 1]], [[1, 1]], [[2, 1]]])
  expect(tickets).toEqual([349_526, 349_525, 349_525])
  expect(ticketsOf({ panels, parts: [1, 1e-9, 0] })).toEqual({ panels: [[[2, 1]]], tickets: [TICKETS] })
})

/** Of the second group all three are wanted, of whom one of a unit may sit: raised, what two of a unit in both may be is too little. */
const twoCaps: Problem = {
  candidates: ['x', 'x', 'y', 'x'].map((unit, at) => ({ id: `p${at}`, features: { unit } })),
  panels: [
    { name: '甲', size: 1, eligible: ['p0', 'p1', 'p2'], quotas: [], caps: [] },
    { name: '乙', size: 3, eligible: ['p1', 'p2', 'p3'], quotas: [], caps: [{ feature: 'unit', most: 1 }] },
  ],
  caps: [{ feature: 'unit', most: 2 }],
}

test('what cannot be filled: the smallest change makes it fillable, and nothing smaller does', async () => {
  let found = 0
  await fc.assert(
    fc.asyncProperty(fc.oneof(onePanel, severalPanels), async problem => {
      fc.pre(allPanels(problem).length === 0)
      const changes = await smallestChange(problem, null)
      const least = problem.panels.map(panel => ({ ...panel, size: 1, quotas: [], caps: [] }))
      expect(changes === null).toBe(allPanels({ ...problem, panels: least, caps: [] }).length === 0)
      if (!changes) return
      expect(changes.length).toBeGreaterThan(0)
      expect(allPanels(changed(problem, changes)).length).toBeGreaterThan(0)
      for (const one of changes) {
        const others = changes.filter(other => other !== one)
        const less = { ...one, to: one.to + Math.sign(one.from - one.to) }
        expect(allPanels(changed(problem, others)).length).toBe(0)
        expect(allPanels(changed(problem, [...others, less])).length).toBe(0)
      }
      found += 1
    }),
    { numRuns: 100, examples: [[twoCaps]] },
  )
  expect(found).toBeGreaterThan(0)
})
