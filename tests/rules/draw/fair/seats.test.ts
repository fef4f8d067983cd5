import fc from 'fast-check'
import { drawFair } from '@/lib/draw/engine/fair/draw'
import type { Kind, Model } from '@/lib/draw/engine/fair/kinds'
import { type FairLottery, fairLottery } from '@/lib/draw/engine/fair/lottery'
import { Orders } from '@/lib/draw/engine/fair/order'
import { nextFor } from '@/lib/draw/engine/fair/seats'
import { TICKETS } from '@/lib/draw/engine/fair/tickets'
import type { Problem } from '@/lib/draw/engine/problem'
import { Random } from '@/lib/draw/engine/random'
import { holdsFor } from '../problems'
import { allPanels, onePanel, unitPool } from './pools'

const seedOf = (number: number) => number.toString(16).padStart(64, '0')

/** The rule as the paper says it, written the plain way: whole orders, and units by their names in the pool. */
function plain(lottery: FairLottery, problem: Problem, seed: string) {
  const { model } = lottery
  let left = new Random(seed, 'ticket').index(TICKETS)
  const row = lottery.tickets.findIndex(count => {
    left -= count
    return left < 0
  })
  const orders = model.kinds.map(({ members }, kind) => {
    const random = new Random(seed, `order ${kind}`)
    const people = [...members]
    people.forEach((one, at) => {
      const chosen = at + random.index(people.length - at)
      people[at] = people[chosen]!
      people[chosen] = one
    })
    return people
  })
  const features = new Map(problem.candidates.map(one => [one.id, one.features]))
  const panel: string[] = []
  const load = (id: string, among: readonly string[], kind: number) => {
    const unit = (one: string) => features.get(one)![model.cap?.feature ?? '']
    return model.kinds[kind]!.class < 0 ? 0 : among.filter(one => unit(one) === unit(id)).length
  }
  for (const [kind, count] of lottery.panels[row]!)
    for (let place = 0; place < count; place += 1) {
      const free = orders[kind]!.filter(id => !panel.includes(id))
      const least = Math.min(...free.map(id => load(id, panel, kind)))
      panel.push(free.find(id => load(id, panel, kind) === least)!)
    }
  const alternates = panel.map(leaving => {
    const kind = orders.findIndex(people => people.includes(leaving))
    const others = panel.filter(id => id !== leaving)
    const fits = (id: string) => model.kinds[kind]!.class < 0 || load(id, others, kind) < model.cap!.most
    return [leaving, orders[kind]!.filter(id => !panel.includes(id) && fits(id)).slice(0, 3)]
  })
  return { panel, alternates: Object.fromEntries(alternates) }
}

test('panel and followers are what the rule gives when every order is written down whole', async () => {
  await fc.assert(
    fc.asyncProperty(onePanel, fc.nat(), async (problem, number) => {
      fc.pre(allPanels(problem).length > 0)
      const lottery = await fairLottery(problem, 'leximin')
      const { panel, alternates } = drawFair(lottery, seedOf(number))
      expect({ panel, alternates }).toEqual(plain(lottery, problem, seedOf(number)))
    }),
    { numRuns: 100 },
  )
  const problem = unitPool(150, 9)
  const lottery = await fairLottery(problem, 'maximin')
  for (let number = 0; number < 20; number += 1) {
    const { panel, alternates } = drawFair(lottery, seedOf(number))
    expect({ panel, alternates }).toEqual(plain(lottery, problem, seedOf(number)))
  }
}, 120_000)

test('whoever leaves, one after the other, until nobody of his kind is left: the panel stays one that was asked for', async () => {
  let [came, exhausted] = [0, 0]
  await fc.assert(
    fc.asyncProperty(onePanel, fc.nat(), async (problem, number) => {
      fc.pre(allPanels(problem).length > 0)
      const lottery = await fairLottery(problem, 'leximin')
      const orders = new Orders(lottery.model, seedOf(number))
      const drawn = drawFair(lottery, seedOf(number))
      let panel = [...drawn.panel]
      const asked = new Set(panel)
      for (let time = 0; time < 8; time += 1) {
        const leaving = panel[(number + time) % panel.length]!
        const next = nextFor(orders, { leaving, seated: panel, asked })
        // the same from orders that nobody has read yet
        expect(nextFor(new Orders(lottery.model, seedOf(number)), { leaving, seated: panel, asked })).toBe(next)
        if (time === 0) expect(next).toBe(drawn.alternates[leaving]![0] ?? null)
        const without = panel.filter(id => id !== leaving)
        const kind = lottery.model.kinds.find(({ members }) => members.includes(leaving))!
        const fit = kind.members.filter(id => !asked.has(id) && holdsFor(problem, [[...without, id]]))
        if (next === null) {
          expect(fit).toEqual([])
          exhausted += 1
          continue
        }
        expect(fit).toContain(next)
        panel = [...without, next]
        asked.add(next)
        came += 1
      }
    }),
    { numRuns: 100 },
  )
  expect([came, exhausted].every(count => count > 0)).toBe(true)
}, 120_000)

test('who was never in the lottery has no follower', async () => {
  const lottery = await fairLottery(unitPool(22, 4), 'maximin')
  const orders = new Orders(lottery.model, seedOf(1))
  expect(() => nextFor(orders, { leaving: 'nobody', seated: [], asked: new Set() })).toThrow(RangeError)
})

/** A kind of very many people who exist only when they are looked at. */
function kindOf(count: number, of: Partial<Kind>, looked: () => void): Kind {
  const counted = <T>(what: (at: number) => T) =>
    new Proxy([] as T[], {
      get: (_, name) => {
        if (name === 'length') return count
        looked()
        return what(Number(name))
      },
    })
  const place = of.class ?? -1
  return {
    ...{ features: {}, class: -1, each: count, most: 5, quotas: [] },
    members: counted(at => `${place} ${String(at).padStart(8, '0')}`),
    units: counted(at => at % 3),
    ...of,
  }
}

test('a draw looks at a few of a million people only, also where units bind', () => {
  let looks = 0
  const looked = () => {
    looks += 1
  }
  const model: Model = {
    size: 15,
    kinds: [
      kindOf(10 ** 6, {}, looked),
      kindOf(10 ** 6, { class: 0, each: 10 ** 6, units: new Proxy([], { get: () => 0 }) }, looked),
      kindOf(999_999, { class: 1, each: 333_333 }, looked),
    ],
    quotas: [],
    classes: [
      { units: 1, kinds: [1], most: 5 },
      { units: 3, kinds: [2], most: 15 },
    ],
    cap: { feature: 'unit', most: 5 },
    people: 2_999_999,
  }
  const panel = [0, 1, 2].map((kind): [number, number] => [kind, 5])
  const lottery = { model, panels: [panel], tickets: [TICKETS] } as unknown as FairLottery
  const { panel: drawn, alternates } = drawFair(lottery, seedOf(7))
  expect(new Set(drawn).size).toBe(15)
  expect(Object.values(alternates).flat()).toHaveLength(45)
  expect(looks).toBeLessThan(20_000)
})
