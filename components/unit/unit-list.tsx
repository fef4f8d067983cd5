import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { StateTabs } from '@/components/table/state-tabs'
import { Time } from '@/components/ui/time'
import { WaitingFor } from '@/components/workflow/waiting'
import type { ListParams } from '@/lib/platform/list-params'
import type { UnitRow } from '@/lib/unit/unit.dto'
import { unitListSpec as spec, type UnitTab } from '@/lib/unit/unit.rules'
import { UnitBadge } from './status'
import { UnitBulk, type UnitBulkRow } from './unit-bulk'

const base = '/bureau/units'

type UnitListProps = {
  params: ListParams<typeof spec>
  tabs: UnitTab[]
  open: UnitTab
  rows: UnitRow[]
  next: string | null
  /** which event passes a unit in a state; nothing is ticked without it */
  passOf?: (status: UnitRow['status']) => UnitBulkRow['pass']
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
export function UnitList({ params, tabs, open, rows, next, passOf }: UnitListProps) {
  const bulk = rows.map(({ id, version, name, creditCode, status, statusLabel }) => ({
    ...{ id, version, name, creditCode, statusLabel },
    pass: passOf?.(status) ?? null,
  }))
  return (
    <>
      <StateTabs label="按状态查看" tabs={tabs} open={open} base={base} spec={spec} params={params} />
      <FilteredList
        fields={[{ key: 'text', label: '单位名称、信用代码或联系人', kind: 'text' }]}
        views={['status', 'serve']}
        caption={`${open.label}的单位`}
        columns={columns(open)}
        rows={rows}
        rowId={row => row.id}
        rowHref={row => `${base}/${row.id}`}
        base={base}
        spec={spec}
        params={params}
        total={{ count: open.count }}
        next={next}
        empty={nothing(open)}
        rowLabel={row => row.name}
        selection={bulk.some(row => row.pass) ? { bar: <UnitBulk rows={bulk} /> } : undefined}
      />
    </>
  )
}
