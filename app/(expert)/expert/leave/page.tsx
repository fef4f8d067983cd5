import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { TakeLeaveForm } from '@/components/draw/leave-form'
import { LeaveList } from '@/components/draw/leave-list'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { ownLeaves } from '@/lib/draw/leave.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '请假' }

export default async function ExpertLeavePage() {
  const actor = await requirePage('expert.leave')
  const [leaves, { policy }] = await Promise.all([ownLeaves(actor), currentPolicy()])
  if (!policy.draw.enabled) notFound()
  return (
    <div className="max-w-3xl">
      <PageHeader title="请假" description="登记您不能参加评审的日子，抽取专家时不会抽您。" />
      {leaves === null ? (
        <EmptyState title="您还不是在库专家" why="入库以后才会被抽取，到时可以在这里登记请假。" />
      ) : (
        <div className="space-y-5">
          <Card title="登记请假">
            <TakeLeaveForm key={leaves[0]?.id} />
          </Card>
          <Card title="已登记的">
            <LeaveList leaves={leaves} own />
          </Card>
        </div>
      )}
    </div>
  )
}
