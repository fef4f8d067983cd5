import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { Time } from '@/components/ui/time'
import type { ListParams } from '@/lib/platform/list-params'
import type { BatchRow } from '@/lib/publicity/publicity.dto'
import { publicityStatusOptions, publicitySpec as spec } from '@/lib/publicity/publicity.rules'
import { BatchBadge } from './status'

const columns: Column<BatchRow>[] = [
  { id: 'title', header: '标题', primary: true, cell: row => <span className="line-clamp-2">{row.title}</span> },
  {
    id: 'number',
    header: '编号',
    nowrap: true,
    width: 'w-24',
    cell: row => <span className="num">{row.number ?? '—'}</span>,
  },
  {
    id: 'status',
    header: '状态',
    nowrap: true,
    width: 'w-28',
    cell: row => <BatchBadge status={row.status} label={row.statusLabel} />,
  },
  { id: 'count', header: '人数', align: 'end', width: 'w-20', cell: row => <span className="num">{row.count}</span> },
  {
    id: 'objections',
    header: '异议',
    align: 'end',
    width: 'w-20',
    cell: row => <span className="num">{row.objections}</span>,
  },
  {
    id: 'last',
    header: '截止',
    nowrap: true,
    width: 'w-40',
    cell: row => (row.lastDay ? <span className="num">{row.lastDay}</span> : '—'),
  },
  { id: 'author', header: '经办人', nowrap: true, width: 'w-28', deskOnly: true, cell: row => row.authorName },
  {
    id: 'created',
    header: '新建时间',
    nowrap: true,
    width: 'w-40',
    sort: 'created',
    cell: row => <Time value={row.createdAt} />,
  },
]

type BatchTableProps = { params: ListParams<typeof spec>; rows: BatchRow[]; next: string | null; total: number }

/** All batches for the bureau: drafts, those that run, and the archive. */
export function BatchTable({ params, rows, next, total }: BatchTableProps) {
  const base = '/bureau/publicity'
  return (
    <FilteredList
      fields={[{ key: 'status', label: '状态', kind: 'one', options: publicityStatusOptions }]}
      caption="专家公示"
      columns={columns}
      rows={rows}
      rowId={row => row.id}
      rowHref={row => `${base}/${row.id}`}
      base={base}
      spec={spec}
      params={params}
      total={{ count: total }}
      next={next}
      empty={{ title: '还没有公示', why: '审核通过、同意拟入库的专家，在这里一批一批公示。' }}
    />
  )
}
