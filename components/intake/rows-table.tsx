import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { Badge } from '@/components/ui/badge'
import type { IntakeRowView } from '@/lib/intake/intake.dto'
import { rowStateOptions, intakeRowsSpec as spec } from '@/lib/intake/list.rules'
import type { ListParams } from '@/lib/platform/list-params'
import { rowTone } from './status'

const columns: Column<IntakeRowView>[] = [
  { id: 'number', header: '行', align: 'end', width: 'w-16', cell: row => <span className="num">{row.number}</span> },
  { id: 'name', header: '姓名', primary: true, width: 'w-24', cell: row => row.name ?? '（已删除）' },
  {
    id: 'state',
    header: '结果',
    width: 'w-28',
    cell: row => (
      <Badge tone={row.unreached ? 'warning' : rowTone(row.state)}>{row.done ? '已入库' : row.stateLabel}</Badge>
    ),
  },
  {
    id: 'why',
    header: '原因',
    cell: row =>
      row.faults.length === 0 ? (
        '—'
      ) : (
        <ul className="space-y-0.5">
          {row.faults.map(({ column, text }) => (
            <li key={`${column} ${text}`}>
              {column && <span className="font-medium">{column}：</span>}
              {text}
            </li>
          ))}
        </ul>
      ),
  },
  { id: 'unit', header: '工作单位', width: 'w-44', cell: row => row.unitName ?? '—' },
  {
    id: 'title',
    header: '职称、学科',
    width: 'w-36',
    deskOnly: true,
    cell: row => [row.title, ...row.disciplines].filter(Boolean).join('、') || '—',
  },
  {
    id: 'numbers',
    header: '证件、手机',
    width: 'w-40',
    deskOnly: true,
    cell: row => (
      <span className="num text-sm text-ink-2">
        {row.docMask}
        <br />
        {row.phoneMask}
      </span>
    ),
  },
]

type RowsTableProps = {
  id: string
  params: ListParams<typeof spec>
  rows: IntakeRowView[]
  next: string | null
  total: number
}

/** The rows of a list in the order of the file, with what became of each. */
export const IntakeRows = ({ id, params, rows, next, total }: RowsTableProps) => (
  <FilteredList
    fields={[{ key: 'state', label: '结果', kind: 'one', options: rowStateOptions }]}
    caption="名单的各行"
    columns={columns}
    rows={rows}
    rowId={row => String(row.number)}
    base={`/bureau/intake/${id}`}
    spec={spec}
    params={params}
    total={{ count: total }}
    next={next}
    empty={{ title: '没有这样的行' }}
  />
)
