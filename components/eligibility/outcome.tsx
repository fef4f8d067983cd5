import { CircleAlert, CircleCheck, CircleDashed, CircleHelp, CircleX } from 'lucide-react'
import { cx } from '@/components/ui/cx'
import type { JudgedCondition } from '@/lib/eligibility/eligibility.dto'
import { outcomeLabels } from '@/lib/eligibility/eligibility.rules'

const looks = {
  met: { Icon: CircleCheck, ink: 'text-success' },
  accepted: { Icon: CircleCheck, ink: 'text-success' },
  relaxable: { Icon: CircleAlert, ink: 'text-warning' },
  short: { Icon: CircleX, ink: 'text-danger' },
  judge: { Icon: CircleHelp, ink: 'text-info' },
  unknown: { Icon: CircleDashed, ink: 'text-ink-3' },
} as const

const lookOf = ({ outcome, accepted }: JudgedCondition) => looks[accepted ? 'accepted' : outcome]

/** The mark beside a condition; the word below says the same. */
export function OutcomeIcon({ condition }: { condition: JudgedCondition }) {
  const { Icon, ink } = lookOf(condition)
  return <Icon aria-hidden="true" className={cx('mt-[0.2em] size-5 shrink-0', ink)} />
}

/** 符合, 已认定放宽 …; what may be relaxed says by which clause and who accepts it. */
export function OutcomeWord({ condition }: { condition: JudgedCondition }) {
  return (
    <span className={cx('font-medium', lookOf(condition).ink)}>
      {condition.accepted ? '已认定放宽' : (condition.relax ?? outcomeLabels[condition.outcome])}
    </span>
  )
}
