import type { Metadata } from 'next'
import { AccountActions } from '@/components/staff/account-actions'
import { EditStaffForm } from '@/components/staff/edit-form'
import { StaffFacts } from '@/components/staff/staff-facts'
import { StaffHistory } from '@/components/staff/staff-history'
import { StaffBadge } from '@/components/staff/state'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { listHref, parseListParams } from '@/lib/platform/list-params'
import { staffPlaces, viewStaff } from '@/lib/staff/staff.dal'
import { staffListSpec } from '@/lib/staff/staff.rules'

export const metadata: Metadata = { title: '工作人员账号' }

const base = '/admin/accounts'

export default async function AccountPage({ params, searchParams }: PageProps<'/admin/accounts/[id]'>) {
  const actor = await requirePage('staff.create')
  const staff = await found(viewStaff(actor, (await params).id))
  const places = await staffPlaces(actor)
  const list = parseListParams(await searchParams, staffListSpec)
  const back = listHref(base, staffListSpec, list, { after: list.after, before: list.before })
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[{ label: '首页', href: '/admin' }, { label: '工作人员账号', href: back }, { label: staff.name }]}
          />
        }
        title={staff.name}
        status={<StaffBadge state={staff.state} />}
        description={staff.place}
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0 space-y-5">
          <Card title="账号">
            <StaffFacts staff={staff} withContact />
          </Card>
          {staff.id === actor.accountId ? (
            <Card title="办理">
              <p className="text-ink-2">这是您自己的账号。停用和重设密码要由另一位系统管理员办理。</p>
            </Card>
          ) : (
            <Card title="办理">
              <AccountActions staff={staff} />
            </Card>
          )}
          <Card title="修改资料">
            <EditStaffForm key={staff.version} staff={staff} places={places} />
          </Card>
        </div>
        <Card title="账号记录">
          <StaffHistory steps={staff.history} />
        </Card>
      </div>
    </>
  )
}
