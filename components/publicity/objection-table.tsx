import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import { WaitingFor } from '@/components/workflow/waiting'
import type { ListParams } from '@/lib/platform/list-params'
import type { ObjectionRow } from '@/lib/publicity/objection.dto'
import { objectionSpec as spec } from '@/lib/publicity/objection.rules'
import { ObjectionBadge } from './status'

const columns: Column<ObjectionRow>[] = [
  { id: 'name', header: '公示人员', primary: true, width: 'w-40', cell: row => row.expertName },
  { id: 'unit', header: '工作单位', cell: row => row.unitName },
  { id: 'kind', header: '名义', nowrap: true, width: 'w-28', cell: row => row.kindLabel },
  {
    id: 'status',
    header: '状态',
    nowrap: true,
    width: 'w-36',
    cell: row => <ObjectionBadge status={row.status} label={row.statusLabel} />,
  },
  {
    id: 'batch',
    header: '公示',
    nowrap: true,
    width: 'w-28',
    cell: row => <span className="num">{row.batchNumber}</span>,
  },
  {
    id: 'last',
    header: '公示截止',
    width: 'w-32',
    cell: row => (
      <span className="num flex flex-wrap items-center gap-x-2">
        {row.lastDay}
        {row.soon && <Badge tone="danger">{row.soon}</Badge>}
      </span>
    ),
  },
  {
    id: 'filed',
    header: '提出时间',
    nowrap: true,
    width: 'w-40',
    sort: 'filed',
    cell: row => <Time value={row.filedAt} />,
  },
  { id: 'waited', header: '已等待', width: 'w-32', cell: row => <WaitingFor wait={row.wait} /> },
]

type ObjectionTableProps = { params: ListParams<typeof spec>; rows: ObjectionRow[]; next: string | null; total: number }

/** The objections, those that wait first asked for. */
export function ObjectionTable({ params, rows, next, total }: ObjectionTableProps) {
  const base = '/bureau/objections'
  return (
    <FilteredList
      fields={[{ key: 'text', label: '姓名、单位或公示编号', kind: 'text' }]}
      caption="公示异议"
      columns={columns}
      rows={rows}
      rowId={row => row.id}
      rowHref={row => `${base}/${row.id}`}
      base={base}
      spec={spec}
      params={params}
      views={['all']}
      total={{ count: total }}
      next={next}
      empty={{ title: '没有要办理的异议', why: '公示期内收到的异议会出现在这里，先提出的排在前面。' }}
    />
  )
}
