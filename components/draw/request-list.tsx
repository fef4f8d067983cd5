import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { StateTabs } from '@/components/table/state-tabs'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import { checkFilters, type DrawTab, drawTabs, drawSpec as spec } from '@/lib/draw/list.rules'
import type { DrawRow } from '@/lib/draw/request.dto'
import { purposeOptions } from '@/lib/draw/request.schema'
import { type Counted, countText } from '@/lib/platform/counted'
import type { ListParams } from '@/lib/platform/list-params'
import { DrawBadge } from './status'

const columns: Column<DrawRow>[] = [
  { id: 'number', header: '编号', nowrap: true, width: 'w-32', cell: row => <span className="num">{row.number}</span> },
  {
    id: 'title',
    header: '评审活动',
    primary: true,
    cell: row => <span className="line-clamp-2">{row.title}</span>,
  },
  { id: 'office', header: '使用单位', width: 'w-32', cell: row => row.office },
  {
    id: 'session',
    header: '评审时间',
    nowrap: true,
    width: 'w-40',
    cell: row => (row.sessionFrom ? <Time value={row.sessionFrom} /> : <span className="text-ink-3">未定</span>),
  },
  {
    id: 'people',
    header: '专家',
    align: 'end',
    nowrap: true,
    width: 'w-20',
    cell: row => <span className="num">{row.people} 人</span>,
  },
  {
    id: 'status',
    header: '状态',
    nowrap: true,
    width: 'w-28',
    cell: row => <DrawBadge status={row.status} label={row.statusLabel} />,
  },
  {
    id: 'days',
    header: '已等',
    nowrap: true,
    width: 'w-28',
    cell: row =>
      row.days === null ? (
        <span className="text-ink-3">—</span>
      ) : (
        <>
          {row.days === 0 ? '今天' : `${row.days} 个工作日`}
          {row.overdue && (
            <span className="block">
              <Badge tone="danger">反馈逾期</Badge>
            </span>
          )}
        </>
      ),
  },
  {
    id: 'created',
    header: '提出时间',
    nowrap: true,
    width: 'w-40',
    sort: 'created',
    cell: row => <Time value={row.createdAt} />,
  },
]

export const newDrawButton = (base: string) => (
  <LinkButton href={`${base}/new`} variant="primary">
    新建需求
  </LinkButton>
)

type RequestListProps = {
  base: '/bureau/draws' | '/unit/draws'
  params: ListParams<typeof spec>
  rows: DrawRow[]
  next: string | null
  total: Counted
  tabs: Record<DrawTab | '', Counted>
  mayRequest: boolean
  /** whether the reader looks after 抽查 */
  watches: boolean
}

/** Requests for draws, in tabs by where they stand. */
export function RequestList({ base, params, rows, next, total, tabs, mayRequest, watches }: RequestListProps) {
  // a tab of its own only where lists are opened by two at all
  const open = params.filters.status
  const known = drawTabs.filter(({ value }) => value !== 'unseal' || open === value || tabs[value].count > 0)
  const shown = [{ value: '', label: '全部' } as const, ...known]
  return (
    <>
      <StateTabs
        label="按办理情况"
        tabs={shown.map(({ value, label }) => ({ status: value, label, count: countText(tabs[value]) }))}
        open={{ status: open }}
        base={base}
        spec={spec}
        params={params}
        newestFirst={['', 'writing', 'running', 'over', 'cancelled']}
      />
      <FilteredList
        fields={[
          { key: 'text', label: '编号、名称、打印序列号', kind: 'text' },
          { key: 'purpose', label: '用途', kind: 'many', options: [...purposeOptions] },
          ...(base === '/bureau/draws' ? [{ key: 'office', label: '使用单位', kind: 'text' } as const] : []),
          ...(watches ? [{ key: 'check', label: '抽查', kind: 'one' as const, options: [...checkFilters] }] : []),
        ]}
        views={['status']}
        caption="抽取需求"
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
          title: params.filters.status === '' ? '还没有抽取需求' : '这里没有抽取需求',
          why: '为一次评审活动写明时间、地点、专业组和条件，提交后由业务管理员审批，再由抽取人抽取。',
          action: mayRequest ? newDrawButton(base) : undefined,
        }}
      />
    </>
  )
}
