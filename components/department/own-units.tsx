import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { Link } from '@/components/ui/link'
import type { DepartmentUnitRow } from '@/lib/department/department.dto'
import { ownUnitsSpec as spec } from '@/lib/department/department.rules'
import type { ListParams } from '@/lib/platform/list-params'

const base = '/department/units'

type OwnUnitsProps = { params: ListParams<typeof spec>; rows: DepartmentUnitRow[]; next: string | null; total: number }

const count = (value: number, href?: string) =>
  value > 0 && href ? (
    <Link href={href} prefetch={false} className="num text-accent-strong hover:underline">
      {value}
    </Link>
  ) : (
    <span className="num">{value}</span>
  )

const of = (row: DepartmentUnitRow, status: string) =>
  `/department/applications?status=${status}&unit=${encodeURIComponent(row.name.slice(0, 50))}`

function columns(rows: DepartmentUnitRow[]): Column<DepartmentUnitRow>[] {
  const several = new Set(rows.map(row => row.department)).size > 1
  const all: (Column<DepartmentUnitRow> | false)[] = [
    { id: 'name', header: '单位名称', primary: true, cell: row => row.name },
    { id: 'nature', header: '单位性质', nowrap: true, width: 'w-24', cell: row => row.nature },
    { id: 'region', header: '注册地', cell: row => row.region },
    several && { id: 'department', header: '归口部门', cell: row => row.department },
    { id: 'status', header: '状态', nowrap: true, width: 'w-20', cell: row => row.statusLabel },
    {
      id: 'atUnit',
      header: '待单位推荐',
      align: 'end',
      nowrap: true,
      width: 'w-28',
      cell: row => count(row.atUnit, of(row, 'atUnit')),
    },
    {
      id: 'atDepartment',
      header: '待归口部门推荐',
      align: 'end',
      nowrap: true,
      width: 'w-32',
      cell: row => count(row.atDepartment, of(row, 'mine')),
    },
    { id: 'experts', header: '在库专家', align: 'end', nowrap: true, width: 'w-24', cell: row => count(row.experts) },
  ]
  return all.filter(column => column !== false)
}

/** The units of a department, read only, with what waits where. */
export function OwnUnits({ params, rows, next, total }: OwnUnitsProps) {
  return (
    <FilteredList
      fields={[{ key: 'text', label: '单位名称', kind: 'text' }]}
      caption="归口单位"
      columns={columns(rows)}
      rows={rows}
      rowId={row => row.id}
      base={base}
      spec={spec}
      params={params}
      total={{ count: total }}
      next={next}
      empty={{ title: '还没有单位归口到这里', why: '业务管理员把单位归口到您的部门之后，会出现在这里。' }}
    />
  )
}
