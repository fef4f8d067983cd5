import type { ReactNode } from 'react'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import type { StaffView } from '@/lib/staff/staff.dto'
import { StaffFacts } from './staff-facts'
import { StaffHistory } from './staff-history'
import { StaffBadge } from './state'

type StaffPageProps = {
  staff: StaffView
  /** the list he was found in, with its filters */
  list: { label: string; href: string }
  /** shows phone and e-mail too */
  withContact?: boolean
  /** what an administrator can do about him */
  children: ReactNode
}

/** One member of staff as an administrator sees him: who he is, what can be done, what happened. */
export const StaffPage = ({ staff, list, withContact, children }: StaffPageProps) => (
  <>
    <PageHeader
      breadcrumb={<Breadcrumb items={[{ label: '首页', href: '/admin' }, list, { label: staff.name }]} />}
      title={staff.name}
      status={<StaffBadge state={staff.state} />}
      description={staff.place}
    />
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="min-w-0 space-y-5">
        <Card title="账号">
          <StaffFacts staff={staff} withContact={withContact} />
        </Card>
        {children}
      </div>
      <Card title="账号记录">
        <StaffHistory steps={staff.history} />
      </Card>
    </div>
  </>
)
