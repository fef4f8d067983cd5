import { byCode, type Cap, type PanelAsked, type Problem } from './problem'

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

const featuresThatCount = (caps: readonly Cap[], panels: readonly PanelAsked[]): string[] =>
  [
    ...new Set([
      ...caps.map(({ feature }) => feature),
      ...panels.flatMap(panel => [...panel.quotas, ...panel.caps].map(({ feature }) => feature)),
    ]),
  ].sort(byCode)

/**
 * Groups the pool into types, in canonical order of what they are; nobody who is eligible nowhere is in one.
 * A value that no quota names and no cap looks at is as good as any other.
 */
export function typesOf({ candidates, panels, caps }: Problem): Type[] {
  const counted = featuresThatCount(caps, panels)
  const capped = new Set([...caps, ...panels.flatMap(panel => panel.caps)].map(({ feature }) => feature))
  const named = new Map<string, Set<string>>()
  for (const { feature, value } of panels.flatMap(panel => panel.quotas))
    named.set(feature, (named.get(feature) ?? new Set()).add(value))
  const places = new Map<string, number[]>()
  panels.forEach((panel, at) => {
    for (const id of panel.eligible) places.set(id, [...(places.get(id) ?? []), at])
  })
  const found = new Map<string, { panels: number[]; features: Record<string, string>; members: string[] }>()
  for (const candidate of candidates) {
    const seats = places.get(candidate.id)
    if (!seats) continue
    const features: Record<string, string> = {}
    for (const feature of counted) {
      const value = candidate.features[feature]
      if (value && (capped.has(feature) || named.get(feature)?.has(value))) features[feature] = value
    }
    const key = JSON.stringify([seats, counted.map(feature => features[feature] ?? '')])
    const type = found.get(key)
    if (type) type.members.push(candidate.id)
    else found.set(key, { panels: seats, features, members: [candidate.id] })
  }
  return [...found]
    .sort(([one], [other]) => byCode(one, other))
    .map(([, type]) => ({ ...type, members: type.members.sort(byCode) }))
}
