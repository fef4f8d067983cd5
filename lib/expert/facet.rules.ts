import { regionPath } from '@/lib/dict/region-path'
import type { FilterKey } from './pool.rules'

/** What the pool is counted by beside a search, in the order of the page. */
export const facetKeys = ['discipline', 'level', 'region', 'age', 'status', 'nature', 'source', 'department'] as const
export type FacetKey = (typeof facetKeys)[number]

export const facetLabels: Readonly<Record<FacetKey, string>> = {
  discipline: '学科',
  level: '职称级别',
  region: '所在地区',
  age: '年龄',
  status: '状态',
  nature: '单位性质',
  source: '入库方式',
  department: '归口管理部门',
}

/** Words of the filters, on the chips and where nothing fits. */
export const filterLabels: Readonly<Record<FilterKey, string>> = {
  ...facetLabels,
  name: '姓名',
  unit: '所在单位',
  words: '项目和论文',
  title: '技术职称',
  area: '地域',
  activity: '最近登录',
  credit: '信用分',
}

export type Count = { value: string; count: number }

/** One value with its words, how many experts have it, and whether it is chosen. */
export type FacetValue = Count & { label: string }
export type Facet = { key: FacetKey; label: string; values: FacetValue[] }
/** `atLeast`: so many fit that counting stopped, and every number means "at least" */
export type Facets = { facets: Facet[]; atLeast: boolean }

/**
 * Counts of places gathered one level below the place that is chosen: provinces first, then what lies in one. Where
 * everybody is in one place, what lies in it is shown at once.
 * @param counts of codes of GB/T 2260 as they are stored
 * @param chosen the region of the filter, '' for none
 */
export function regionsBelow(counts: readonly Count[], chosen: string): Count[] {
  let level = chosen === '' ? 0 : regionPath(chosen).length
  for (;;) {
    const sums = new Map<string, number>()
    for (const { value, count } of counts) {
      const path = regionPath(value)
      const place = path[Math.min(level, path.length - 1)] ?? value
      sums.set(place, (sums.get(place) ?? 0) + count)
    }
    const [only] = [...sums.keys()]
    const deeper = sums.size === 1 && counts.some(({ value }) => regionPath(value).length > level + 1)
    if (!deeper || only === undefined || level >= 2)
      return bySize([...sums].map(([value, count]) => ({ value, count })))
    level += 1
  }
}

/** The greatest number first; equal ones by their code. */
export const bySize = (counts: readonly Count[]): Count[] =>
  [...counts].sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))

/** Counts in the order of a list of values, which code tables and bands have by themselves. */
export const inOrder = (counts: readonly Count[], order: readonly string[]): Count[] =>
  [...counts].sort((one, other) => order.indexOf(one.value) - order.indexOf(other.value))
