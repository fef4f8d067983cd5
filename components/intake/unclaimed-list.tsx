import { SlipBadge } from '@/components/slip/slip-table'
import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { Time } from '@/components/ui/time'
import type { UnclaimedRow } from '@/lib/intake/intake.dto'
import { unclaimedSpec as spec } from '@/lib/intake/unclaimed.rules'
import type { ListParams } from '@/lib/platform/list-params'

const columns: Column<UnclaimedRow>[] = [
  { id: 'name', header: '姓名', primary: true, width: 'w-40', cell: row => row.name },
  { id: 'unit', header: '工作单位', cell: row => row.unitName },
  { id: 'since', header: '入库', nowrap: true, width: 'w-40', cell: row => <Time value={row.since} day /> },
  {
    id: 'asked',
    header: '最近一次提醒',
    nowrap: true,
    width: 'w-40',
    cell: row => (row.askedAt ? <Time value={row.askedAt} /> : '还没有'),
  },
  {
    id: 'slip',
    header: '激活单',
    nowrap: true,
    width: 'w-36',
    cell: row => (row.slip ? <SlipBadge {...row.slip} /> : '—'),
  },
]

type UnclaimedListProps = {
  base: string
  params: ListParams<typeof spec>
  rows: UnclaimedRow[]
  next: string | null
  total: number
  /** may make out a slip: each row leads to it */
  mayHelp: boolean
}

/** Who has not come yet, the longest first. */
export const UnclaimedList = ({ base, params, rows, next, total, mayHelp }: UnclaimedListProps) => (
  <FilteredList
    fields={[{ key: 'name', label: '姓名', kind: 'text' }]}
    caption="没有首次登录的专家"
    columns={columns}
    rows={rows}
    rowId={row => row.id}
    rowHref={mayHelp ? row => `${base}/${row.id}` : undefined}
    base={base}
    spec={spec}
    params={params}
    total={{ count: total }}
    next={next}
    empty={{ title: '没有等待首次登录的专家', why: '由名单入库的专家，核对证件、设置密码之前列在这里。' }}
  />
)
