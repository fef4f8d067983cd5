import type { Model } from './kinds'
import type { Row } from './solver'

/** Size, quotas and classes as rows over the kinds, in this order. */
export function panelRows({ size, kinds, quotas, classes }: Model): Row[] {
  const of = (places: readonly number[]) => places.map(place => [place, 1] as const)
  const inQuota: number[][] = quotas.map(() => [])
  kinds.forEach((kind, at) => {
    for (const quota of kind.quotas) inQuota[quota]!.push(at)
  })
  return [
    { lower: size, upper: size, entries: kinds.map((_, at) => [at, 1] as const) },
    ...quotas.map(({ min, max }, at): Row => ({ lower: min, upper: max, entries: of(inQuota[at]!) })),
    ...classes.map((one): Row => ({ lower: Number.NEGATIVE_INFINITY, upper: one.most, entries: of(one.kinds) })),
  ]
}
