import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import type { Total } from '@/components/table/pager'
import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import { actionGroups } from '@/lib/audit/action-groups.rules'
import type { AuditRow } from '@/lib/audit/audit.dto'
import { auditListSpec as spec } from '@/lib/audit/audit.rules'
import { objectLabels, resultLabels } from '@/lib/audit/labels.rules'
import type { ListParams } from '@/lib/platform/list-params'

const base = '/admin/audit'
const options = (table: Record<string, string>) => Object.entries(table).map(([value, label]) => ({ value, label }))

/** 成功 is the rule and stays plain; what was refused or failed catches the eye. */
export const ResultBadge = ({ result, label }: { result: string; label: string }) =>
  result === 'done' ? label : <Badge tone={result === 'denied' ? 'warning' : 'danger'}>{label}</Badge>

const columns: Column<AuditRow>[] = [
  { id: 'at', header: '时间', nowrap: true, width: 'w-36', cell: row => <Time value={row.at} /> },
  {
    id: 'label',
    header: '操作',
    primary: true,
    cell: row => (
      <>
        {row.alert && <Badge tone="danger">告警</Badge>} {row.label}
      </>
    ),
  },
  {
    id: 'who',
    header: '人员',
    cell: row => (
      <>
        {row.who}
        <span className="text-sm text-ink-3">（{row.kind}）</span>
      </>
    ),
  },
  { id: 'object', header: '对象', nowrap: true, width: 'w-28', cell: row => row.object || '—' },
  {
    id: 'result',
    header: '结果',
    nowrap: true,
    width: 'w-20',
    cell: row => <ResultBadge result={row.result} label={row.resultLabel} />,
  },
  { id: 'address', header: '地址', nowrap: true, width: 'w-32', deskOnly: true, cell: row => row.address },
  {
    id: 'seal',
    header: '封存',
    nowrap: true,
    width: 'w-20',
    cell: row => (row.position ? '已封存' : <Badge tone="warning">待封存</Badge>),
  },
]

type AuditListProps = { params: ListParams<typeof spec>; rows: AuditRow[]; next: string | null; total: Total }

/** The audit trail with its filters, the newest event first. */
export function AuditList({ params, rows, next, total }: AuditListProps) {
  return (
    <FilteredList
      fields={[
        { key: 'from', label: '开始日期', kind: 'text', short: true, placeholder: '2026-01-31' },
        { key: 'to', label: '结束日期', kind: 'text', short: true, placeholder: '2026-01-31' },
        { key: 'who', label: '姓名或登录名', kind: 'text', short: true, placeholder: '写全' },
        {
          key: 'group',
          label: '操作',
          kind: 'one',
          options: [
            { value: 'alert', label: '告警' },
            ...actionGroups.map(group => ({ value: group.code, label: group.label })),
          ],
        },
        { key: 'object', label: '对象', kind: 'one', options: options(objectLabels) },
        { key: 'result', label: '结果', kind: 'one', options: options(resultLabels) },
        { key: 'text', label: '请求编号、错误编号或对象编号', kind: 'text', placeholder: '写全' },
      ]}
      caption="审计记录"
      columns={columns}
      rows={rows}
      rowId={row => row.id}
      rowHref={row => `${base}/${row.id}`}
      base={base}
      spec={spec}
      params={params}
      total={total}
      next={next}
      empty={{ title: '还没有审计记录' }}
    />
  )
}
