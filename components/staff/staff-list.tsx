import type { ReactNode } from 'react'
import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import type { ListParams } from '@/lib/platform/list-params'
import { roleInfo, roleLabel, staffRoles } from '@/lib/staff/role.rules'
import { type StaffRow, staffStateLabels } from '@/lib/staff/staff.dto'
import { staffListSpec as spec } from '@/lib/staff/staff.rules'
import { StaffBadge } from './state'

const columns: Column<StaffRow>[] = [
  { id: 'name', header: '姓名', primary: true, nowrap: true, width: 'w-28', cell: row => row.name },
  { id: 'login', header: '登录名', nowrap: true, width: 'w-36', cell: row => <span className="num">{row.login}</span> },
  { id: 'place', header: '所在部门', cell: row => row.place },
  { id: 'roles', header: '角色', cell: row => <RoleWords roles={row.roles} /> },
  { id: 'state', header: '状态', nowrap: true, width: 'w-28', cell: row => <StaffBadge state={row.state} /> },
  {
    id: 'last',
    header: '最近登录',
    nowrap: true,
    width: 'w-36',
    cell: row => (row.lastLoginAt ? <Time value={row.lastLoginAt} /> : '从未登录'),
  },
  {
    id: 'created',
    header: '开设时间',
    nowrap: true,
    width: 'w-36',
    deskOnly: true,
    sort: 'created',
    cell: row => <Time value={row.createdAt} />,
  },
]

/** Roles as words; says so where there is none. */
export function RoleWords({ roles }: { roles: StaffRow['roles'] }) {
  if (roles.length === 0) return <Badge tone="warning">等待授权</Badge>
  return <>{roles.map(roleLabel).join('、')}</>
}

type StaffListProps = {
  base: string
  params: ListParams<typeof spec>
  rows: StaffRow[]
  next: string | null
  total: number
  empty: { title: string; why?: ReactNode; action?: ReactNode }
}

/** Staff accounts with their filters; the same for the system and the security administrator. */
export function StaffList({ base, params, rows, next, total, empty }: StaffListProps) {
  return (
    <FilteredList
      fields={[
        { key: 'text', label: '姓名或登录名', kind: 'text' },
        {
          key: 'state',
          label: '状态',
          kind: 'one',
          options: Object.entries(staffStateLabels).map(([value, label]) => ({ value, label })),
        },
        {
          key: 'role',
          label: '角色',
          kind: 'one',
          options: [
            { value: 'none', label: '等待授权' },
            ...staffRoles.map(role => ({ value: role, label: roleInfo[role].label })),
          ],
        },
      ]}
      caption="工作人员账号"
      columns={columns}
      rows={rows}
      rowId={row => row.id}
      rowHref={row => `${base}/${row.id}`}
      base={base}
      spec={spec}
      params={params}
      total={{ count: total }}
      next={next}
      empty={empty}
    />
  )
}
