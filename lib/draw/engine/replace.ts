import type { Candidate, Cap, PanelAsked, Problem } from './problem'
import { whatCounts } from './types'

/** Who sits, or is still asked to sit, in each panel, by the places of the problem. */
export type Seated = readonly (readonly string[])[]

/**
 * 递补: who takes the seat of somebody who left it, by the order that was sealed with the draw. First the next of those
 * whom quotas and caps cannot tell from him; else the first with whom everything still holds, given who remains.
 * @param panel place of the panel with the free seat
 * @param leaving id of who left it
 * @param seated all who remain, without him
 * @param asked ids of everybody who was asked before, in any panel
 * @returns an id, or null when nobody fits: then a supplementary round has to be asked for
 */
export function nextFor(
  problem: Problem,
  order: readonly string[],
  { panel, leaving, seated, asked }: { panel: number; leaving: string; seated: Seated; asked: ReadonlySet<string> },
): string | null {
  const people = new Map(problem.candidates.map(one => [one.id, one]))
  const wanted = problem.panels[panel]!
  const eligible = new Set(wanted.eligible)
  const free = order.filter(id => eligible.has(id) && !asked.has(id))
  const { counted, of } = whatCounts({ caps: problem.caps, panels: [wanted] })
  const left = of(people.get(leaving)!)
  const same = (one: Candidate) => counted.every(feature => of(one)[feature] === left[feature])
  const fits = (id: string) => holds(problem, panel, [...seated[panel]!, id], seated, people)
  return free.find(id => same(people.get(id)!) && fits(id)) ?? free.find(fits) ?? null
}

/** Whether a panel of these people can still be one that was asked for: other free seats may be filled later. */
function holds(
  problem: Problem,
  panel: number,
  ids: readonly string[],
  seated: Seated,
  people: ReadonlyMap<string, Candidate>,
): boolean {
  const asked = problem.panels[panel]!
  const sitting = ids.map(id => people.get(id)!)
  const everywhere = seated.flatMap((others, at) => (at === panel ? ids : others)).map(id => people.get(id)!)
  return (
    ids.length <= asked.size &&
    withinQuotas(asked, sitting) &&
    withinCaps(asked.caps, sitting) &&
    withinCaps(problem.caps, everywhere)
  )
}

/** What still lacks must fit into the seats still free, over all quotas of each feature. */
function withinQuotas({ size, quotas }: PanelAsked, sitting: readonly Candidate[]): boolean {
  const free = size - sitting.length
  const lacking = new Map<string, number>()
  for (const { feature, value, min, max } of quotas) {
    const count = sitting.filter(one => one.features[feature] === value).length
    if (count > max) return false
    lacking.set(feature, (lacking.get(feature) ?? 0) + Math.max(0, min - count))
  }
  return [...lacking.values()].every(count => count <= free)
}

function withinCaps(caps: readonly Cap[], sitting: readonly Candidate[]): boolean {
  return caps.every(({ feature, most }) => {
    const counts = new Map<string, number>()
    for (const { features } of sitting) {
      const value = features[feature]
      if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    return [...counts.values()].every(count => count <= most)
  })
}
