import type { Dimension } from '@/lib/statistics/dimension.rules'
import { type StatisticsParams, statisticsHref } from '@/lib/statistics/range.rules'
import type { Slice } from '@/lib/statistics/statistics.dto'

type Division = Dimension | 'discipline'

/** Where the figures of a page lead. */
export type Places = {
  /** the same page with a discipline divided further */
  under: (code: string | null) => string
  /** the list of those behind a figure; undefined where the list has no such filter, or cannot show that day */
  experts?: (by: Division, slice: Pick<Slice, 'code' | 'outside'>) => string | undefined
}

/** Filters of the list of experts that mean the same as a division here; it has none for the sex. */
const filters: Partial<Record<Division, string>> = {
  discipline: 'discipline',
  region: 'region',
  inside: 'area',
  nature: 'nature',
  age: 'age',
  titleLevel: 'level',
  source: 'source',
  status: 'status',
}

/**
 * @param base the page itself
 * @param experts the list of experts; null for who may not open it
 */
export function placesOf(base: string, params: StatisticsParams, experts: string | null): Places {
  return {
    under: under => statisticsHref(base, params, { under }),
    experts:
      experts === null || params.on !== null
        ? undefined
        : (by, { code, outside }) => {
            const filter = filters[by]
            if (!filter || !code) return undefined
            return `${experts}?${new URLSearchParams({ [filter]: code, ...(outside && { area: 'outside' }) })}`
          },
  }
}
