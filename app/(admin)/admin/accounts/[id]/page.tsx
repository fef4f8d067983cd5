import type { Metadata } from 'next'
import { AccountActions } from '@/components/staff/account-actions'
import { EditStaffForm } from '@/components/staff/edit-form'
import { StaffPage } from '@/components/staff/staff-page'
import { Card } from '@/components/ui/card'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { backHref } from '@/lib/platform/list-params'
import { staffPlaces, viewStaff } from '@/lib/staff/staff.dal'
import { staffListSpec } from '@/lib/staff/staff.rules'

export const metadata: Metadata = { title: '工作人员账号' }

const base = '/admin/accounts'

export default async function AccountPage({ params, searchParams }: PageProps<'/admin/accounts/[id]'>) {
  const actor = await requirePage('staff.create')
  const staff = await found(viewStaff(actor, (await params).id))
  const places = await staffPlaces(actor)
  const back = backHref(base, staffListSpec, await searchParams)
  return (
    <StaffPage staff={staff} list={{ label: '工作人员账号', href: back }} withContact>
      <Card title="办理">
        {staff.id === actor.accountId ? (
          <p className="text-ink-2">这是您自己的账号。停用和重设密码要由另一位系统管理员办理。</p>
        ) : (
          <AccountActions staff={staff} />
        )}
      </Card>
      <Card title="修改资料">
        <EditStaffForm key={staff.id} staff={staff} places={places} />
      </Card>
    </StaffPage>
  )
}
