import type { Column } from '@/components/table/column'
import { FilterBar } from '@/components/table/filter-bar'
import { ListTable } from '@/components/table/list-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkTabs } from '@/components/ui/link-tabs'
import { Time } from '@/components/ui/time'
import { WaitingFor } from '@/components/workflow/waiting'
import { type ListParams, listHref } from '@/lib/platform/list-params'
import type { UnitRow } from '@/lib/unit/unit.dto'
import { unitListSpec as spec, type UnitTab } from '@/lib/unit/unit.rules'
import { UnitBadge } from './status'

const base = '/bureau/units'

type UnitListProps = {
  params: ListParams<typeof spec>
  tabs: UnitTab[]
  open: UnitTab
  rows: UnitRow[]
  next: string | null
}

const columns = (tab: UnitTab): Column<UnitRow>[] => [
  { id: 'name', header: '单位名称', primary: true, cell: row => row.name },
  { id: 'nature', header: '单位性质', nowrap: true, width: 'w-24', cell: row => row.nature },
  { id: 'region', header: '注册地', cell: row => row.region },
  {
    id: 'code',
    header: '统一社会信用代码',
    nowrap: true,
    width: 'w-44',
    deskOnly: true,
    cell: row => <span className="num">{row.creditCode}</span>,
  },
  ...(tab.mixed
    ? [
        {
          id: 'status',
          header: '状态',
          nowrap: true,
          width: 'w-24',
          cell: (row: UnitRow) => <UnitBadge status={row.status} label={row.statusLabel} />,
        },
      ]
    : []),
  {
    id: 'since',
    header: tab.status === '' ? '提交时间' : '进入状态时间',
    nowrap: true,
    width: 'w-36',
    sort: 'since',
    cell: row => <Time value={row.statusSince} />,
  },
  ...(tab.status === ''
    ? [
        {
          id: 'waited',
          header: '已等待',
          width: 'w-48',
          cell: (row: UnitRow) => <WaitingFor wait={row.wait} />,
        },
      ]
    : []),
]

function nothing(tab: UnitTab): { title: string; why?: string } {
  if (tab.status === '')
    return { title: '没有等待审核的单位', why: '新的单位提交注册后会出现在这里，等得最久的排在最前面。' }
  return { title: tab.status === 'all' ? '还没有单位注册' : `没有「${tab.label}」的单位` }
}

/** The bureau's units: tabs by state with counts, one search box, the longest wait first. */
export function UnitList({ params, tabs, open, rows, next }: UnitListProps) {
  const { text, status, serve } = params.filters
  const keep: Record<string, string> = {}
  if (status) keep.status = status
  if (serve) keep.serve = serve
  if (params.order !== spec.order) keep.order = params.order
  return (
    <>
      <div className="mb-4">
        <LinkTabs
          label="按状态查看"
          tabs={tabs.map(tab => ({
            label: tab.label,
            count: tab.count,
            current: tab.status === open.status,
            href: listHref(base, spec, params, {
              filters: { text, status: tab.status, serve },
              order: tab.status === '' ? 'asc' : 'desc',
            }),
          }))}
        />
      </div>
      <FilterBar
        base={listHref(base, spec, params, { filters: { text: '', status, serve } })}
        values={{ text }}
        keep={keep}
        fields={[{ key: 'text', label: '单位名称、信用代码或联系人', kind: 'text' }]}
      />
      {rows.length === 0 && text === '' && params.after === null ? (
        <div className="rounded-lg border border-line bg-paper">
          <EmptyState {...nothing(open)} />
        </div>
      ) : (
        <ListTable
          caption={`${open.label}的单位`}
          columns={columns(open)}
          rows={rows}
          rowId={row => row.id}
          rowHref={row => `${base}/${row.id}${backOf(params)}`}
          base={base}
          spec={spec}
          params={params}
          total={{ count: open.count }}
          next={next}
          empty={nothing(open)}
        />
      )}
    </>
  )
}

/** Carries filters and page of the list along, so that the way back keeps them. */
const backOf = (params: ListParams<typeof spec>) =>
  listHref('', spec, params, { after: params.after, before: params.before })
