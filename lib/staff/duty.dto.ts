import { storedDay } from '@/lib/platform/time'
import { isAway, type Leave } from './duty.rules'
import type { DutyKind } from './duty.schema'

export type DutyRow = { id: string; kind: DutyKind; label: string }

export const dutyKindLabels: Record<DutyKind, string> = {
  unit: '单位',
  department: '归口管理部门',
  discipline: '学科',
}

/** One reviewer with what he serves, and who stands in while he is away. */
export type Reviewer = {
  id: string
  name: string
  place: string
  /** may review at all: has the role and an open account */
  active: boolean
  duties: DutyRow[]
  leave: (Leave & { deputy: string; now: boolean }) | null
  /** those he stands in for today */
  standsInFor: string[]
}

/** Somebody's own leave, and whose place he takes today. */
export type OwnLeave = Pick<Reviewer, 'id' | 'leave'> & { standsInFor: { name: string; until: string }[] }

export type ReviewerChoice = { value: string; label: string }

/** A leave's days as they are compared and shown. */
export const daysOf = (post: { awayFrom: Date | null; awayTo: Date | null }) => ({
  awayFrom: storedDay(post.awayFrom),
  awayTo: storedDay(post.awayTo),
})

/** Leave in words: 请假 2026-10-01 至 2026-10-07，由某某代办. */
export const leaveWords = (leave: Leave & { deputy: string }): string =>
  `请假 ${leave.awayFrom} 至 ${leave.awayTo}，由${leave.deputy}代办`

export const toLeave = (leave: Leave, deputy: string | null, today: string): Reviewer['leave'] =>
  leave.awayFrom && leave.awayTo && leave.awayTo >= today
    ? { ...leave, deputy: deputy ?? '', now: isAway(leave, today) }
    : null
