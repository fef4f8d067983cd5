import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { StateTabs } from '@/components/table/state-tabs'
import { Time } from '@/components/ui/time'
import type { PayRow } from '@/lib/draw/pay.dto'
import { payTabs, paySpec as spec } from '@/lib/draw/pay.rules'
import { type Counted, countText } from '@/lib/platform/counted'
import type { ListParams } from '@/lib/platform/list-params'

const base = '/bureau/pay'

const columns: Column<PayRow>[] = [
  { id: 'number', header: '编号', nowrap: true, width: 'w-32', cell: row => <span className="num">{row.number}</span> },
  {
    id: 'title',
    header: '评审活动',
    primary: true,
    cell: row => <span className="line-clamp-2">{row.title}</span>,
  },
  { id: 'office', header: '使用单位', width: 'w-40', cell: row => row.office },
  {
    id: 'session',
    header: '评审时间',
    nowrap: true,
    width: 'w-40',
    cell: row => row.sessionFrom && <Time value={row.sessionFrom} />,
  },
  {
    id: 'people',
    header: '到场',
    align: 'end',
    nowrap: true,
    width: 'w-20',
    cell: row => <span className="num">{row.people} 人</span>,
  },
  {
    id: 'paid',
    header: '已发放',
    align: 'end',
    nowrap: true,
    width: 'w-20',
    cell: row => <span className="num">{row.paid} 人</span>,
  },
]

type Props = {
  params: ListParams<typeof spec>
  rows: PayRow[]
  next: string | null
  total: Counted
  /** of all, and of each tab */
  counts: Counted[]
}

/** Reviews that are over, for 财务. */
export function PayList({ params, rows, next, total, counts }: Props) {
  const shown = [{ value: '', label: '全部' } as const, ...payTabs]
  return (
    <>
      <StateTabs
        label="按发放情况"
        tabs={shown.map(({ value, label }, at) => ({ status: value, label, count: countText(counts[at]!) }))}
        open={{ status: params.filters.status }}
        base={base}
        spec={spec}
        params={params}
      />
      <FilteredList
        fields={[{ key: 'text', label: '编号、名称、打印序列号', kind: 'text' }]}
        views={['status']}
        caption="劳务费"
        columns={columns}
        rows={rows}
        rowId={row => row.id}
        rowHref={row => `${base}/${row.id}`}
        base={base}
        spec={spec}
        params={params}
        total={total}
        next={next}
        empty={{
          title: params.filters.status === 'open' ? '没有待发放的劳务费' : '还没有结束的评审',
          why: '抽取人点“评审结束”以后，评审活动显示在这里。',
        }}
      />
    </>
  )
}
