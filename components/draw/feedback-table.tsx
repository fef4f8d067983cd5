import type { ColumnMeta } from '@/components/table/column'
import { BodyRow, HeadCell, TableFrame } from '@/components/table/table-parts'
import { Card } from '@/components/ui/card'
import type { FeedbackRow, FeedbackView } from '@/lib/draw/feedback.dto'
import { feedbackMarks } from '@/lib/draw/feedback.rules'
import { CheckSeat, GiveFeedback } from './feedback-dialogs'
import { SeatBadge } from './seat-badge'

const words = ({ feedback, status }: FeedbackRow) => {
  if (!feedback) return status === 'present' ? '还没有反馈' : '—'
  const marks = feedbackMarks.map(([, label], index) => `${label} ${feedback.marks[index]}`).join('，')
  return feedback.note ? `${marks}。${feedback.note}` : marks
}

const isDue = ({ status, feedback }: FeedbackRow) => status === 'present' && !feedback

/** How each of those who were expected did his work. */
export function FeedbackTable({ view }: { view: FeedbackView }) {
  const { rows, mayFeedBack, mayCheck } = view
  const deeds = mayFeedBack || mayCheck
  const columns: ColumnMeta[] = [
    { id: 'name', header: '姓名', primary: true, width: 'w-28' },
    { id: 'unit', header: '工作单位' },
    { id: 'group', header: '专业组', width: 'w-28' },
    { id: 'status', header: '状态', width: 'w-32', nowrap: true },
    { id: 'feedback', header: '履职反馈' },
    ...(rows.some(row => row.checks.length > 0) ? [{ id: 'checks', header: '抽查' }] : []),
    ...(deeds ? [{ id: 'deed', header: '办理', width: 'w-28' }] : []),
  ]
  return (
    <Card title="履职情况" flush>
      <TableFrame caption="履职情况" head={columns.map(column => <HeadCell key={column.id} column={column} />)}>
        {rows.map(row => (
          <BodyRow
            key={row.id}
            columns={columns}
            cells={{
              name: row.name,
              unit: row.unitName,
              group: row.group,
              status: <SeatBadge status={row.status} label={row.statusLabel} />,
              feedback: words(row),
              checks: row.checks.map(check => `${check.result}：${check.note}（${check.by}）`).join('\n') || '—',
              deed: (mayCheck || isDue(row)) && (
                <span className="flex flex-wrap gap-2">
                  {mayFeedBack && isDue(row) && <GiveFeedback id={row.id} name={row.name} />}
                  {mayCheck && row.checks.length === 0 && <CheckSeat id={row.id} name={row.name} />}
                </span>
              ),
            }}
          />
        ))}
      </TableFrame>
    </Card>
  )
}
