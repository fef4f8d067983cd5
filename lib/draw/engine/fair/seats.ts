import { byCode } from '../problem'
import { type Dealt, inTurn, placesOf } from './deal'
import type { Model } from './model'
import type { Orders } from './order'
import type { Panel } from './whole'

/** Somebody of the model: place of his kind, and his among its members. */
type Person = { readonly kind: number; readonly member: number }
/** Somebody who sits, and in which panel. */
export type Seat = Person & { readonly panel: number }

export const idOf = (model: Model, { kind, member }: Person): string => model.kinds[kind]!.members[member]!

/** Who of a kind does not sit yet, the first of its order of whom something holds. */
function first(
  orders: Pick<Orders, 'of'>,
  kind: number,
  seats: readonly Seat[],
  holds: (member: number) => boolean,
): number {
  const taken = new Set(seats.flatMap(one => (one.kind === kind ? [one.member] : [])))
  for (const member of orders.of(kind)) if (!taken.has(member) && holds(member)) return member
  throw new RangeError('a panel of more people than there are')
}

/**
 * Who takes the places of each kind in each panel: the first in its order. The places of a class of units are dealt out
 * to its units in turn, or as `dealt` says; a unit gets its number when somebody of it is the first to be seated for
 * that number. Nothing here can tell two people of one kind apart, so that each of them has the same chance.
 * @returns panel by panel, in it kind by kind, each kind in its order
 */
export function seated(model: Model, panel: Panel, dealt: readonly Dealt[], orders: Pick<Orders, 'of'>): Seat[] {
  const turns = new Map(
    [...placesOf(model, panel)].map(([place, cells]) => {
      const units = dealt.find(one => one.class === place)?.units ?? inTurn(cells.length, model.classes[place]!.units)
      return [place, { numbers: units.values(), unitOf: new Map<number, number>(), numbered: new Set<number>() }]
    }),
  )
  const seats: Seat[] = []
  for (const [cell, count] of panel) {
    const { kind, panel: at } = model.cells[cell]!
    const { class: place, units } = model.kinds[kind]!
    for (let time = 0; time < count; time += 1) {
      const turn = turns.get(place)
      const number = turn?.numbers.next().value
      const unit = number === undefined ? undefined : turn!.unitOf.get(number)
      const member = first(
        orders,
        kind,
        seats,
        one => !turn || (unit === undefined ? !turn.numbered.has(units[one]!) : units[one] === unit),
      )
      if (turn) {
        turn.unitOf.set(number!, units[member]!)
        turn.numbered.add(units[member]!)
      }
      seats.push({ kind, member, panel: at })
    }
  }
  return seats
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

/** Whether for somebody's unit, in a panel and in all together, one more may sit beside these. */
function roomBeside(model: Model, seats: readonly Seat[], panel: number) {
  const unitOf = ({ kind, member }: Person) => {
    const { class: place, units } = model.kinds[kind]!
    return place < 0 ? null : `${place} ${units[member]!}`
  }
  const [here, all] = [new Map<string, number>(), new Map<string, number>()]
  for (const one of seats) {
    const unit = unitOf(one)
    if (unit === null) continue
    all.set(unit, (all.get(unit) ?? 0) + 1)
    if (one.panel === panel) here.set(unit, (here.get(unit) ?? 0) + 1)
  }
  return (person: Person): boolean => {
    const unit = unitOf(person)
    return unit === null || ((here.get(unit) ?? 0) < model.cap!.each[panel]! && (all.get(unit) ?? 0) < model.cap!.all)
  }
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
  { kind, panel }: Seat,
  remaining: readonly Seat[],
  asked: ReadonlySet<string>,
): string | null {
  const fits = roomBeside(model, remaining, panel)
  for (const member of orders.of(kind)) {
    const person = { kind, member }
    const id = idOf(model, person)
    if (!asked.has(id) && fits(person)) return id
  }
  return null
}

/**
 * The same, of ids.
 * @param panel place of the panel that he leaves
 * @param seated who sits or is still asked to sit, panel by panel
 * @param asked everybody who was asked before, in any panel
 * @throws RangeError for somebody who is not in the model, or who may not sit in that panel
 */
export function nextFor(
  orders: Orders,
  {
    panel,
    leaving,
    seated: sitting,
    asked,
  }: { panel: number; leaving: string; seated: readonly (readonly string[])[]; asked: ReadonlySet<string> },
): string | null {
  const { model } = orders
  const found = (id: string, at: number): Seat => {
    const person = personOf(model, id)
    if (!person || !model.kinds[person.kind]!.panels.includes(at))
      throw new RangeError('somebody who is not in the lottery')
    return { ...person, panel: at }
  }
  const remaining = sitting.flatMap((ids, at) => ids.filter(id => id !== leaving).map(id => found(id, at)))
  const before = new Set([...asked, ...sitting.flat(), leaving])
  return next({ model, orders }, found(leaving, panel), remaining, before)
}

/** For everybody who sits, who would come in his place, one after the other, if nobody else left. */
export function followers(orders: Orders, seats: readonly Seat[], most: number): Map<string, string[]> {
  const { model } = orders
  const sitting = seats.map(one => idOf(model, one))
  return new Map(
    seats.map((one, at): [string, string[]] => {
      const asked = new Set(sitting)
      const remaining = seats.filter(other => other !== one)
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
