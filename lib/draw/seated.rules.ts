import type { PanelCount, PanelSpec, Pool, PoolType } from './pool.rules'

/** Somebody who already sits in a request, from whatever round: his group, and what of him caps look at. */
export type Seated = { groupId: string; features: Readonly<Record<string, string>> }

type Asked = { panels: readonly Pick<PanelSpec, 'groupId' | 'caps'>[]; caps: PanelSpec['caps'] }
/** One cap with how many of each value already sit; `panel` null: over all groups together. */
type Used = { panel: number | null; feature: string; most: number; by: ReadonlyMap<string, number> }

/** A cap that lives only in the problem handed to the engine: what those who sit leave of one that was agreed to. */
export const isLeft = (feature: string): boolean => feature.includes('#')
const leftFeature = ({ panel, feature }: Used, left: number) => `${feature}#${panel ?? 'all'}-${left}`

/** The caps that were agreed to, without those that `underCaps` added. */
export const agreedCaps = <A extends Asked>(asked: A): A => ({
  ...asked,
  panels: asked.panels.map(panel => ({ ...panel, caps: panel.caps.filter(({ feature }) => !isLeft(feature)) })),
  caps: asked.caps.filter(({ feature }) => !isLeft(feature)),
})

function usedOf({ panels, caps }: Asked, seated: readonly Seated[]): Used[] {
  const of = (panel: number | null, who: readonly Seated[]) => (cap: PanelSpec['caps'][number]) => {
    const by = new Map<string, number>()
    for (const { features } of who) {
      const value = features[cap.feature]
      if (value) by.set(value, (by.get(value) ?? 0) + 1)
    }
    return { ...cap, panel, by }
  }
  return [
    ...panels.flatMap(({ groupId, caps: own }, at) =>
      own.map(
        of(
          at,
          seated.filter(one => one.groupId === groupId),
        ),
      ),
    ),
    ...caps.map(of(null, seated)),
  ].filter(({ by }) => by.size > 0)
}

/**
 * Whether somebody would be one too many in a group beside those who sit: for 递补.
 * @returns a function over his features
 */
export function fullIn(asked: Asked, seated: readonly Seated[], panel: number) {
  const used = usedOf(asked, seated).filter(one => one.panel === null || one.panel === panel)
  return (features: Readonly<Record<string, string>>): boolean =>
    used.some(({ feature, most, by }) => (by.get(features[feature] ?? '') ?? 0) >= most)
}

/**
 * The pool of a round beside those who already sit, so that what was agreed to for a group, and for all together, holds
 * after a 补抽 as well. Who has a value of which no more may sit is out; of a value that may be taken less often than the
 * cap says there is another cap beside it, which only its people share. Exact, whatever the engine knows of caps.
 */
export function underCaps(pool: Pool, seated: readonly Seated[]): Pool {
  const used = usedOf(pool, seated)
  if (used.length === 0) return pool
  const places = pool.panels.reduce((sum, { size }) => sum + size, 0)
  const counts: PanelCount[] = pool.counts.map(one => ({ ...one, excluded: { ...one.excluded } }))
  const added = new Map<string, { panel: number | null; feature: string; most: number }>()

  /** In which of his groups somebody may still sit, and the caps he shares besides. */
  const judge = (type: PoolType, unit: string) => {
    let panels = type.panels
    const shared: Record<string, string> = {}
    for (const one of used) {
      const value = one.feature === 'unit' ? unit : (type.features[one.feature] ?? '')
      const sitting = one.by.get(value) ?? 0
      if (!value || sitting === 0) continue
      const left = one.most - sitting
      if (left <= 0) panels = one.panel === null ? [] : panels.filter(panel => panel !== one.panel)
      else if (left < (one.panel === null ? places : pool.panels[one.panel]!.size)) {
        const feature = leftFeature(one, left)
        shared[feature] = value
        added.set(feature, { panel: one.panel, feature, most: left })
      }
    }
    return { panels, shared }
  }

  const types = pool.types.flatMap(type => {
    const found = new Map<string, { of: ReturnType<typeof judge>; expertIds: string[]; units: string[] }>()
    type.expertIds.forEach((expertId, at) => {
      const unit = type.units[at] ?? ''
      const of = judge(type, unit)
      for (const panel of type.panels)
        if (!of.panels.includes(panel)) {
          const count = counts[panel]!
          count.eligible -= 1
          count.excluded.unitFull = (count.excluded.unitFull ?? 0) + 1
        }
      const key = JSON.stringify(of)
      const row = found.get(key) ?? { of, expertIds: [], units: [] }
      found.set(key, row)
      row.expertIds.push(expertId)
      row.units.push(unit)
    })
    return [...found.values()].flatMap(({ of, expertIds, units }) =>
      of.panels.length === 0
        ? []
        : [{ panels: of.panels, features: { ...type.features, ...of.shared }, expertIds, units }],
    )
  })
  const more = (panel: number | null) =>
    [...added.values()].flatMap(one => (one.panel === panel ? [{ feature: one.feature, most: one.most }] : []))
  return {
    panels: pool.panels.map((panel, at) => ({ ...panel, caps: [...panel.caps, ...more(at)] })),
    caps: [...pool.caps, ...more(null)],
    ...{ counts, types },
  }
}
