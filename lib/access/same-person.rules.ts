/** An account as far as it tells who is behind it. */
export type Known = { id: string; phoneIndex: string | null }

/**
 * The one rule of who is the same person (decision 027): one account, or two with the same phone, of which somebody may
 * have one each as an individual, for a unit and of the staff.
 */
export const samePerson = (one: Known, other: Known): boolean =>
  one.id === other.id || (one.phoneIndex !== null && one.phoneIndex === other.phoneIndex)
