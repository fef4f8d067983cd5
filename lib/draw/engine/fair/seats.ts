import { byCode } from '../problem'
import type { Model } from './kinds'
import type { Orders } from './order'
import type { Panel } from './whole'

/** Somebody of the model: place of his kind, and his among its members. */
export type Person = { readonly kind: number; readonly member: number }

export const idOf = (model: Model, { kind, member }: Person): string => model.kinds[kind]!.members[member]!

/** One unit of one class, as a key; null for whoever no cap can touch. */
function unitOf(model: Model, { kind, member }: Person): string | null {
  const { class: place, units } = model.kinds[kind]!
  return place < 0 ? null : `${place} ${units[member]!}`
}

/** How many of these sit for each unit. */
function loadsOf(model: Model, people: readonly Person[]): Map<string, number> {
  const loads = new Map<string, number>()
  for (const one of people) {
    const unit = unitOf(model, one)
    if (unit !== null) loads.set(unit, (loads.get(unit) ?? 0) + 1)
  }
  return loads
}

/**
 * Who takes the places of each kind: the first in its order; among units that are alike from one where fewest sit, so
 * that the places never run out. Nothing here can tell two people of one kind apart, so that each of them has the same
 * chance.
 * @returns kind by kind as `panel` has them, each in its order
 */
export function seated(model: Model, panel: Panel, orders: Orders): Person[] {
  const people: Person[] = []
  for (const [kind, count] of panel)
    for (let place = 0; place < count; place += 1) people.push(first(model, kind, orders, people))
  return people
}

/** The first who does not sit yet, of the units of his kind where fewest sit. */
function first(model: Model, kind: number, orders: Orders, people: readonly Person[]): Person {
  const least = leastLoad(model, kind, people)
  const loads = loadsOf(model, people)
  const taken = new Set(people.flatMap(one => (one.kind === kind ? [one.member] : [])))
  for (const member of orders.of(kind)) {
    const unit = unitOf(model, { kind, member })
    if (!taken.has(member) && (unit === null || (loads.get(unit) ?? 0) === least)) return { kind, member }
  }
  throw new RangeError('a panel of more people than there are')
}

/** How many sit for the unit for which fewest do, among those that have somebody left of a kind. */
function leastLoad(model: Model, kind: number, people: readonly Person[]): number {
  const { class: place, each, units } = model.kinds[kind]!
  if (place < 0) return 0
  const own = new Map<number, number>()
  const loads = new Map<number, number>()
  for (const one of people) {
    const other = model.kinds[one.kind]!
    if (other.class !== place) continue
    const unit = other.units[one.member]!
    loads.set(unit, (loads.get(unit) ?? 0) + 1)
    if (one.kind === kind) own.set(units[one.member]!, (own.get(unit) ?? 0) + 1)
  }
  if (loads.size < model.classes[place]!.units) return 0
  return Math.min(...[...loads].flatMap(([unit, load]) => ((own.get(unit) ?? 0) < each ? [load] : [])))
}

/** Where somebody stands in the model; null for whoever is not in it. */
function personOf(model: Model, id: string): Person | null {
  for (const [kind, { members }] of model.kinds.entries()) {
    let [low, high] = [0, members.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (byCode(members[middle]!, id) < 0) low = middle + 1
      else high = middle
    }
    if (members[low] === id) return { kind, member: low }
  }
  return null
}

/**
 * 递补: the next of the kind of who leaves, in its order, who was not asked before and whose unit has a place. Whoever
 * comes, the panel has the same numbers, so that quotas and caps hold.
 * @param remaining everybody who sits or is still asked to sit, without him
 * @param asked ids of everybody who was asked before
 * @returns null when the kind is exhausted
 */
function next(
  { model, orders }: { model: Model; orders: Orders },
  { kind }: Person,
  remaining: readonly Person[],
  asked: ReadonlySet<string>,
): string | null {
  const loads = loadsOf(model, remaining)
  for (const member of orders.of(kind)) {
    const person = { kind, member }
    const id = idOf(model, person)
    if (asked.has(id)) continue
    const unit = unitOf(model, person)
    if (unit === null || (loads.get(unit) ?? 0) < model.cap!.most) return id
  }
  return null
}

/**
 * The same, of ids.
 * @throws RangeError for somebody who is not in the model
 */
export function nextFor(
  orders: Orders,
  { leaving, seated, asked }: { leaving: string; seated: readonly string[]; asked: ReadonlySet<string> },
): string | null {
  const { model } = orders
  const found = (id: string): Person => {
    const person = personOf(model, id)
    if (!person) throw new RangeError('somebody who is not in the lottery')
    return person
  }
  const remaining = seated.filter(id => id !== leaving)
  return next({ model, orders }, found(leaving), remaining.map(found), new Set([...asked, ...remaining, leaving]))
}

/** For everybody of a panel, who would come in his place, one after the other, if nobody else left. */
export function followers(orders: Orders, people: readonly Person[], most: number): Map<string, string[]> {
  const { model } = orders
  const sitting = people.map(one => idOf(model, one))
  return new Map(
    people.map((one, at): [string, string[]] => {
      const asked = new Set(sitting)
      const remaining = people.filter(other => other !== one)
      const names: string[] = []
      while (names.length < most) {
        const id = next({ model, orders }, one, remaining, asked)
        if (id === null) break
        asked.add(id)
        names.push(id)
      }
      return [sitting[at]!, names]
    }),
  )
}
