import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import type { MessageRow } from '@/lib/message/message.dto'
import { type MessageState, messageStatuses, messageListSpec as spec, statusLabels } from '@/lib/message/message.rules'
import type { ListParams } from '@/lib/platform/list-params'
import { ResendBar, ResendButton } from './resend'

const tones: Record<MessageState, 'neutral' | 'success' | 'warning' | 'danger'> = {
  queued: 'neutral',
  failed: 'warning',
  sent: 'success',
  dead: 'danger',
}

type MessageTableProps = {
  base: string
  params: ListParams<typeof spec>
  rows: MessageRow[]
  next: string | null
  total: number
  /** staff who help people see the masked recipient and can send again; the system administrator sees delivery only */
  forStaff: boolean
}

function columns(forStaff: boolean): Column<MessageRow>[] {
  return [
    {
      id: 'label',
      header: '内容',
      primary: true,
      width: 'w-56',
      cell: row => (
        <>
          {row.label}
          <span className="ml-2 text-sm text-ink-3">{row.channelLabel}</span>
        </>
      ),
    },
    ...(forStaff
      ? [
          {
            id: 'to',
            header: '收件人',
            nowrap: true,
            width: 'w-44',
            cell: (row: MessageRow) => <span className="num">{row.to}</span>,
          },
        ]
      : []),
    {
      id: 'status',
      header: '状态',
      nowrap: true,
      width: 'w-28',
      cell: row => <Badge tone={tones[row.status]}>{row.statusLabel}</Badge>,
    },
    { id: 'problem', header: '原因', cell: row => row.problem || '—' },
    { id: 'attempts', header: '次数', align: 'end', width: 'w-16', cell: row => row.attempts },
    {
      id: 'created',
      header: '产生时间',
      nowrap: true,
      width: 'w-40',
      sort: 'created',
      cell: row => <Time value={row.createdAt} />,
    },
    ...(forStaff
      ? [
          {
            id: 'deed',
            header: '办理',
            nowrap: true,
            width: 'w-20',
            cell: (row: MessageRow) => (row.resendable ? <ResendButton id={row.id} label={row.label} /> : '—'),
          },
        ]
      : []),
  ]
}

/** Messages and how their delivery went. Never a text, never a code. */
export function MessageTable({ base, params, rows, next, total, forStaff }: MessageTableProps) {
  return (
    <FilteredList
      fields={[
        ...(forStaff ? [{ key: 'tail', label: '手机号码后四位', kind: 'text' as const, short: true }] : []),
        {
          key: 'status',
          label: '状态',
          kind: 'one',
          options: messageStatuses.map(value => ({ value, label: statusLabels[value] })),
        },
        {
          key: 'kind',
          label: '种类',
          kind: 'one',
          options: [
            { value: 'business', label: '业务消息' },
            { value: 'code', label: '验证码' },
          ],
        },
      ]}
      caption="短信和邮件"
      columns={columns(forStaff)}
      rows={rows}
      rowId={row => row.id}
      rowLabel={row => `${row.label} ${row.to}`}
      base={base}
      spec={spec}
      params={params}
      total={{ count: total }}
      next={next}
      selection={forStaff && params.filters.status === 'dead' ? { bar: <ResendBar /> } : undefined}
      empty={{ title: '还没有短信和邮件', why: '审核有结果、有人获取验证码之后，会出现在这里。' }}
    />
  )
}
