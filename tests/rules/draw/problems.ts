import fc from 'fast-check'
import type { Problem } from '@/lib/draw/engine/problem'

/** Small problems of which every panel can be written down. */
export const smallProblem: fc.Arbitrary<Problem> = fc
  .record({
    people: fc.array(
      fc.record({
        sex: fc.constantFrom('f', 'm'),
        title: fc.constantFrom('high', 'mid', 'low'),
        unit: fc.constantFrom('u1', 'u2', 'u3', 'u4', ''),
        seats: fc.constantFrom([0], [1], [0, 1], [0], []),
      }),
      { minLength: 2, maxLength: 9 },
    ),
    sizes: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 })),
    two: fc.boolean(),
    quotas: fc.array(
      fc.record({
        panel: fc.integer({ min: 0, max: 1 }),
        what: fc.constantFrom(['sex', 'f'], ['sex', 'm'], ['title', 'high'], ['title', 'low']),
        min: fc.integer({ min: 0, max: 2 }),
        more: fc.integer({ min: 0, max: 2 }),
      }),
      { maxLength: 3 },
    ),
    cap: fc.constantFrom('none', 'panel', 'all'),
    most: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ people, sizes, two, quotas, cap, most }) => ({
    candidates: people.map(({ seats: _, ...features }, at) => ({ id: `p${at}`, features })),
    panels: (two ? [0, 1] : [0]).map(panel => ({
      name: `第${panel + 1}组`,
      size: sizes[panel]!,
      eligible: people.flatMap(({ seats }, at) => ((seats as readonly number[]).includes(panel) ? [`p${at}`] : [])),
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
      caps: cap === 'panel' ? [{ feature: 'unit', most }] : [],
    })),
    caps: cap === 'all' ? [{ feature: 'unit', most }] : [],
  }))

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
