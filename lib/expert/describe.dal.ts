import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { dict } from '@/lib/dict'
import { fullName } from '@/lib/dict/tree'
import { db } from '@/lib/platform/db'
import { membershipLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { ageLabels } from './age.rules'
import { filterLabels } from './facet.rules'
import { activityLabels, type FilterKey, NO_DEPARTMENT, type PoolFilter, setFilters } from './pool.rules'
import { sourceLabels } from './source.rules'

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
    case 'level':
      return dict('titleLevel').name(value)
    case 'nature':
      return dict('unitNature').name(value)
    case 'area':
      return value === 'inside' ? terms.inside : terms.outside
    case 'activity':
      return activityLabels[value as keyof typeof activityLabels]
    case 'age':
      return ageLabels[value as keyof typeof ageLabels]
    case 'status':
      return membershipLabels[value as keyof typeof membershipLabels]
    case 'source':
      return sourceLabels[value as keyof typeof sourceLabels]
  }
}
