import fc from 'fast-check'
import { drawFair } from '@/lib/draw/engine/fair/draw'
import { type FairLottery, fairLottery } from '@/lib/draw/engine/fair/lottery'
import type { Kind, Model } from '@/lib/draw/engine/fair/model'
import { Orders } from '@/lib/draw/engine/fair/order'
import { nextFor } from '@/lib/draw/engine/fair/seats'
import { TICKETS } from '@/lib/draw/engine/fair/tickets'
import type { Problem } from '@/lib/draw/engine/problem'
import { Random } from '@/lib/draw/engine/random'
import { holdsFor } from '../problems'
import { allPanels, onePanel, severalPanels, unitPool } from './pools'

const small = fc.oneof(onePanel, severalPanels, severalPanels)
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
  const unit = (id: string) => features.get(id)![model.cap?.feature ?? '']
  const seats: { id: string; panel: number }[] = []
  // of each class how many places were given, and which unit has which number
  const given = new Map<number, number>()
  const numbers = new Map<string, string>()
  for (const [cell, count] of lottery.panels[row]!)
    for (let place = 0; place < count; place += 1) {
      const { kind, panel } = model.cells[cell]!
      const { class: of } = model.kinds[kind]!
      const free = orders[kind]!.filter(id => !seats.some(one => one.id === id))
      if (of < 0) {
        seats.push({ id: free[0]!, panel })
        continue
      }
      const at = given.get(of) ?? 0
      given.set(of, at + 1)
      const dealt = lottery.dealt[row]!.find(one => one.class === of)?.units[at]
      const number = `${of} ${dealt ?? at % model.classes[of]!.units}`
      const own = numbers.get(number)
      const used = [...numbers].flatMap(([key, name]) => (key.startsWith(`${of} `) ? [name] : []))
      const id = free.find(one => (own === undefined ? !used.includes(unit(one)!) : unit(one) === own))!
      numbers.set(number, unit(id)!)
      seats.push({ id, panel })
    }
  const panels = problem.panels.map((_, panel) => seats.flatMap(one => (one.panel === panel ? [one.id] : [])))
  const alternates = seats.map(({ id: leaving, panel }) => {
    const kind = orders.findIndex(people => people.includes(leaving))
    const others = panels.map(ids => ids.filter(id => id !== leaving))
    const same = (ids: readonly string[], id: string) => ids.filter(one => unit(one) === unit(id)).length
    const fits = (id: string) =>
      model.kinds[kind]!.class < 0 ||
      (same(others[panel]!, id) < model.cap!.each[panel]! && same(others.flat(), id) < model.cap!.all)
    return [leaving, orders[kind]!.filter(id => !panels.flat().includes(id) && fits(id)).slice(0, 3)]
  })
  return { panels, alternates: Object.fromEntries(alternates) }
}

test('panel and followers are what the rule gives when every order is written down whole', async () => {
  await fc.assert(
    fc.asyncProperty(small, fc.nat(), async (problem, number) => {
      fc.pre(allPanels(problem).length > 0)
      const lottery = await fairLottery(problem, 'leximin')
      const { panels, alternates } = drawFair(lottery, seedOf(number))
      expect({ panels, alternates }).toEqual(plain(lottery, problem, seedOf(number)))
    }),
    { numRuns: 200 },
  )
  const problem = unitPool(150, 9)
  const lottery = await fairLottery(problem, 'maximin')
  for (let number = 0; number < 20; number += 1) {
    const { panels, alternates } = drawFair(lottery, seedOf(number))
    expect({ panels, alternates }).toEqual(plain(lottery, problem, seedOf(number)))
  }
})

test('whoever leaves, one after the other, until nobody of his kind is left: all panels stay what was asked for', async () => {
  let [came, exhausted] = [0, 0]
  await fc.assert(
    fc.asyncProperty(small, fc.nat(), async (problem, number) => {
      fc.pre(allPanels(problem).length > 0)
      const lottery = await fairLottery(problem, 'leximin')
      const orders = new Orders(lottery.model, seedOf(number))
      const drawn = drawFair(lottery, seedOf(number))
      let panels = drawn.panels.map(panel => [...panel])
      const asked = new Set(panels.flat())
      for (let time = 0; time < 8; time += 1) {
        const leaving = panels.flat()[(number + time) % panels.flat().length]!
        const panel = panels.findIndex(ids => ids.includes(leaving))
        const next = nextFor(orders, { panel, leaving, seated: panels, asked })
        // the same from orders that nobody has read yet
        expect(nextFor(new Orders(lottery.model, seedOf(number)), { panel, leaving, seated: panels, asked })).toBe(next)
        if (time === 0) expect(next).toBe(drawn.alternates[leaving]![0] ?? null)
        const instead = (id: string) => panels.map(ids => ids.map(one => (one === leaving ? id : one)))
        const kind = lottery.model.kinds.find(({ members }) => members.includes(leaving))!
        const fit = kind.members.filter(id => !asked.has(id) && holdsFor(problem, instead(id)))
        if (next === null) {
          expect(fit).toEqual([])
          exhausted += 1
          continue
        }
        expect(fit).toContain(next)
        panels = instead(next)
        asked.add(next)
        came += 1
      }
    }),
    { numRuns: 200 },
  )
  expect([came, exhausted].every(count => count > 0)).toBe(true)
})

test('who was never in the lottery has no follower', async () => {
  const lottery = await fairLottery(unitPool(22, 4), 'maximin')
  const orders = new Orders(lottery.model, seedOf(1))
  expect(() => nextFor(orders, { panel: 0, leaving: 'nobody', seated: [], asked: new Set() })).toThrow(RangeError)
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
    ...{ panels: [0], features: {}, class: -1, each: count, quotas: [] },
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
    ...{ sizes: [15], seats: 15 },
    cells: [0, 1, 2].map(kind => ({ kind, panel: 0, most: 5 })),
    kinds: [
      kindOf(10 ** 6, {}, looked),
      kindOf(10 ** 6, { class: 0, each: 10 ** 6, units: new Proxy([], { get: () => 0 }) }, looked),
      kindOf(999_999, { class: 1, each: 333_333 }, looked),
    ],
    quotas: [],
    limits: [],
    classes: [
      { units: 1, kinds: [1] },
      { units: 3, kinds: [2] },
    ],
    cap: { feature: 'unit', each: [5], all: 5 },
    people: 2_999_999,
  }
  const panel = [0, 1, 2].map((kind): [number, number] => [kind, 5])
  const lottery = { model, panels: [panel], tickets: [TICKETS], dealt: [[]] } as unknown as FairLottery
  const {
    panels: [drawn],
    alternates,
  } = drawFair(lottery, seedOf(7))
  expect(new Set(drawn).size).toBe(15)
  expect(Object.values(alternates).flat()).toHaveLength(45)
  expect(looks).toBeLessThan(20_000)
})
