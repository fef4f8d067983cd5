import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { LinkButton } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import type { NoticeRow } from '@/lib/notice/notice.dto'
import { noticeStatusOptions } from '@/lib/notice/notice.rules'
import type { ListParams, ListSpec } from '@/lib/platform/list-params'
import { NoticeBadge } from './notice-badge'

const columns: Column<NoticeRow>[] = [
  { id: 'title', header: '标题', primary: true, cell: row => <span className="line-clamp-2">{row.title}</span> },
  { id: 'category', header: '栏目', nowrap: true, width: 'w-28', cell: row => row.categoryLabel },
  {
    id: 'status',
    header: '状态',
    nowrap: true,
    width: 'w-28',
    cell: row => <NoticeBadge status={row.status} label={row.statusLabel} />,
  },
  {
    id: 'published',
    header: '发布日期',
    nowrap: true,
    width: 'w-28',
    cell: row => (row.publishedAt ? <Time value={row.publishedAt} day /> : '—'),
  },
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

export const newNotice = (
  <LinkButton href="/bureau/notices/new" variant="primary">
    写通知
  </LinkButton>
)

type NoticeTableProps = {
  base: string
  spec: ListSpec
  params: ListParams
  rows: NoticeRow[]
  next: string | null
  total: number
  categories: { code: string; label: string }[]
}

/** All notices for their editors, whatever their state. */
export function NoticeTable({ base, spec, params, rows, next, total, categories }: NoticeTableProps) {
  return (
    <FilteredList
      fields={[
        { key: 'text', label: '标题', kind: 'text' },
        {
          key: 'category',
          label: '栏目',
          kind: 'one',
          options: categories.map(one => ({ value: one.code, label: one.label })),
        },
        { key: 'status', label: '状态', kind: 'one', options: noticeStatusOptions },
      ]}
      caption="通知公告"
      columns={columns}
      rows={rows}
      rowId={row => row.id}
      rowHref={row => `${base}/${row.id}`}
      base={base}
      spec={spec}
      params={params}
      total={{ count: total }}
      next={next}
      empty={{ title: '还没有通知', why: '写好的通知先存为草稿，发布后才会出现在网站上。', action: newNotice }}
    />
  )
}
