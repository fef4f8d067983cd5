import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import type { ExportRow } from '@/lib/export/export.dto'
import { exportSpec as spec } from '@/lib/export/list.rules'
import type { ListParams } from '@/lib/platform/list-params'
import { exportMachine } from '@/lib/workflow/export.machine'
import { ExportBadge } from './status'

export const exportsBase = '/bureau/exports'

const states = Object.entries(exportMachine.labels).map(([value, label]) => ({ value, label }))
const grouped = new Intl.NumberFormat('zh-CN')

const columns: Column<ExportRow>[] = [
  {
    id: 'number',
    header: '导出编号',
    primary: true,
    nowrap: true,
    width: 'w-32',
    cell: row => <span className="num">{row.number}</span>,
  },
  { id: 'requester', header: '提出人', width: 'w-44', cell: row => row.requester },
  {
    id: 'purpose',
    header: '用途',
    cell: row => (
      <>
        {row.purpose} {row.numbers && <Badge tone="warning">含完整号码</Badge>}
      </>
    ),
  },
  {
    id: 'people',
    header: '人数',
    align: 'end',
    nowrap: true,
    width: 'w-20',
    cell: row => <span className="num">{grouped.format(row.people)}</span>,
  },
  {
    id: 'status',
    header: '状态',
    nowrap: true,
    width: 'w-28',
    cell: row => <ExportBadge status={row.status} label={row.statusLabel} />,
  },
  { id: 'created', header: '提出时间', nowrap: true, width: 'w-40', cell: row => <Time value={row.createdAt} /> },
]

type ExportListProps = { params: ListParams<typeof spec>; rows: ExportRow[]; next: string | null; total: number }

/** Requests for files of experts, the newest first. */
export function ExportList({ params, rows, next, total }: ExportListProps) {
  return (
    <FilteredList
      fields={[{ key: 'status', label: '状态', kind: 'many', options: states }]}
      caption="名单导出申请"
      columns={columns}
      rows={rows}
      rowId={row => row.id}
      rowHref={row => `${exportsBase}/${row.id}`}
      base={exportsBase}
      spec={spec}
      params={params}
      total={{ count: total }}
      next={next}
      empty={{
        title: '还没有导出申请',
        why: '在专家库中按条件找到专家后，点「申请导出」。经另一位业务管理员同意，系统生成文件，七天内可以下载。',
        action: <LinkButton href="/bureau/experts">去专家库</LinkButton>,
      }}
    />
  )
}
