import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { LinkButton } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import type { CallRow } from '@/lib/call/call.dto'
import { callStateOptions, callSpec as spec } from '@/lib/call/call.rules'
import type { ListParams } from '@/lib/platform/list-params'
import { CallBadge } from './status'

const columns: Column<CallRow>[] = [
  { id: 'title', header: '标题', primary: true, cell: row => <span className="line-clamp-2">{row.title}</span> },
  { id: 'state', header: '状态', nowrap: true, width: 'w-28', cell: row => <CallBadge state={row.state} /> },
  {
    id: 'closes',
    header: '集中征集截止',
    nowrap: true,
    width: 'w-44',
    cell: row => (
      <>
        <span className="num">{row.closesOn}</span>
        {row.left && <span className="ml-2 text-sm text-accent-strong">{row.left}</span>}
      </>
    ),
  },
  {
    id: 'after',
    header: '截止以后',
    nowrap: true,
    width: 'w-28',
    deskOnly: true,
    cell: row => (row.afterwards === 'open' ? '常年受理' : '不再受理'),
  },
  { id: 'begun', header: '申请', align: 'end', width: 'w-20', cell: row => <span className="num">{row.begun}</span> },
  { id: 'editor', header: '最后编辑', nowrap: true, width: 'w-28', deskOnly: true, cell: row => row.editorName },
  {
    id: 'updated',
    header: '保存时间',
    nowrap: true,
    width: 'w-40',
    sort: 'updated',
    cell: row => <Time value={row.updatedAt} />,
  },
]

export const newCall = (
  <LinkButton href="/bureau/calls/new" variant="primary">
    新建征集
  </LinkButton>
)

type CallTableProps = {
  params: ListParams<typeof spec>
  rows: CallRow[]
  next: string | null
  total: number
  mayWrite: boolean
}

/** All 征集批次 for the bureau, whatever their state. */
export function CallTable({ params, rows, next, total, mayWrite }: CallTableProps) {
  const base = '/bureau/calls'
  return (
    <FilteredList
      fields={[
        { key: 'text', label: '标题', kind: 'text' },
        { key: 'state', label: '状态', kind: 'one', options: callStateOptions },
      ]}
      caption="征集批次"
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
        title: '还没有征集批次',
        why: '写一份征集通知，定好截止日期；发布后出现在网站首页，从它进来的申请记在这一批名下。',
        action: mayWrite ? newCall : undefined,
      }}
    />
  )
}
