import fc from 'fast-check'
import { drawFair } from '@/lib/draw/engine/fair/draw'
import { fewTickets, meanOf, smallestIn } from '@/lib/draw/engine/fair/few'
import { modelOf } from '@/lib/draw/engine/fair/kinds'
import { fairLottery } from '@/lib/draw/engine/fair/lottery'
import { byKind } from '@/lib/draw/engine/fair/model'
import { Peeling } from '@/lib/draw/engine/fair/peel'
import { boundNumber, proofOf, provedBound } from '@/lib/draw/engine/fair/proof'
import { fairest, levels, roomless } from '@/lib/draw/engine/fair/relaxation'
import { levelsOfMany } from '@/lib/draw/engine/fair/relaxation-many'
import { panelRows } from '@/lib/draw/engine/fair/rows'
import { solver } from '@/lib/draw/engine/fair/solver'
import { ticketsOf } from '@/lib/draw/engine/fair/tickets'
import { mendedOf, reachedBy } from '@/lib/draw/engine/fair/walked'
import type { Panel } from '@/lib/draw/engine/fair/whole'
import { holdsFor } from '../problems'
import { onePanel, severalPanels, unitPool } from './pools'

const pool = unitPool(240, 9)
const model = modelOf(pool)

/** Whether counts meet sizes, quotas and limits, and what cells may have. */
function isWhole(panel: Panel): boolean {
  const counts = new Map(panel)
  return (
    panel.every(([at, count]) => Number.isInteger(count) && count > 0 && count <= model.cells[at]!.most) &&
    panelRows(model).every(({ lower, upper, entries }) => {
      const sum = entries.reduce((all, [at]) => all + (counts.get(at) ?? 0), 0)
      return sum >= lower && sum <= upper
    })
  )
}

test.each([
  ['taken apart as far as it goes, the rest mixed anew', 100_000, 0.999],
  ['a third taken apart, the rest walked along', 80, 0.8],
  ['nothing taken apart, all of it walked along', 0, 0.8],
])('%s: whole panels, everybody near to his chance', async (_, most, near) => {
  const highs = await solver()
  const target = fairest(highs, model, { leximin: true })!
  const peeling = new Peeling(highs, model, target.mean, most)
  const mixture = mendedOf(highs, model, peeling, target.never)
  expect(mixture.panels.length).toBeGreaterThan(100)
  expect(mixture.panels.every(isWhole)).toBe(true)
  expect(mixture.parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 9)
  const mean = meanOf(model, { panels: mixture.panels, tickets: mixture.parts })
  expect(mean.reduce((sum, count) => sum + count, 0)).toBeCloseTo(9, 9)
  const reached = reachedBy(model, byKind(model, target.mean), mixture)
  expect(reached).toBeGreaterThan(near)
  // the same again, step by step
  const again = mendedOf(highs, model, new Peeling(highs, model, target.mean, most), target.never)
  expect(again).toEqual(mixture)
})

test('the relaxation without a row for each kind: the same chances, proved by its own prices', async () => {
  const highs = await solver()
  const check = (problem: Parameters<typeof modelOf>[0]) => {
    const of = modelOf(problem)
    for (const leximin of [false, true]) {
      const never = roomless(of)
      const [one, other] = [levels(highs, of, never, leximin), levelsOfMany(highs, of, never, leximin)]
      expect(other === null).toBe(one === null)
      if (!one || !other) continue
      expect(other.level).toBeCloseTo(one.level, 7)
      if (one.level < 1e-9) continue
      const bound = (target: typeof one) => boundNumber(provedBound(of, proofOf(of, target)))
      expect(bound(other)).toBeCloseTo(bound(one), 7)
      const sorted = (target: typeof one) =>
        [...byKind(of, target.mean)].map((sum, at) => sum / of.kinds[at]!.members.length).sort((a, b) => a - b)
      if (leximin) for (const [at, chance] of sorted(other).entries()) expect(chance).toBeCloseTo(sorted(one)[at]!, 6)
      panelRows(of).forEach(({ lower, upper, entries }) => {
        const sum = entries.reduce((all, [at]) => all + other.mean[at]!, 0)
        expect(sum).toBeGreaterThan(lower - 1e-7)
        expect(sum).toBeLessThan(upper + 1e-7)
      })
      for (const [at, sum] of other.mean.entries()) expect(sum).toBeLessThan(of.cells[at]!.most + 1e-7)
    }
  }
  fc.assert(fc.property(fc.oneof(onePanel, severalPanels), check), { numRuns: 150 })
  check(pool)
})

test('few tickets: whole panels, and a greater smallest chance than by rounding; the cost is said', async () => {
  const highs = await solver()
  const lottery = await fairLottery(pool, 'maximin', undefined, 1_000)
  expect(lottery.tickets.reduce((sum, count) => sum + count, 0)).toBe(1_000)
  expect(lottery.panels.every(isWhole)).toBe(true)
  const chances = lottery.chances.map(({ numerator, denominator }) => Number(numerator) / Number(denominator))
  const some = chances.filter((_, at) => !lottery.never.has(at))
  expect(lottery.smallest).toBeCloseTo(Math.min(...some), 12)
  const seats = lottery.model.kinds.reduce((sum, { members }, at) => sum + members.length * chances[at]!, 0)
  expect(seats).toBeCloseTo(9, 9)
  expect(lottery.fine).toBeGreaterThan(0.999 * lottery.bound)
  expect(lottery.smallest).toBeLessThanOrEqual(lottery.bound)
  // a thousand tickets say a chance in thousandths: nobody lacks more than two of them
  expect(lottery.smallest).toBeGreaterThanOrEqual((Math.floor(1_000 * lottery.fine) - 2) / 1_000)
  const rounded = ticketsOf(lottery.mixture, 1_000)
  const of = (tickets: typeof rounded) => smallestIn(model, meanOf(model, tickets), lottery.never)
  expect(lottery.smallest).toBeGreaterThanOrEqual(of(rounded))
  // of sixty tickets rounding leaves somebody with none
  const sixty = fewTickets(highs, model, lottery.mixture, lottery.never, 60)
  expect(of(ticketsOf(lottery.mixture, 60))).toBe(0)
  expect(of(sixty)).toBeGreaterThan(0)
  expect(sixty.panels.every(isWhole)).toBe(true)
  expect(fewTickets(highs, model, lottery.mixture, lottery.never, 1_000)).toEqual({
    panels: lottery.panels,
    tickets: lottery.tickets,
  })
  for (const ticket of [0, 517, 999]) {
    const drawn = drawFair(lottery, '0d'.repeat(32), ticket)
    expect(drawn.ticket).toBe(ticket)
    expect(holdsFor(pool, drawn.panels)).toBe(true)
  }
  expect(() => drawFair(lottery, '0d'.repeat(32), 1_000)).toThrow(RangeError)
  const tickets = Array.from({ length: 200 }, (_, at) => drawFair(lottery, at.toString(16).padStart(64, '0')).ticket)
  expect(Math.max(...tickets)).toBeLessThan(1_000)
  expect(Math.max(...tickets)).toBeGreaterThan(900)
})
