import type { Desk, Policy, Recommender } from './policy.schema'

/**
 * The desks an application passes, in order. Where the expert chooses who recommends first (R8), that desk comes first
 * and the unit is not asked again.
 */
export function desksOf(policy: Policy, recommender: Recommender): Desk[] {
  const { desks, recommenderChoice } = policy.path
  if (!recommenderChoice) return desks
  return [recommender, ...desks.filter(desk => desk !== 'unit' && desk !== recommender)]
}

/** Desks that some application may pass under a policy, in order. */
export const possibleDesks = (policy: Policy): Desk[] => {
  const all = new Set([...desksOf(policy, 'unit'), ...desksOf(policy, 'department')])
  return (['unit', 'department', 'bureau'] as const).filter(desk => all.has(desk))
}

/** Whether a place lies outside the authority's own area (市外, 区外). @param regionCode GB/T 2260 */
export function isOutside(policy: Policy, regionCode: string): boolean {
  const { insideRegions } = policy.terms
  return insideRegions.length > 0 && !insideRegions.some(beginning => regionCode.startsWith(beginning))
}

/** The department that recommends for a unit; null where the bureau does it itself: none, or outside the city (F7, S§6). */
export const departmentFor = (
  policy: Policy,
  unit: { regionCode: string; departmentId: string | null },
): string | null => (isOutside(policy, unit.regionCode) ? null : unit.departmentId)

/** A stored choice of the recommender; the database allows these two words only. */
export const asRecommender = (stored: string): Recommender => (stored === 'department' ? 'department' : 'unit')
