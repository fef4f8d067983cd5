import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { GroupSeats, SeatCount } from '@/lib/draw/seat.dto'
import { SeatBadge } from './seat-badge'

/**
 * How the groups stand: counts, and where nobody is left who could follow.
 * @param begun the session has begun, so that nobody can be drawn any more
 */
export function SeatCounts({ groups, begun }: { groups: GroupSeats[]; begun: boolean }) {
  if (groups.every(group => group.counts.length === 0 && group.special === null))
    return (
      <div className="rounded-lg border border-line bg-paper">
        <EmptyState title="还没有抽中的专家" why="抽取完成后，这里显示各组的通知和答复情况。" />
      </div>
    )
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {groups.map(group => (
        <Card
          key={group.id}
          title={group.name}
          description={`应到 ${group.size} 人，接受 ${group.accepted}${/^\d+$/.test(group.accepted) ? ' 人' : ''}${
            group.special ? `；特邀另有 ${group.special.places} 席，接受 ${group.special.accepted} 人` : ''
          }`}
        >
          <Counts counts={group.counts} />
          {group.special && (
            <div className="mt-3 border-t border-line pt-3">
              <h3 className="mb-2 text-sm font-semibold">特邀</h3>
              <Counts counts={group.special.counts} />
            </div>
          )}
          {group.short > 0 && (
            <Alert tone="warning" className="mt-3" title={`还差 ${group.short} 人，没有可以递补的专家`}>
              {begun
                ? '评审时间已到，不能再递补或补抽，请按到会人数办理。'
                : '请由提出需求的人新建补抽轮次，审批后再抽。'}
            </Alert>
          )}
        </Card>
      ))}
    </div>
  )
}

const Counts = ({ counts }: { counts: SeatCount[] }) => (
  <ul className="flex flex-wrap gap-2">
    {counts.map(({ status, label, count }) => (
      <li key={status} className="flex items-center gap-1.5">
        <SeatBadge status={status} label={label} />
        <span className="num">{count}</span>
      </li>
    ))}
  </ul>
)
