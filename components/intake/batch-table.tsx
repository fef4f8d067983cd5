import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { Time } from '@/components/ui/time'
import { kindLabels } from '@/lib/intake/columns.rules'
import type { IntakeListRow } from '@/lib/intake/intake.dto'
import { intakeStatusOptions, intakeSpec as spec } from '@/lib/intake/list.rules'
import type { ListParams } from '@/lib/platform/list-params'
import { IntakeBadge } from './status'

const columns: Column<IntakeListRow>[] = [
  { id: 'title', header: '批次', primary: true, cell: row => <span className="line-clamp-2">{row.title}</span> },
  { id: 'kind', header: '种类', nowrap: true, width: 'w-28', cell: row => kindLabels[row.kind] },
  {
    id: 'status',
    header: '状态',
    nowrap: true,
    width: 'w-28',
    cell: row => <IntakeBadge status={row.status} label={row.statusLabel} />,
  },
  {
    id: 'rows',
    header: '名单行数',
    align: 'end',
    width: 'w-24',
    cell: row => <span className="num">{row.rows ?? '—'}</span>,
  },
  { id: 'done', header: '已入库', align: 'end', width: 'w-24', cell: row => <span className="num">{row.done}</span> },
  { id: 'author', header: '上传人', nowrap: true, width: 'w-28', deskOnly: true, cell: row => row.authorName },
  {
    id: 'created',
    header: '新建时间',
    nowrap: true,
    width: 'w-40',
    sort: 'created',
    cell: row => <Time value={row.createdAt} />,
  },
]

type BatchTableProps = { params: ListParams<typeof spec>; rows: IntakeListRow[]; next: string | null; total: number }

/** All batches, the newest first. */
export function IntakeTable({ params, rows, next, total }: BatchTableProps) {
  const base = '/bureau/intake'
  return (
    <FilteredList
      fields={[{ key: 'status', label: '状态', kind: 'one', options: intakeStatusOptions }]}
      caption="导入批次"
      columns={columns}
      rows={rows}
      rowId={row => row.id}
      rowHref={row => `${base}/${row.id}`}
      base={base}
      spec={spec}
      params={params}
      total={{ count: total }}
      next={next}
      empty={{
        title: '还没有导入过名单',
        why: '已有的专家名单（Excel 或 CSV）在这里导入：先检查，再由另一位业务管理员确认，最后入库。',
      }}
    />
  )
}
