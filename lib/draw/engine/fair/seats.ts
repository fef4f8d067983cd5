import { byCode, type Problem } from '../problem'
import type { Model } from './kinds'
import type { Panel } from './whole'

/** What the seating looks at of everybody: his unit, if the cap looks at units. */
export type UnitOf = (id: string) => string | undefined

/** Of a problem's people, by the feature of the model's cap. */
export function unitsOf({ candidates }: Problem, { cap }: Model): UnitOf {
  if (!cap) return () => undefined
  const units = new Map(candidates.map(({ id, features }) => [id, features[cap.feature] || undefined]))
  return id => units.get(id)
}

/**
 * Who takes the places of each kind: the first in the sealed order; among units that are alike from one where most
 * places are free, so that the places never run out. Nothing here can tell two people of one kind apart, so that each
 * of them has the same chance.
 * @param order everybody eligible in the sealed order
 * @returns ids by the places of `panel`
 */
export function seated(model: Model, panel: Panel, order: readonly string[], unitOf: UnitOf): string[][] {
  const rank = new Map(order.map((id, at) => [id, at]))
  const room = new Map<string, number>()
  return panel.map(([at, count]) => {
    const kind = model.kinds[at]!
    const queue = [...kind.members].sort((one, other) => rank.get(one)! - rank.get(other)!)
    if (kind.class < 0) return queue.slice(0, count)
    const free = (id: string) => room.get(unitOf(id)!) ?? model.cap!.most
    const taken: string[] = []
    for (let place = 0; place < count; place += 1) {
      const most = queue.reduce((all, id) => Math.max(all, free(id)), 0)
      const next = queue.findIndex(id => free(id) === most)
      const [id] = queue.splice(next, 1)
      room.set(unitOf(id!)!, free(id!) - 1)
      taken.push(id!)
    }
    return taken
  })
}

/** Everybody of a panel, in the sealed order. */
export function inOrder(people: readonly (readonly string[])[], order: readonly string[]): string[] {
  const rank = new Map(order.map((id, at) => [id, at]))
  return people.flat().sort((one, other) => rank.get(one)! - rank.get(other)! || byCode(one, other))
}

/**
 * Who follows whom: for everybody of a panel, the next of his kind in the sealed order whose unit has a place when he
 * leaves. Whoever of them comes, the panel has the same numbers, so that quotas and caps hold.
 * @param most so many for each
 */
export function followers(
  model: Model,
  panel: Panel,
  people: readonly (readonly string[])[],
  order: readonly string[],
  unitOf: UnitOf,
  most: number,
): Map<string, string[]> {
  const rank = new Map(order.map((id, at) => [id, at]))
  const sitting = new Set(people.flat())
  const count = (unit: string | undefined) =>
    [...sitting].filter(id => unit !== undefined && unitOf(id) === unit).length
  return new Map(
    panel.flatMap(([at], place) => {
      const { members, class: units } = model.kinds[at]!
      const queue = members.filter(id => !sitting.has(id)).sort((one, other) => rank.get(one)! - rank.get(other)!)
      return people[place]!.map((id): [string, string[]] => {
        const next: string[] = []
        for (const other of queue) {
          if (next.length === most) break
          const own = unitOf(other)
          if (units < 0 || count(own) - (own === unitOf(id) ? 1 : 0) < model.cap!.most) next.push(other)
        }
        return [id, next]
      })
    }),
  )
}
