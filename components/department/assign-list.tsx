import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import type { AssignRow, DepartmentChoice } from '@/lib/department/department.dto'
import { type assignSpec, NONE } from '@/lib/department/department.rules'
import type { ListParams } from '@/lib/platform/list-params'
import { AssignBar } from './assign-units'
import { indented } from './choices'

export const departmentsBase = '/bureau/organisation/departments'
const base = `${departmentsBase}/units`

type Spec = ReturnType<typeof assignSpec>
type AssignListProps = {
  spec: Spec
  params: ListParams<Spec>
  rows: AssignRow[]
  next: string | null
  total: number
  choices: DepartmentChoice[]
  /** 市外 */
  outside: string
}

const columns = (outside: string): Column<AssignRow>[] => [
  { id: 'name', header: '单位名称', primary: true, cell: row => row.name },
  { id: 'nature', header: '单位性质', nowrap: true, width: 'w-24', cell: row => row.nature },
  {
    id: 'region',
    header: '注册地',
    cell: row => (
      <>
        {row.region} {row.outside && <Badge>{outside}</Badge>}
      </>
    ),
  },
  { id: 'status', header: '状态', nowrap: true, width: 'w-20', cell: row => row.statusLabel },
  {
    id: 'department',
    header: '归口管理部门',
    cell: row =>
      row.department ? (
        <Link
          href={`${departmentsBase}/${row.department.id}`}
          prefetch={false}
          className="text-accent-strong hover:underline"
        >
          {row.department.name}
        </Link>
      ) : (
        <span className="text-ink-3">未归口</span>
      ),
  },
]

/** Units with the department they belong to; the ticked ones are given to another together. */
export function AssignList({ spec, params, rows, next, total, choices, outside }: AssignListProps) {
  const { to } = params.filters
  return (
    <FilteredList
      fields={[
        { key: 'text', label: '单位名称', kind: 'text' },
        {
          key: 'department',
          label: '归口管理部门',
          kind: 'one',
          options: [{ value: NONE, label: '未归口' }, ...indented(choices)],
        },
      ]}
      views={['to']}
      caption="单位和它们的归口管理部门"
      columns={columns(outside)}
      rows={rows}
      rowId={row => row.id}
      rowLabel={row => row.name}
      base={base}
      spec={spec}
      params={params}
      total={{ count: total }}
      next={next}
      selection={{ bar: <AssignBar units={rows.map(({ id, name }) => ({ id, name }))} choices={choices} to={to} /> }}
      empty={{ title: '还没有单位', why: '单位注册之后，会出现在这里。' }}
    />
  )
}
