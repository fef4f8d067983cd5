import type { Metadata } from 'next'
import { AddDutyForm } from '@/components/staff/add-duty-form'
import { ReviewerParts } from '@/components/staff/reviewer-parts'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { dutyDepartments, otherReviewers, viewReviewer } from '@/lib/staff/duty.dal'
import { deputyChoices } from '@/lib/staff/leave.dal'

export const metadata: Metadata = { title: '审核分工' }

export default async function DutyPage({ params }: PageProps<'/bureau/organisation/duties/[id]'>) {
  const actor = await requirePage('duty.manage')
  const { id } = await params
  const reviewer = await found(viewReviewer(actor, id))
  const [others, deputies, departments] = await Promise.all([
    otherReviewers(actor, id),
    deputyChoices(actor, id),
    dutyDepartments(actor),
  ])
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '首页', href: '/bureau' },
              { label: '审核分工', href: '/bureau/organisation/duties' },
              { label: reviewer.name },
            ]}
          />
        }
        title={`${reviewer.name}的分工`}
        status={reviewer.active ? undefined : <Badge tone="danger">不再审核，请移交分工</Badge>}
        description={reviewer.place}
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0 space-y-5">
          <ReviewerParts reviewer={reviewer} others={others} deputies={deputies} mayRemove />
        </div>
        {reviewer.active && (
          <Card title="增加分工">
            <AddDutyForm accountId={reviewer.id} departments={departments} />
          </Card>
        )}
      </div>
    </>
  )
}
