import { Card } from '@/components/ui/card'
import type { Reviewer, ReviewerChoice } from '@/lib/staff/duty.dto'
import { DutyList } from './duty-list'
import { HandOver } from './hand-over'
import { LeaveForm } from './leave-form'

type ReviewerPageProps = {
  reviewer: Reviewer
  /** who could take over */
  others: ReviewerChoice[]
  /** who could stand in */
  deputies: ReviewerChoice[]
  /** only a manager takes duties away */
  mayRemove?: boolean
}

/** One reviewer's duties, leave and hand-over; the same for himself and for a manager. */
export function ReviewerParts({ reviewer, others, deputies, mayRemove }: ReviewerPageProps) {
  return (
    <>
      <Card title="负责的范围" actions={<HandOver reviewer={reviewer} others={others} />} flush>
        <DutyList duties={reviewer.duties} mayRemove={mayRemove} />
      </Card>
      <Card title="请假" description="请假期间，代办人的「我负责的」包括这些分工；到期自动恢复。">
        <LeaveForm key={reviewer.leave?.awayFrom} reviewer={reviewer} others={deputies} />
      </Card>
    </>
  )
}
