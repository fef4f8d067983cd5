import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { dict } from '@/lib/dict'
import { fullName } from '@/lib/dict/tree'
import { db } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { filterLabels } from './facet.rules'
import { activityLabels, type FilterKey, NO_DEPARTMENT, type PoolFilter, setFilters } from './pool.rules'
import { plainWords } from './value.rules'

/** One condition of a search in words: what is asked for, and which. */
export type Described = { key: FilterKey; value: string; label: string; words: string }

/** What a filter is called under a policy. */
export async function filterNames(_actor: Actor): Promise<Record<FilterKey, string>> {
  const { terms } = (await currentPolicy()).policy
  return { ...filterLabels, department: terms.department, area: terms.areaLabel }
}

/** The conditions of a search in words, each value by itself; nothing of anybody but names of departments. */
export async function describeFilter(actor: Actor, filter: PoolFilter): Promise<Described[]> {
  const { policy } = await currentPolicy()
  const labels = await filterNames(actor)
  const departments = await db().department.findMany({
    where: { id: { in: (filter.department ?? []).filter(id => id !== NO_DEPARTMENT) } },
    select: { id: true, name: true },
  })
  const named = new Map([
    [NO_DEPARTMENT, `没有${policy.terms.department}`],
    ...departments.map(d => [d.id, d.name] as const),
  ])
  return setFilters(filter).flatMap(key =>
    [filter[key]!].flat().map(value => ({
      key,
      value,
      label: labels[key],
      words: key === 'department' ? (named.get(value) ?? '已不存在的部门') : wordsFor(policy, key, value),
    })),
  )
}

function wordsFor({ terms }: Policy, key: Exclude<FilterKey, 'department'>, value: string): string {
  switch (key) {
    case 'name':
    case 'unit':
    case 'words':
      return value
    case 'discipline':
    case 'region':
      return fullName(key, value)
    case 'title':
      return dict('title').name(value)
    case 'area':
      return value === 'inside' ? terms.inside : terms.outside
    case 'credit':
      return `不高于 ${value} 分`
    case 'activity':
      return activityLabels[value as keyof typeof activityLabels]
    default:
      return plainWords(key, value)
  }
}
