import type { Dimension } from '@/lib/statistics/dimension.rules'
import { type StatisticsParams, statisticsHref } from '@/lib/statistics/range.rules'

/** Where the figures of a page lead. */
export type Places = {
  /** the same page with a discipline divided further */
  under: (code: string | null) => string
  /** the list of those behind a figure; undefined where the list has no such filter, or cannot show that day */
  experts?: (by: Dimension | 'discipline', code: string) => string | undefined
}

/** Filters of the list of experts that mean the same as a division here. */
const filters: Partial<Record<Dimension | 'discipline', string>> = {
  discipline: 'discipline',
  titleLevel: 'level',
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
        : (by, code) =>
            filters[by] && code ? `${experts}?${new URLSearchParams({ [filters[by]]: code })}` : undefined,
  }
}
