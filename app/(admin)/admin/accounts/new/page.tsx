import type { Metadata } from 'next'
import { CreateStaffForm } from '@/components/staff/create-form'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { staffPlaces } from '@/lib/staff/staff.dal'

export const metadata: Metadata = { title: '开设账号' }

export default async function NewAccountPage() {
  const actor = await requirePage('staff.create')
  const places = await staffPlaces(actor)
  return (
    <div className="max-w-3xl">
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '首页', href: '/admin' },
              { label: '工作人员账号', href: '/admin/accounts' },
              { label: '开设账号' },
            ]}
          />
        }
        title="开设账号"
        description="密码由本人打开激活链接后自己设置，任何人都看不到。"
      />
      <Card>
        <CreateStaffForm places={places} />
      </Card>
    </div>
  )
}
