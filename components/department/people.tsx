import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { DepartmentPerson } from '@/lib/department/department.dto'

/** Who reviews for a department. Accounts are made by the system administrator, roles given by the security administrator. */
export function People({ people }: { people: DepartmentPerson[] }) {
  if (people.length === 0)
    return (
      <Card title="工作人员" flush>
        <EmptyState
          title="还没有工作人员"
          why="请系统管理员为这个部门开设账号，再由安全管理员授予“归口部门审核人员”角色；在此之前，送到这里的申请没有人办理。"
        />
      </Card>
    )
  return (
    <Card title="工作人员" description="账号由系统管理员开设和停用，角色由安全管理员授予" flush>
      <ul className="divide-y divide-line">
        {people.map(person => (
          <li key={person.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 sm:px-5">
            <span className="font-medium">{person.name}</span>
            <span className="grow text-sm text-ink-3">登录名 {person.login}</span>
            {person.disabled && <Badge tone="danger">账号已停用</Badge>}
            {!person.disabled && !person.reviewer && <Badge tone="warning">还没有审核角色</Badge>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
