import { EmptyState } from '@/components/ui/empty-state'
import { Time } from '@/components/ui/time'
import { Timeline } from '@/components/ui/timeline'
import type { StaffStep } from '@/lib/staff/staff.dto'

/** What was done with an account: who, when, what, why; the newest first. */
export function StaffHistory({ steps, label = '账号记录' }: { steps: StaffStep[]; label?: string }) {
  if (steps.length === 0) return <EmptyState title="还没有记录" why="开设、停用、授权等操作会记在这里。" />
  return (
    <Timeline
      label={label}
      entries={steps.map(step => ({
        id: step.id,
        what: step.label,
        who: step.detail ? `${step.by}　${step.detail}` : step.by,
        when: <Time value={step.at} />,
        why: step.reason,
      }))}
    />
  )
}
