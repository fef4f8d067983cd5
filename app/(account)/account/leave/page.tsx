import type { Metadata } from 'next'
import { LeaveForm } from '@/components/staff/leave-form'
import { StandInNotice } from '@/components/staff/stand-in-notice'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { deputyChoices, viewLeave } from '@/lib/staff/leave.dal'

export const metadata: Metadata = { title: '请假与代办' }

export default async function LeavePage() {
  const actor = await requirePage('leave.own')
  const [own, others] = await Promise.all([viewLeave(actor, actor.accountId), deputyChoices(actor, actor.accountId)])
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="请假与代办"
        description="请假期间由代办人办理您的待办，办理记录写明代谁办理。代办人用自己的账号和权限，不会多出任何权限。"
      />
      <div className="space-y-5">
        <StandInNotice standsInFor={own.standsInFor} />
        <Card title="我的请假" description="含起止两天，到期自动恢复。">
          <LeaveForm key={own.leave?.awayFrom} reviewer={own} others={others} shared />
        </Card>
      </div>
    </div>
  )
}
