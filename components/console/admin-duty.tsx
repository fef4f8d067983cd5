import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import type { StaffRoleName } from '@/lib/access/actor'
import { isAdministrator, roleInfo, roleLabel } from '@/lib/staff/role.rules'

/** What somebody with a role answers for, and what is kept from him. */
export function RoleDuty({ role }: { role: StaffRoleName }) {
  const { does, never } = roleInfo[role]
  return (
    <Card title={`${roleLabel(role)}的职责`}>
      <DescriptionList
        columns={1}
        items={[
          { label: '负责', value: does },
          { label: '不能', value: never },
        ]}
      />
      {isAdministrator(role) && (
        <p className="mt-3 text-ink-2">三名管理员相互制约，不能由同一人担任，也不能替别人办理。</p>
      )}
    </Card>
  )
}
