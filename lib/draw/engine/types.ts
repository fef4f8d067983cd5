import { byCode, type Candidate, type Problem } from './problem'

/**
 * Those whom no quota and no cap can tell apart: whoever of them is taken, the panel is as good. What the engine
 * reckons with are types and how many of each; the size of the pool stops mattering.
 */
export type Type = {
  /** indexes of the panels its people may sit in */
  readonly panels: readonly number[]
  readonly features: Readonly<Record<string, string>>
  /** ids in canonical order */
  readonly members: readonly string[]
}

/** What quotas and caps look at: the features, and of a candidate their values. One that no quota names and no cap looks at is as good as any other. */
export function whatCounts({ caps, panels }: Pick<Problem, 'caps' | 'panels'>) {
  const quotas = panels.flatMap(panel => panel.quotas)
  const capped = new Set([...caps, ...panels.flatMap(panel => panel.caps)].map(({ feature }) => feature))
  const counted = [...new Set([...capped, ...quotas.map(({ feature }) => feature)])].sort(byCode)
  const named = new Map<string, Set<string>>()
  for (const { feature, value } of quotas) named.set(feature, (named.get(feature) ?? new Set()).add(value))
  const of = ({ features }: Candidate): Record<string, string> =>
    Object.fromEntries(
      counted.flatMap(feature => {
        const value = features[feature]
        return value && (capped.has(feature) || named.get(feature)?.has(value)) ? [[feature, value]] : []
      }),
    )
  return { counted, of }
}

/**
 * Groups the pool into types, in canonical order of what they are; nobody who is eligible nowhere is in one.
 */
export function typesOf({ candidates, panels, caps }: Problem): Type[] {
  const { counted, of } = whatCounts({ panels, caps })
  const places = new Map<string, number[]>()
  panels.forEach((panel, at) => {
    for (const id of panel.eligible) {
      const before = places.get(id)
      if (before) before.push(at)
      else places.set(id, [at])
    }
  })
  const found = new Map<string, { panels: number[]; features: Record<string, string>; members: string[] }>()
  const known = new Map<Candidate['features'], { features: Record<string, string>; key: string }>()
  for (const candidate of candidates) {
    const seats = places.get(candidate.id)
    if (!seats) continue
    // people out of one row of a pool have one object of features
    let what = known.get(candidate.features)
    if (!what) {
      const features = of(candidate)
      what = { features, key: JSON.stringify(counted.map(feature => features[feature] ?? '')) }
      known.set(candidate.features, what)
    }
    const key = `${seats.join()} ${what.key}`
    const type = found.get(key)
    if (type) type.members.push(candidate.id)
    else found.set(key, { panels: seats, features: what.features, members: [candidate.id] })
  }
  return [...found]
    .sort(([one], [other]) => byCode(one, other))
    .map(([, type]) => ({ ...type, members: type.members.sort(byCode) }))
}

/** Everybody of these types in canonical order. */
export const idsOf = (types: readonly Type[]): string[] => types.flatMap(({ members }) => members).sort(byCode)
