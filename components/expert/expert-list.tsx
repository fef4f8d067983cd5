import { CodeFilter } from '@/components/dict/code-filter'
import type { Choice } from '@/components/form/use-search'
import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import type { Total } from '@/components/table/pager'
import { LinkButton } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import { dict } from '@/lib/dict'
import type { ExpertRow } from '@/lib/expert/expert.dto'
import type { ListParams, ListSpec } from '@/lib/platform/list-params'
import { membershipLabels } from '@/lib/policy/labels.rules'
import { ExpertBadge } from './status'

const base = '/bureau/experts'

const states = Object.entries(membershipLabels).map(([value, label]) => ({ value, label }))

const columns: Column<ExpertRow>[] = [
  { id: 'name', header: '姓名', primary: true, nowrap: true, cell: row => row.name },
  { id: 'sex', header: '性别', nowrap: true, width: 'w-14', cell: row => row.sex },
  { id: 'unit', header: '所在单位', cell: row => row.unitName },
  { id: 'title', header: '技术职称', width: 'w-28', cell: row => row.title },
  { id: 'disciplines', header: '学科', cell: row => row.disciplines.join('、') },
  { id: 'region', header: '所在地区', nowrap: true, deskOnly: true, cell: row => row.region },
  { id: 'status', header: '状态', nowrap: true, width: 'w-24', cell: row => <ExpertBadge expert={row} /> },
  {
    id: 'admitted',
    header: '入库时间',
    nowrap: true,
    width: 'w-32',
    sort: 'admitted',
    cell: row => <Time value={row.admittedAt} day />,
  },
]

type ExpertListProps = {
  spec: ListSpec
  params: ListParams
  rows: ExpertRow[]
  next: string | null
  total: Total
  /** the codes in the address with their names */
  discipline: Choice | null
  title: Choice | null
}

/** The pool with its filters. Document and phone numbers are neither shown nor searched for. */
export function ExpertList({ spec, params, rows, next, total, discipline, title }: ExpertListProps) {
  return (
    <FilteredList
      fields={[
        { key: 'name', label: '姓名', kind: 'text', placeholder: '汉字或拼音', short: true },
        { key: 'unit', label: '所在单位', kind: 'text', placeholder: '名称或拼音', short: true },
        { key: 'level', label: '职称级别', kind: 'one', options: dict('titleLevel').options() },
        { key: 'status', label: '状态', kind: 'one', options: states },
      ]}
      otherFilters={
        <>
          <CodeFilter table="discipline" name="discipline" label="学科（含下级）" chosen={discipline} />
          <CodeFilter table="title" name="title" label="技术职称" chosen={title} />
        </>
      }
      caption="在库专家"
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
        title: '专家库里还没有专家',
        why: '申请人入库之后，会出现在这里。',
        action: <LinkButton href="/bureau/applications?status=mine">去审核申请</LinkButton>,
      }}
    />
  )
}
