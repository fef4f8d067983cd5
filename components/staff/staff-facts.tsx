import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import type { StaffView } from '@/lib/staff/staff.dto'
import { RoleWords } from './staff-list'

type StaffFactsProps = {
  staff: StaffView
  /** phone and e-mail, for the system administrator */
  withContact?: boolean
}

/** The facts of a staff account, read only. */
export function StaffFacts({ staff, withContact }: StaffFactsProps) {
  return (
    <DescriptionList
      items={[
        { label: '姓名', value: staff.name },
        { label: '登录名', value: staff.login },
        { label: '所在部门', value: staff.place },
        { label: '角色', value: <RoleWords roles={staff.roles} /> },
        ...(withContact
          ? [
              { label: '手机号码', value: staff.phoneMask },
              { label: '电子邮箱', value: staff.email },
            ]
          : []),
        { label: '最近登录', value: staff.lastLoginAt ? <Time value={staff.lastLoginAt} /> : '从未登录' },
        { label: '开设时间', value: <Time value={staff.createdAt} /> },
        ...(staff.linkUntil
          ? [
              {
                label: '激活链接',
                value: (
                  <>
                    有效到 <Time value={staff.linkUntil} />
                  </>
                ),
              },
            ]
          : []),
        ...(staff.state === 'locked' && staff.lockedUntil
          ? [{ label: '锁定到', value: <Time value={staff.lockedUntil} /> }]
          : []),
        ...(staff.disabledAt ? [{ label: '停用时间', value: <Time value={staff.disabledAt} /> }] : []),
      ]}
    />
  )
}
