import fc from 'fast-check'
import { drawFair } from '@/lib/draw/engine/fair/draw'
import { type FairLottery, fairLottery } from '@/lib/draw/engine/fair/lottery'
import { NoPanel } from '@/lib/draw/engine/fair/no-panel'
import { changed, smallestChange } from '@/lib/draw/engine/fair/relax'
import { TICKETS, ticketsOf } from '@/lib/draw/engine/fair/tickets'
import type { Problem } from '@/lib/draw/engine/problem'
import { holdsFor } from '../problems'
import { allPanels, onePanel, twistedPanel, unitPool } from './pools'

const method = fc.constantFrom('maximin' as const, 'leximin' as const)
const seedOf = (number: number) => number.toString(16).padStart(64, '0')
const small = fc.oneof(onePanel, twistedPanel)

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
      const { panel, alternates } = drawFair(lottery, seedOf(number))
      expect(holdsFor(problem, [panel])).toBe(true)
      for (const [leaving, next] of Object.entries(alternates))
        for (const id of next) expect(holdsFor(problem, [[...panel.filter(one => one !== leaving), id]])).toBe(true)
      // every panel of the lottery, each seated by a seed of its own
      lottery.panels.forEach((_, row) => {
        const alone = { ...lottery, panels: [lottery.panels[row]!], tickets: [TICKETS] }
        expect(holdsFor(problem, [drawFair(alone, seedOf(number + row)).panel])).toBe(true)
      })
      const places = lottery.model.kinds.reduce(
        (sum, { members }, at) =>
          sum +
          (lottery.chances[at]!.numerator * BigInt(members.length) * BigInt(TICKETS)) /
            lottery.chances[at]!.denominator,
        0n,
      )
      expect(places).toBe(BigInt(TICKETS * lottery.model.size))
      const sitting = new Set(allPanels(problem).flat())
      lottery.model.kinds.forEach(({ members }, at) => {
        if (!sitting.has(members[0]!)) expect(lottery.chances[at]!.numerator).toBe(0n)
      })
    }),
    { numRuns: 100 },
  )
}, 120_000)

test('the same lottery, however the pool is written down', async () => {
  await fc.assert(
    fc.asyncProperty(onePanel, method, fc.nat(), async (problem, how, number) => {
      const [panel] = problem.panels
      const other: Problem = {
        ...problem,
        candidates: [...problem.candidates].reverse(),
        panels: [
          {
            ...panel!,
            eligible: [...panel!.eligible].reverse(),
            quotas: [...panel!.quotas].reverse(),
            caps: [...panel!.caps].reverse(),
          },
        ],
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
}, 120_000)

test('draws agree with the tickets and, within a kind, prefer nobody', async () => {
  const problem = unitPool(22, 4)
  const lottery = await fairLottery(problem, 'leximin')
  const draws = 8_000
  const rows = lottery.tickets.map(() => 0)
  const people = new Map<string, number>()
  for (let number = 0; number < draws; number += 1) {
    const { row, panel } = drawFair(lottery, seedOf(number))
    rows[row]! += 1
    for (const id of panel) people.set(id, (people.get(id) ?? 0) + 1)
  }
  const squares = (found: number, expected: number) => (found - expected) ** 2 / expected
  const freedom = rows.length - 1
  const chi = rows.reduce((sum, count, row) => sum + squares(count, (draws * lottery.tickets[row]!) / TICKETS), 0)
  // 4.5 standard deviations of χ²
  expect(chi).toBeLessThan(freedom + 4.5 * Math.sqrt(2 * freedom))
  lottery.model.kinds.forEach(({ members }, at) => {
    const chance = Number(lottery.chances[at]!.numerator) / Number(lottery.chances[at]!.denominator)
    const spread = Math.sqrt(draws * chance * (1 - chance))
    for (const id of members) expect(Math.abs((people.get(id) ?? 0) - draws * chance)).toBeLessThanOrEqual(4.5 * spread)
  })
  // the pool has people whom only their units tell apart, and units that are composed alike
  expect(lottery.model.classes.some(({ units }) => units > 1)).toBe(true)
}, 120_000)

test.each(['maximin', 'leximin'] as const)(
  'after rounding to tickets the smallest chance is 99.5 % of the bound (%s)',
  async how => {
    const lottery = await fairLottery(unitPool(150, 9), how)
    const chances = lottery.chances.flatMap(({ numerator, denominator }, at) =>
      lottery.never.has(at) ? [] : [Number(numerator) / Number(denominator)],
    )
    expect(Math.min(...chances)).toBeGreaterThanOrEqual(0.995 * lottery.bound)
  },
  120_000,
)

test('parts become tickets by largest remainder, equal ones to the panel that is written first', () => {
  const panels = [[[2, 1]], [[0, 1]], [[1, 1]]] as const
  const { panels: order, tickets } = ticketsOf({ panels, parts: [1 / 3, 1 / 3, 1 / 3] })
  expect(order).toEqual([[[0, 1]], [[1, 1]], [[2, 1]]])
  expect(tickets).toEqual([349_526, 349_525, 349_525])
  expect(ticketsOf({ panels, parts: [1, 1e-9, 0] })).toEqual({ panels: [[[2, 1]]], tickets: [TICKETS] })
})

test('what cannot be filled: the smallest change makes it fillable, and nothing smaller does', async () => {
  let found = 0
  await fc.assert(
    fc.asyncProperty(onePanel, async problem => {
      fc.pre(allPanels(problem).length === 0 && problem.panels[0]!.caps.length < 2)
      const changes = (await smallestChange(problem, null))!
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
    { numRuns: 60 },
  )
  expect(found).toBeGreaterThan(0)
}, 120_000)
