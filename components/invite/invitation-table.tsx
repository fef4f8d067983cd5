import { ApplicationBadge } from '@/components/application/status'
import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { LinkButton } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import type { InvitationRow } from '@/lib/invite/invite.dto'
import { invitationStateOptions, invitationSpec as spec } from '@/lib/invite/invite.rules'
import type { ListParams } from '@/lib/platform/list-params'
import { InvitationBadge } from './status'

const columns: Column<InvitationRow>[] = [
  { id: 'name', header: '姓名', primary: true, nowrap: true, width: 'w-24', cell: row => row.name },
  { id: 'unit', header: '工作单位', cell: row => row.unitName },
  {
    id: 'phone',
    header: '手机号码',
    nowrap: true,
    width: 'w-32',
    deskOnly: true,
    cell: row => <span className="num">{row.phoneMask}</span>,
  },
  {
    id: 'state',
    header: '邀请',
    nowrap: true,
    width: 'w-40',
    cell: row => (
      <>
        <InvitationBadge state={row.state} />
        {row.left && <span className="ml-2 text-sm text-ink-3">{row.left}</span>}
      </>
    ),
  },
  {
    id: 'application',
    header: '申请',
    nowrap: true,
    width: 'w-32',
    cell: row =>
      row.application ? (
        <ApplicationBadge status={row.application.status} label={row.application.statusLabel} />
      ) : row.state === 'accepted' ? (
        '还没有开始'
      ) : (
        '—'
      ),
  },
  { id: 'inviter', header: '邀请人', nowrap: true, width: 'w-24', cell: row => row.inviter },
  {
    id: 'created',
    header: '邀请时间',
    nowrap: true,
    width: 'w-40',
    sort: 'created',
    cell: row => <Time value={row.createdAt} />,
  },
]

export const newInvitation = (
  <LinkButton href="/bureau/invitations/new" variant="primary">
    邀请专家
  </LinkButton>
)

type InvitationTableProps = {
  params: ListParams<typeof spec>
  rows: InvitationRow[]
  next: string | null
  total: number
}

/** All invitations of the bureau, and what became of them. */
export function InvitationTable({ params, rows, next, total }: InvitationTableProps) {
  const base = '/bureau/invitations'
  return (
    <FilteredList
      fields={[
        { key: 'text', label: '姓名或单位', kind: 'text' },
        { key: 'state', label: '邀请', kind: 'one', options: invitationStateOptions },
      ]}
      caption="入库邀请"
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
        title: '还没有邀请过专家',
        why: '对符合条件的专家，可以直接发出邀请：对方收到链接，接受后填写专家信息，由其他审核人员审核。',
        action: newInvitation,
      }}
    />
  )
}
