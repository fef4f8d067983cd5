import type { Course, Desk, Policy, Recommender } from './policy.schema'

/**
 * The desks an application passes, in order. Where the expert chooses who recommends first (R8), that desk comes first
 * and the unit is not asked again. A change passes the desks of the entry unless the policy names others; a proposal
 * goes straight to the bureau; who was invited passes the desks the policy names for that.
 */
export function desksOf(policy: Policy, recommender: Recommender, course: Course = 'entry'): Desk[] {
  const { desks, changeDesks, invitedDesks, recommenderChoice } = policy.path
  if (course === 'proposal') return ['bureau']
  if (course === 'invited') return invitedDesks
  if (course === 'change' && changeDesks) return changeDesks
  if (!recommenderChoice) return desks
  return [recommender, ...desks.filter(desk => desk !== 'unit' && desk !== recommender)]
}

/** Whether an application leads into the pool, by whatever way; otherwise its person is in it. */
export const isEntry = (course: Course): boolean => course === 'entry' || course === 'invited'

/** Whether an expert is asked who recommends him. */
export const choosesRecommender = (policy: Policy, course: Course): boolean =>
  policy.path.recommenderChoice && (course === 'entry' || (course === 'change' && !policy.path.changeDesks))

/** Desks that some application of a course may pass under a policy, in order. */
export const possibleDesks = (policy: Policy, course: Course = 'entry'): Desk[] => {
  const all = new Set([...desksOf(policy, 'unit', course), ...desksOf(policy, 'department', course)])
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

/** What a stored application is about; the database allows these words only. */
export const courseOf = ({ kind, proposedBy }: { kind: string; proposedBy: string | null }): Course =>
  kind === 'invited' ? 'invited' : kind !== 'change' ? 'entry' : proposedBy === null ? 'change' : 'proposal'
