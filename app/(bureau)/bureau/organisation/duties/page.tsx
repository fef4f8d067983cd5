import type { Metadata } from 'next'
import { ReviewerList } from '@/components/staff/reviewer-list'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { listReviewers } from '@/lib/staff/duty.dal'

export const metadata: Metadata = { title: '审核分工' }

export default async function DutiesPage() {
  const actor = await requirePage('duty.manage')
  return (
    <>
      <PageHeader
        title="审核分工"
        description="谁负责哪些单位、归口管理部门和学科。分工只决定审核列表默认先看到什么，每位审核人员都可以看到和办理全部。"
      />
      <ReviewerList reviewers={await listReviewers(actor)} base="/bureau/organisation/duties" />
    </>
  )
}
