import type { Model } from './model'
import type { Row } from './solver'

/** Sizes, quotas and limits as rows over the cells, in this order. */
export function panelRows({ sizes, kinds, cells, quotas, limits }: Model): Row[] {
  const of = (places: readonly number[]) => places.map(place => [place, 1] as const)
  const inPanel: number[][] = sizes.map(() => [])
  const inQuota: number[][] = quotas.map(() => [])
  cells.forEach(({ kind, panel }, at) => {
    inPanel[panel]!.push(at)
    for (const quota of kinds[kind]!.quotas) {
      const asked = quotas[quota]!.panel
      if (asked === null || asked === panel) inQuota[quota]!.push(at)
    }
  })
  return [
    ...sizes.map((size, panel): Row => ({ lower: size, upper: size, entries: of(inPanel[panel]!) })),
    ...quotas.map(({ min, max }, at): Row => ({ lower: min, upper: max, entries: of(inQuota[at]!) })),
    ...limits.map(({ most, cells: own }): Row => ({ lower: Number.NEGATIVE_INFINITY, upper: most, entries: of(own) })),
  ]
}

/** So many rows at the front have two sides: their prices may be below nothing. */
export const twoSided = ({ sizes, quotas }: Pick<Model, 'sizes' | 'quotas'>): number => sizes.length + quotas.length
