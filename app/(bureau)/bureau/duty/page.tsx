import type { Metadata } from 'next'
import { ReviewerParts } from '@/components/staff/reviewer-parts'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { otherReviewers, viewReviewer } from '@/lib/staff/duty.dal'
import { deputyChoices } from '@/lib/staff/leave.dal'

export const metadata: Metadata = { title: '我的分工' }

export default async function OwnDutyPage() {
  const actor = await requirePage('duty.own')
  const [reviewer, others, deputies] = await Promise.all([
    viewReviewer(actor, actor.accountId),
    otherReviewers(actor, actor.accountId),
    deputyChoices(actor, actor.accountId),
  ])
  const standsIn = reviewer.standsInFor.length > 0 ? `您正在为${reviewer.standsInFor.join('、')}代办。` : ''
  return (
    <div className="max-w-4xl">
      <PageHeader title="我的分工" description={`您负责的单位、归口管理部门和学科，由业务管理员设置。${standsIn}`} />
      <div className="space-y-5">
        <ReviewerParts reviewer={reviewer} others={others} deputies={deputies} />
      </div>
    </div>
  )
}
