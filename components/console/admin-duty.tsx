import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import type { StaffRoleName } from '@/lib/access/actor'

type AdminRole = Extract<StaffRoleName, 'systemAdmin' | 'securityAdmin' | 'auditAdmin'>

/** What each of the three administrators answers for (GB/T 22239-2019, 8.1.5 安全管理中心). */
const duties: Record<AdminRole, { name: string; does: string; never: string }> = {
  systemAdmin: {
    name: '系统管理员',
    does: '系统的配置、资源、备份和恢复，账号的开设和停用。',
    never: '授予权限，查看业务数据，查看和改动审计记录。',
  },
  securityAdmin: {
    name: '安全管理员',
    does: '安全策略、角色和授权。',
    never: '开设账号，查看业务数据，改动审计记录。',
  },
  auditAdmin: {
    name: '审计管理员',
    does: '审计记录的查看、分析和保存。',
    never: '改动配置、账号、权限和业务数据。',
  },
}

/** The administrators' roles among those of a member of staff. */
export const adminRoles = (roles: readonly StaffRoleName[]): AdminRole[] =>
  roles.filter((role): role is AdminRole => role in duties)

export const adminName = (role: AdminRole): string => duties[role].name

/** What an administrator answers for, and what is kept from him. */
export function AdminDuty({ role }: { role: AdminRole }) {
  const { name, does, never } = duties[role]
  return (
    <Card title={`${name}的职责`}>
      <DescriptionList
        columns={1}
        items={[
          { label: '负责', value: does },
          { label: '不能', value: never },
        ]}
      />
      <p className="mt-3 text-ink-2">三名管理员相互制约，不能由同一人担任，也不能替别人办理。</p>
    </Card>
  )
}
