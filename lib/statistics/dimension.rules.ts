import { regionPath } from '@/lib/dict/region-path'

/** What the pool is divided by, besides its disciplines. Each expert stands in one slice of each. */
export const dimensions = ['region', 'inside', 'nature', 'age', 'titleLevel', 'sex', 'source', 'status'] as const
export type Dimension = (typeof dimensions)[number]

/**
 * Under which region an expert is counted: within the area of the authority its parts (counties of a city, cities of a
 * province), elsewhere the province. What is no code of GB/T 2260 is counted as it is.
 * @param insideRegions beginnings of the codes that lie inside, from the policy
 */
export function regionGroup(insideRegions: readonly string[], code: string): string {
  const [province, city] = regionPath(code)
  const beginning = insideRegions.find(one => code.startsWith(one))
  if (beginning === undefined) return province ?? code
  return beginning.length > 2 ? code : (city ?? code)
}
