import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { StateTabs } from '@/components/table/state-tabs'
import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import type { PersonRow } from '@/lib/affiliation/affiliation.dto'
import { type PeopleTab, peopleSpec as spec } from '@/lib/affiliation/affiliation.rules'
import type { ListParams } from '@/lib/platform/list-params'
import { BulkApprove } from './bulk-approve'
import { AffiliationBadge } from './status'

const base = '/unit/people'

type PeopleListProps = {
  /** what the page is called: 单位从属用户管理 */
  title: string
  params: ListParams<typeof spec>
  tabs: PeopleTab[]
  open: PeopleTab
  rows: PersonRow[]
  next: string | null
}

/** The literal columns of U10. */
const columns = (tab: PeopleTab['status']): Column<PersonRow>[] => [
  { id: 'name', header: '姓名', primary: true, nowrap: true, width: 'w-24', cell: row => row.name },
  {
    id: 'document',
    header: '身份证号',
    nowrap: true,
    width: 'w-44',
    cell: row => <span className="num">{row.docMask || '—'}</span>,
  },
  {
    id: 'phone',
    header: '手机号',
    nowrap: true,
    width: 'w-28',
    cell: row => <span className="num">{row.phoneMask || '—'}</span>,
  },
  { id: 'unit', header: '所在单位', deskOnly: true, cell: row => row.unitName },
  { id: 'division', header: '所在部门', cell: row => row.division || '—' },
  { id: 'account', header: '状态', nowrap: true, width: 'w-16', cell: row => row.account || '—' },
  {
    id: 'lock',
    header: '锁定',
    nowrap: true,
    width: 'w-20',
    cell: row => (row.locked ? <Badge tone="warning">锁定</Badge> : '未锁定'),
  },
  {
    id: 'status',
    header: '审核状态',
    nowrap: true,
    width: 'w-24',
    cell: row => <AffiliationBadge status={row.status} label={row.statusLabel} />,
  },
  {
    id: 'since',
    header: tab === '' ? '提交时间' : '进入状态时间',
    nowrap: true,
    width: 'w-36',
    sort: 'since',
    cell: row => <Time value={row.statusSince} />,
  },
]

function nothing(tab: PeopleTab): { title: string; why?: string } {
  if (tab.status === '')
    return { title: '没有等待审核的人员', why: '本单位人员注册并选择本单位后会出现在这里，等得最久的排在最前面。' }
  if (tab.status === 'all') return { title: '本单位还没有人员', why: '本单位人员注册后选择本单位，就会出现在这里。' }
  return { title: `没有「${tab.label}」的人员` }
}

/** 单位从属用户管理: tabs by state with counts, one search box, the longest wait first, several approved at once. */
export function PeopleList({ title, params, tabs, open, rows, next }: PeopleListProps) {
  const people = Object.fromEntries(rows.map(({ id, name, version }) => [id, { name, version }]))
  return (
    <>
      <StateTabs label="按审核状态查看" tabs={tabs} open={open} base={base} spec={spec} params={params} />
      <FilteredList
        fields={[
          { key: 'text', label: '姓名、拼音首字母或部门', kind: 'text' },
          { key: 'locked', label: '锁定', kind: 'one', options: [{ value: 'yes', label: '锁定' }] },
        ]}
        views={['status']}
        caption={`${title}：${open.label}`}
        columns={columns(open.status)}
        rows={rows}
        rowId={row => row.id}
        rowLabel={row => row.name}
        rowHref={row => `${base}/${row.id}`}
        base={base}
        spec={spec}
        params={params}
        total={{ count: open.count }}
        next={next}
        empty={nothing(open)}
        selection={open.status === '' ? { bar: <BulkApprove people={people} /> } : undefined}
      />
    </>
  )
}
