import fc from 'fast-check'
import type { Problem } from '@/lib/draw/engine/problem'

const person = {
  sex: fc.constantFrom('f', 'm'),
  title: fc.constantFrom('high', 'mid', 'low'),
}
const quotas = fc.array(
  fc.record({
    panel: fc.integer({ min: 0, max: 2 }),
    what: fc.constantFrom(['sex', 'f'], ['sex', 'm'], ['title', 'high'], ['title', 'low']),
    min: fc.integer({ min: 0, max: 2 }),
    more: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 3 },
)
const limits = {
  quotas,
  cap: fc.constantFrom('none', 'panel', 'all', 'both'),
  most: fc.integer({ min: 1, max: 2 }),
}
type Person = { sex: string; title: string; unit: string; seats: readonly number[] }
type Limits = {
  quotas: { panel: number; what: readonly string[]; min: number; more: number }[]
  cap: string
  most: number
}

const problemOf = (people: readonly Person[], sizes: readonly number[], { quotas, cap, most }: Limits): Problem => ({
  candidates: people.map(({ seats: _, ...features }, at) => ({ id: `p${at}`, features })),
  panels: sizes.map((size, panel) => ({
    ...{ name: `第${panel + 1}组`, size },
    eligible: people.flatMap(({ seats }, at) => (seats.includes(panel) ? [`p${at}`] : [])),
    quotas: [
      ...new Map(
        quotas
          .filter(quota => quota.panel === panel)
          .map(({ what: [feature, value], min, more }) => [
            `${feature}${value}`,
            { feature: feature!, value: value!, min, max: min + more },
          ]),
      ).values(),
    ],
    caps: cap === 'panel' || cap === 'both' ? [{ feature: 'unit', most: 1 }] : [],
  })),
  caps: cap === 'all' || cap === 'both' ? [{ feature: 'unit', most }] : [],
})

/** Small problems of which every panel can be written down. */
export const smallProblem: fc.Arbitrary<Problem> = fc
  .record({
    people: fc.array(
      fc.record({
        ...person,
        unit: fc.constantFrom('u1', 'u2', 'u3', 'u4', ''),
        seats: fc.constantFrom([0], [1], [0, 1], [0], []),
      }),
      { minLength: 2, maxLength: 9 },
    ),
    sizes: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 })),
    two: fc.boolean(),
    ...limits,
  })
  .map(({ people, sizes, two, ...rest }) => problemOf(people, two ? sizes : [sizes[0]], rest))

/** The same of three panels that share people, out of units that are alike. */
export const wideProblem: fc.Arbitrary<Problem> = units(3, 8).chain(people =>
  fc
    .record({
      sizes: fc.tuple(...[3, 2, 1].map(max => fc.integer({ min: 1, max }))),
      ...limits,
    })
    .map(({ sizes, ...rest }) => problemOf(people, sizes, rest)),
)

/** Problems too big to be written down: dozens of units, most of them alike. */
export const bigProblem: fc.Arbitrary<Problem> = units(25, 60).chain(people =>
  fc
    .record({
      sizes: fc.tuple(...[4, 3, 2].map(max => fc.integer({ min: 1, max }))),
      ...limits,
    })
    .map(({ sizes, ...rest }) => problemOf(people, sizes, rest)),
)

/** People of a few kinds of units, each kind up to so many times. */
function units(times: number, most: number): fc.Arbitrary<Person[]> {
  const member = fc.record({ ...person, seats: fc.constantFrom([0], [1], [2], [0, 1], [1, 2], [0, 1, 2], []) })
  const kind = fc.record({
    members: fc.array(member, { minLength: 1, maxLength: 3 }),
    times: fc.integer({ min: 1, max: times }),
    nameless: fc.boolean(),
  })
  return fc
    .array(kind, { minLength: 1, maxLength: 5 })
    .map(kinds =>
      kinds
        .flatMap(({ members, times, nameless }, at) =>
          Array.from({ length: times }, (_, copy) =>
            members.map(one => ({ ...one, unit: nameless && copy % 2 ? '' : `u${at}-${copy}` })),
          ).flat(),
        )
        .slice(0, most),
    )
}

const subsets = (ids: readonly string[], size: number): string[][] => {
  if (size === 0) return [[]]
  return ids.flatMap((id, at) => subsets(ids.slice(at + 1), size - 1).map(rest => [id, ...rest]))
}

/** Every way to fill all panels, written down one by one, without anything of the engine. */
export function everyWay(problem: Problem): string[][][] {
  const ways = problem.panels.reduce<string[][][]>(
    (before, { eligible, size }) =>
      before.flatMap(panels =>
        subsets(
          eligible.filter(id => !panels.flat().includes(id)),
          size,
        ).map(ids => [...panels, ids]),
      ),
    [[]],
  )
  return ways.filter(panels => holdsFor(problem, panels))
}

/** Whether filled panels are what was asked for. */
export function holdsFor({ candidates, panels, caps }: Problem, filled: readonly (readonly string[])[]): boolean {
  const value = (id: string, feature: string) => candidates.find(one => one.id === id)!.features[feature] ?? ''
  const capped = (ids: readonly string[], feature: string, most: number) =>
    ids.every(
      id => !value(id, feature) || ids.filter(other => value(other, feature) === value(id, feature)).length <= most,
    )
  return (
    new Set(filled.flat()).size === filled.flat().length &&
    caps.every(({ feature, most }) => capped(filled.flat(), feature, most)) &&
    panels.every((panel, at) => {
      const ids = filled[at]!
      return (
        ids.length === panel.size &&
        ids.every(id => panel.eligible.includes(id)) &&
        panel.caps.every(({ feature, most }) => capped(ids, feature, most)) &&
        panel.quotas.every(quota => {
          const count = ids.filter(id => value(id, quota.feature) === quota.value).length
          return count >= quota.min && count <= quota.max
        })
      )
    })
  )
}
