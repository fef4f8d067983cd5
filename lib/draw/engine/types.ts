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
  const named = counted.map(name => new Set(quotas.flatMap(({ feature, value }) => (feature === name ? [value] : []))))
  const all = counted.map(feature => capped.has(feature))
  /** in the order of `counted`, nothing where nothing counts */
  const valuesOf = ({ features }: Candidate): string[] =>
    counted.map((feature, at) => {
      const value = features[feature]
      return value && (all[at] || named[at]!.has(value)) ? value : ''
    })
  const of = (one: Candidate): Record<string, string> => {
    const values = valuesOf(one)
    return Object.fromEntries(counted.flatMap((feature, at) => (values[at] ? [[feature, values[at]]] : [])))
  }
  return { counted, of, valuesOf }
}

/**
 * Groups the pool into types, in canonical order of what they are; nobody who is eligible nowhere is in one.
 */
export function typesOf({ candidates, panels, caps }: Problem): Type[] {
  const { of, valuesOf } = whatCounts({ panels, caps })
  const places = new Map<string, number[]>()
  panels.forEach((panel, at) => {
    const alone = [at]
    for (const id of panel.eligible) {
      const before = places.get(id)
      places.set(id, before ? [...before, at] : alone)
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
      what = { features: of(candidate), key: JSON.stringify(valuesOf(candidate)) }
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
