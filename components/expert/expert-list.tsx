import type { ReactNode } from 'react'
import { CodeFilter } from '@/components/dict/code-filter'
import type { Choice } from '@/components/form/use-search'
import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import type { Total } from '@/components/table/pager'
import { LinkButton } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import type { Described } from '@/lib/expert/describe.dal'
import type { ListedExpert } from '@/lib/expert/expert.dto'
import { facetKeys } from '@/lib/expert/facet.rules'
import { activityLabels, type PoolParams, type PoolSpec, scorePattern } from '@/lib/expert/pool.rules'
import { wordSearch } from '@/lib/expert/words.rules'
import type { Policy } from '@/lib/policy/policy.schema'
import { FilterChips } from './filter-chips'
import { ExpertBadge } from './status'

export const expertsBase = '/bureau/experts'

const columns: Column<ListedExpert>[] = [
  { id: 'name', header: '姓名', primary: true, sort: 'name', cell: row => row.name },
  { id: 'unit', header: '所在单位', cell: row => row.unitName },
  { id: 'title', header: '技术职称', width: 'w-28', cell: row => row.title },
  { id: 'disciplines', header: '学科', cell: row => row.disciplines.join('、') },
  { id: 'region', header: '所在地区', deskOnly: true, cell: row => row.region },
  { id: 'status', header: '状态', nowrap: true, width: 'w-24', cell: row => <ExpertBadge expert={row} /> },
  {
    id: 'activity',
    header: '最近登录',
    nowrap: true,
    width: 'w-28',
    sort: 'activity',
    deskOnly: true,
    cell: row => (row.loggedIn ? <Time value={row.activatedAt} day /> : '还没有登录'),
  },
  {
    id: 'admitted',
    header: '入库时间',
    nowrap: true,
    width: 'w-28',
    sort: 'admitted',
    cell: row => <Time value={row.admittedAt} day />,
  },
]
const creditColumn: Column<ListedExpert> = {
  ...{ id: 'credit', header: '信用分', align: 'end', nowrap: true, width: 'w-24', sort: 'credit' },
  cell: row => <span className="num">{row.credit}</span>,
}

const activities = Object.entries(activityLabels).map(([value, label]) => ({ value, label }))

const creditFilter = {
  ...{ key: 'credit', label: '信用分不高于', kind: 'text' as const, placeholder: '如 60', short: true },
  only: { pattern: scorePattern, sentence: '请填 0 到 9999 的整数，现在没有按信用分筛选。' },
}

type ExpertListProps = {
  spec: PoolSpec
  params: PoolParams
  rows: ListedExpert[]
  next: string | null
  total: Total
  terms: Policy['terms']
  conditions: readonly Described[]
  /** whether there is anything of 信用分 for the reader */
  credit: boolean
  /** the counts beside the list */
  facets: ReactNode
  /** said when nobody meets the conditions */
  nobody: ReactNode
}

/** The pool with its filters. Document and phone numbers are neither shown nor searched for. */
export function ExpertList({ spec, params, conditions, facets, nobody, terms, credit, ...list }: ExpertListProps) {
  const chosen = (key: 'discipline' | 'title'): Choice | null => {
    const one = conditions.find(condition => condition.key === key)
    return one ? { value: one.value, label: one.words } : null
  }
  // in a form that is sent without scripts, what is chosen beside the list goes along
  const besides = facetKeys
    .filter(key => key !== 'discipline')
    .flatMap(key => [params.filters[key]].flat().map(value => ({ key, value })))
  const short = wordSearch(params.filters.words)?.short
  return (
    <FilteredList
      fields={[
        { key: 'name', label: '姓名', kind: 'text', placeholder: '汉字或拼音', short: true },
        { key: 'unit', label: '所在单位', kind: 'text', placeholder: '名称、拼音或信用代码', short: true },
        { key: 'words', label: '项目和论文的题目', kind: 'text', placeholder: '至少两个字', short: true },
        { key: 'activity', label: '最近登录', kind: 'one', options: activities },
        ...(terms.insideRegions.length > 0
          ? [
              {
                key: 'area',
                label: '地域',
                kind: 'one' as const,
                options: [
                  { value: 'inside', label: terms.inside },
                  { value: 'outside', label: terms.outside },
                ],
              },
            ]
          : []),
        ...(credit ? [creditFilter] : []),
      ]}
      otherFilters={
        <>
          <CodeFilter table="discipline" name="discipline" label="学科（含下级）" chosen={chosen('discipline')} />
          <CodeFilter table="title" name="title" label="技术职称" chosen={chosen('title')} />
          {besides.map(({ key, value }) => value && <input key={key + value} type="hidden" name={key} value={value} />)}
        </>
      }
      above={
        <>
          {short && (
            <p className="mb-3 text-sm text-ink-2">项目和论文的题目，请至少输入两个连续的字；单个字没有用来查找。</p>
          )}
          <FilterChips base={expertsBase} spec={spec} params={params} conditions={conditions} />
        </>
      }
      beside={facets}
      nothingFits={nobody}
      caption="在库专家"
      columns={credit ? [...columns, creditColumn] : columns}
      rowId={row => row.id}
      rowHref={row => `${expertsBase}/${row.id}`}
      base={expertsBase}
      spec={spec}
      params={params}
      {...list}
      empty={{
        title: '专家库里还没有专家',
        why: '申请人入库之后，会出现在这里。',
        action: <LinkButton href="/bureau/applications?status=mine">去审核申请</LinkButton>,
      }}
    />
  )
}
