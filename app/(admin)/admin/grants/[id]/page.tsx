import type { Metadata } from 'next'
import { GrantForm } from '@/components/staff/grant-form'
import { StaffPage } from '@/components/staff/staff-page'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { backHref } from '@/lib/platform/list-params'
import { viewStaff } from '@/lib/staff/staff.dal'
import { staffListSpec } from '@/lib/staff/staff.rules'

export const metadata: Metadata = { title: '角色授权' }

const base = '/admin/grants'

export default async function GrantPage({ params, searchParams }: PageProps<'/admin/grants/[id]'>) {
  const actor = await requirePage('staff.grant')
  const staff = await found(viewStaff(actor, (await params).id))
  const back = backHref(base, staffListSpec, await searchParams)
  const own = staff.id === actor.accountId
  return (
    <StaffPage staff={staff} list={{ label: '角色授权', href: back }}>
      <Card title="调整角色" description="保存后，他已登录的设备立即退出，重新登录后按新的角色办理。">
        {own ? (
          <Alert tone="info" title="不能调整自己的角色">
            请由另一位安全管理员办理。
          </Alert>
        ) : staff.state === 'waiting' && staff.roles.length === 0 ? (
          <Alert tone="info" title="本人还没有激活这个账号">
            激活链接由系统管理员发放。请本人设置密码、绑定身份验证器以后，核对确是本人，再来授权。
          </Alert>
        ) : (
          <GrantForm key={staff.id} staff={staff} />
        )}
      </Card>
    </StaffPage>
  )
}
