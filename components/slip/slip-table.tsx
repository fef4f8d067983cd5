import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { StatusBadge, type Tone } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import type { ListParams } from '@/lib/platform/list-params'
import type { SlipRow } from '@/lib/slip/slip.dto'
import { type SlipState, slipStateLabels, slipStates, slipListSpec as spec } from '@/lib/slip/slip.rules'

const base = '/bureau/slips'

const tones: Record<SlipState, Tone> = {
  waiting: 'warning',
  confirmed: 'info',
  printed: 'info',
  used: 'success',
  expired: 'neutral',
  ended: 'neutral',
}

/** Where a slip stands. */
export const SlipBadge = ({ state, label }: { state: SlipState; label: string }) => (
  <StatusBadge tone={tones[state]} label={label} />
)

export const newSlip = (
  <LinkButton href={`${base}/new`} variant="primary">
    办理激活单
  </LinkButton>
)

const columns: Column<SlipRow>[] = [
  { id: 'name', header: '姓名', primary: true, width: 'w-40', cell: row => row.holderName },
  {
    id: 'phone',
    header: '手机',
    nowrap: true,
    width: 'w-32',
    cell: row => <span className="num">{row.phoneMask}</span>,
  },
  { id: 'purpose', header: '用途', nowrap: true, width: 'w-40', cell: row => row.purposeLabel },
  {
    id: 'state',
    header: '状态',
    nowrap: true,
    width: 'w-40',
    cell: row => <SlipBadge state={row.state} label={row.stateLabel} />,
  },
  { id: 'by', header: '申请人', nowrap: true, cell: row => row.issuedByName },
  { id: 'confirmed', header: '确认人', nowrap: true, cell: row => row.confirmedByName ?? '—' },
  {
    id: 'issued',
    header: '申请时间',
    nowrap: true,
    width: 'w-40',
    sort: 'issued',
    cell: row => <Time value={row.issuedAt} />,
  },
]

type SlipTableProps = {
  params: ListParams<typeof spec>
  rows: SlipRow[]
  next: string | null
  total: number
}

/** All activation slips, the newest first. */
export function SlipTable({ params, rows, next, total }: SlipTableProps) {
  return (
    <FilteredList
      fields={[
        {
          key: 'state',
          label: '状态',
          kind: 'one',
          options: slipStates.map(value => ({ value, label: slipStateLabels[value] })),
        },
      ]}
      caption="激活单"
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
        title: '还没有激活单',
        why: '有人收不到验证码、带证件来办理时，从这里开单。',
        action: newSlip,
      }}
    />
  )
}
