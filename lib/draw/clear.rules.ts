/** Calendar years after a review for which the people around it are known; the same figure stands in the table of retention. */
export const KEPT_YEARS = 3
/** Stands where words stood; the database lets nothing else replace them. */
export const CLEARED = '（已按期删除）'
