import {
  addWorkingDays,
  addWorkingMinutes,
  lateBefore,
  lateBeforeMinutes,
  type WorkCalendar,
  workingDaysBetween,
  workingMinutesBetween,
} from '@/lib/platform/calendar'
import type { Policy } from '@/lib/policy/policy.schema'
import type { Aim, Wait } from '@/lib/workflow/wait.rules'

/** Within what time the bureau decides about a unit: minutes of working hours where the policy has them, else days (U5). */
export function aimOf(policy: Policy): Aim {
  const { workingDays, workingMinutes } = policy.unitRegistration.aim
  return workingMinutes === null ? { count: workingDays, in: 'days' } : { count: workingMinutes, in: 'minutes' }
}

/** How long a unit that came into its state at `since` has been waiting at `at`. */
export function unitWait(policy: Policy, calendar: WorkCalendar, since: Date, at: Date): Wait {
  const aim = aimOf(policy)
  const count =
    aim.in === 'days'
      ? workingDaysBetween(since, at, calendar)
      : workingMinutesBetween(since, at, policy.workingHours, calendar)
  return { count, aim, overdue: count > aim.count }
}

/** What came before this instant is late at `at`; for counting without reading. */
export function unitLateBefore(policy: Policy, calendar: WorkCalendar, at: Date): Date {
  const aim = aimOf(policy)
  return aim.in === 'days'
    ? lateBefore(at, aim.count, calendar)
    : lateBeforeMinutes(at, aim.count, policy.workingHours, calendar)
}

/** Until when a unit that was sent at `since` should have its answer. */
export function unitDue(policy: Policy, calendar: WorkCalendar, since: Date): Date {
  const aim = aimOf(policy)
  return aim.in === 'days'
    ? addWorkingDays(since, aim.count, calendar)
    : addWorkingMinutes(since, aim.count, policy.workingHours, calendar)
}

/** After so many working minutes without an answer a unit is told to call (U5 半小时后). */
export const callAfterMinutes = 30
