import { type ListParams, type ListSpec, parseListParams, type RawParams } from '@/lib/platform/list-params'
import { compactCode, foldMiddleDots, foldWidth, nameKey } from '@/lib/platform/text'
import { membershipLabels } from '@/lib/policy/labels.rules'
import { type AgeBand, ageLabels } from './age.rules'
import type { MembershipStatus } from './membership.rules'
import { type ExpertSource, sourceLabels } from './source.rules'

/** When somebody logged in last. */
export const activityLabels = {
  month: '30 天内登录过',
  quarter: '31–90 天前',
  year: '91 天到一年前',
  older: '一年以前',
  never: '从未登录',
} as const
export type Activity = keyof typeof activityLabels

/** The value of the filter for units that belong to no 归口管理部门. */
export const NO_DEPARTMENT = 'none'
const departmentId = /^(none|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** A score of 信用分 as it stands in an address. */
const score = /^(0|[1-9]\d{0,3})$/
export const scorePattern = score.source

/**
 * What the address of the pool may say. Codes that do not exist count as not said.
 * @param codes the codes of a table, e.g. `codes` of lib/dict/tree
 * @param credit whether there is anything of 信用分 for the reader
 */
export const poolSpec = (
  codes: (table: 'discipline' | 'title' | 'titleLevel' | 'region' | 'unitNature') => readonly string[],
  credit = true,
) =>
  ({
    sorts: credit ? (['admitted', 'name', 'activity', 'credit'] as const) : (['admitted', 'name', 'activity'] as const),
    order: 'desc',
    filters: {
      name: { kind: 'text' },
      unit: { kind: 'text' },
      words: { kind: 'text' },
      discipline: { kind: 'one', values: codes('discipline') },
      title: { kind: 'one', values: codes('title') },
      region: { kind: 'one', values: codes('region') },
      area: { kind: 'one', values: ['inside', 'outside'] },
      activity: { kind: 'one', values: Object.keys(activityLabels) },
      level: { kind: 'many', values: codes('titleLevel') },
      age: { kind: 'many', values: Object.keys(ageLabels) },
      status: { kind: 'many', values: Object.keys(membershipLabels) },
      nature: { kind: 'many', values: codes('unitNature') },
      source: { kind: 'many', values: Object.keys(sourceLabels) },
      department: { kind: 'many', values: departmentId },
      credit: { kind: 'one', values: credit ? score : [] },
    },
  }) satisfies ListSpec

export type PoolSpec = ReturnType<typeof poolSpec>
export type PoolParams = ListParams<PoolSpec>

/** What experts are looked for by; nothing, '' and [] mean: by anything. */
export type PoolFilter = {
  /** name in characters, full pinyin, initials, or a Latin name */
  name?: string
  /** part of the unit's name now or then, of another name of it, its pinyin or initials, or its 统一社会信用代码 */
  unit?: string
  /** words in the titles of projects and papers, each of which has to occur */
  words?: string
  /** a discipline code; the whole subtree below it counts */
  discipline?: string
  title?: string
  /** a region code; everything below it counts */
  region?: string
  /** within the authority's own area or outside of it */
  area?: 'inside' | 'outside'
  activity?: Activity
  level?: string[]
  age?: AgeBand[]
  /** states of the place in the pool; without any everybody who has not left */
  status?: MembershipStatus[]
  nature?: string[]
  source?: ExpertSource[]
  /** ids of departments, or `NO_DEPARTMENT` */
  department?: string[]
  /** 信用分 at most, by what may be read of it; for who may look at draws (`draw.balance`) */
  credit?: string
}
export type FilterKey = keyof PoolFilter

/** The filters of the list as the data functions take them: the spec has let known words pass only. */
export const filterOf = (params: PoolParams): PoolFilter => params.filters as PoolFilter

/** The filters that are set, in the order of the address. */
export const setFilters = (filter: PoolFilter): FilterKey[] =>
  (Object.keys(filter) as FilterKey[]).filter(key => (filter[key]?.length ?? 0) > 0)

/** The filter of an address as it is kept with a request that outlives the page. */
export const readFilter = (raw: RawParams, spec: PoolSpec): PoolFilter => filterOf(parseListParams(raw, spec))

/** A name as somebody typed it: Latin letters are read as pinyin, initials or a Latin name, all else as characters. */
export type NameSearch = { letters: string; typed: string } | { characters: string }

/**
 * Reads what was typed to find a person by: `zhang san`, `xi'an`, `ZS`, `lü` are letters (ü as v, no blanks or
 * apostrophes); `张 三` is read as 张三 and any dot in a name as ·. null when nothing is left to look for.
 */
export function nameSearch(text: string): NameSearch | null {
  const folded = foldMiddleDots(foldWidth(text.normalize('NFC'))).trim()
  const letters = folded.toLowerCase().replaceAll('ü', 'v')
  if (/^[a-z][a-z\s'’.-]*$/.test(letters))
    return { letters: letters.replace(/[^a-z]/g, ''), typed: folded.replace(/\s+/g, ' ') }
  const characters = folded.replace(/\s+/g, '')
  return characters === '' ? null : { characters }
}

/**
 * A unit as somebody typed it: compared with the skeleton of names, with pinyin where it is Latin letters only, and
 * with the 统一社会信用代码 where it is eighteen signs.
 */
export function unitSearch(text: string): { key: string; letters: boolean; code: string | null } | null {
  const key = nameKey(text)
  if (key === '') return null
  const code = compactCode(text).toUpperCase()
  return { key, letters: /^[a-z]{2,}$/.test(key), code: /^[0-9A-Z]{18}$/.test(code) ? code : null }
}

/** A text inside a LIKE pattern: `%`, `_` and `\` stand for themselves. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
