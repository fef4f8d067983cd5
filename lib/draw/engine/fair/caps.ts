import { byCode, type Candidate, type Problem } from '../problem'
import { type PanelQuota, sumOf, type UnitCap } from './model'

/** Of somebody, by his place, the panels that he may sit in. */
type PanelsOf = (at: number) => readonly number[]

/** What all caps on one feature come to: for each panel and for all together; features of which one can bind. */
export function strictest({ panels, caps }: Problem): UnitCap[] {
  const features = [...new Set([...caps, ...panels.flatMap(panel => panel.caps)].map(({ feature }) => feature))]
  return features
    .sort(byCode)
    .map((feature): UnitCap => {
      const of = (own: Problem['caps']) => own.find(one => one.feature === feature)?.most ?? Number.POSITIVE_INFINITY
      const each = panels.map(panel => Math.min(panel.size, of(panel.caps), of(caps)))
      return { feature, each, all: Math.min(of(caps), sumOf(each)) }
    })
    .filter(
      ({ each, all }) =>
        all < sumOf(panels.map(({ size }) => size)) || each.some((most, at) => most < panels[at]!.size),
    )
}

/**
 * Whether so many people with one value, by panel and together, can be too many for all panels together while they are
 * not for each.
 */
export const bindsAll = ({ each, all }: UnitCap, counts: readonly number[], people: number): boolean =>
  people > all && sumOf(counts.map((count, at) => Math.min(count, each[at]!))) > all

/** The same if each panel could have as many with one value as sit in it. */
export const panelsFree = ({ panels, caps }: Problem, { feature }: UnitCap): UnitCap => {
  const each = panels.map(({ size }) => size)
  return { feature, each, all: Math.min(caps.find(one => one.feature === feature)?.most ?? sumOf(each), sumOf(each)) }
}

/** What a cap says, said as quotas: at most so many of each value that has more people. */
function asQuotas(cap: UnitCap, over: UnitCap, people: readonly Candidate[], panelsOf: PanelsOf): PanelQuota[] {
  const counts = new Map<string, { of: number[]; all: number }>()
  people.forEach(({ features }, at) => {
    const value = features[cap.feature]
    if (!value) return
    const found = counts.get(value) ?? { of: cap.each.map(() => 0), all: 0 }
    counts.set(value, found)
    found.all += 1
    for (const panel of panelsOf(at)) found.of[panel]! += 1
  })
  const quota = (value: string, panel: number | null, max: number) => ({
    panel,
    feature: cap.feature,
    value,
    min: 0,
    max,
  })
  return [...counts].flatMap(([value, { of, all }]) => [
    ...of.flatMap((count, panel) => (count > cap.each[panel]! ? [quota(value, panel, cap.each[panel]!)] : [])),
    ...(bindsAll(over, of, all) ? [quota(value, null, over.all)] : []),
  ])
}

/**
 * The cap whose feature has most values is reckoned by classes of units, any other as quotas.
 * @param overOf what of a cap is looked at over all panels together
 */
export function split(
  caps: readonly UnitCap[],
  overOf: (cap: UnitCap) => UnitCap,
  people: readonly Candidate[],
  panelsOf: PanelsOf,
): { cap: UnitCap | null; quotas: PanelQuota[] } {
  if (caps.length < 2) return { cap: caps[0] ?? null, quotas: [] }
  const values = new Map(caps.map(({ feature }) => [feature, new Set<string>()]))
  for (const { features } of people) for (const [feature, found] of values) found.add(features[feature] || '')
  const [cap, ...others] = [...caps].sort(
    (one, other) =>
      values.get(other.feature)!.size - values.get(one.feature)!.size || byCode(one.feature, other.feature),
  )
  return { cap: cap!, quotas: others.flatMap(one => asQuotas(one, overOf(one), people, panelsOf)) }
}

const keyOf = ({ panel, feature, value }: PanelQuota) => JSON.stringify([panel, feature, value])

/** Two quotas of one panel for one value are the stricter of both; in canonical order. */
export function together(quotas: readonly PanelQuota[]): PanelQuota[] {
  const found = new Map<string, PanelQuota>()
  for (const one of quotas) {
    const other = found.get(keyOf(one))
    const stricter = other && { ...one, min: Math.max(one.min, other.min), max: Math.min(one.max, other.max) }
    found.set(keyOf(one), stricter ?? one)
  }
  return [...found.values()].sort(
    (one, other) =>
      (one.panel ?? Number.MAX_SAFE_INTEGER) - (other.panel ?? Number.MAX_SAFE_INTEGER) ||
      byCode(one.feature, other.feature) ||
      byCode(one.value, other.value),
  )
}
