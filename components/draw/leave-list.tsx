import { Badge, type Tone } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { DeedButton } from '@/components/workflow/deed-button'
import { endLeaveAction } from '@/lib/draw/leave.actions'
import type { LeaveView } from '@/lib/draw/leave.dal'
import { leaveStates } from '@/lib/draw/leave.rules'

const tones: Record<LeaveView['state'], Tone> = { now: 'warning', coming: 'info', over: 'neutral', ended: 'neutral' }

/** Days somebody is not to be asked; his own he can end. */
export function LeaveList({ leaves, own }: { leaves: LeaveView[]; own: boolean }) {
  if (leaves.length === 0) return <p className="text-ink-2">没有登记过请假。</p>
  return (
    <ul className="divide-y divide-line">
      {leaves.map(one => (
        <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
          <span>
            <span className="num mr-2">
              {one.from} 至 {one.to}
            </span>
            <Badge tone={tones[one.state]}>{leaveStates[one.state]}</Badge>
            {one.note && <span className="block text-sm text-ink-3">{one.note}</span>}
          </span>
          {own && (one.state === 'now' || one.state === 'coming') && (
            <DeedButton
              action={endLeaveAction}
              input={{ id: one.id }}
              size="sm"
              label={`结束 ${one.from} 至 ${one.to} 的请假`}
              question={{
                title: '结束这次请假？',
                text: '结束后，这些日子的评审可以抽中您。',
                confirmLabel: '结束请假',
              }}
            >
              结束…
            </DeedButton>
          )}
        </li>
      ))}
    </ul>
  )
}

/** The same on the page of an expert, for the bureau; nothing where there are none. */
export const LeaveCard = ({ leaves }: { leaves: LeaveView[] }) =>
  leaves.length > 0 && (
    <Card title="请假" description="这些日子的评审不抽他。">
      <LeaveList leaves={leaves} own={false} />
    </Card>
  )
