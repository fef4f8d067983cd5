import { type WorkCalendar, workingDaysBetween } from '@/lib/platform/calendar'
import type { Policy } from '@/lib/policy/policy.schema'
import type { ApplicationStatus } from '@/lib/workflow/application.machine'

type Desk = 'unit' | 'department' | 'bureau'

const deskOf: Partial<Record<ApplicationStatus, Desk>> = {
  atUnit: 'unit',
  atDepartment: 'department',
  atBureau: 'bureau',
}

/**
 * Working days an application has been waiting at its desk, against the aim of the policy; null when no desk holds it.
 * @param since when it came into its state
 */
export function waiting(
  { policy, calendar }: { policy: Policy; calendar: WorkCalendar },
  status: ApplicationStatus,
  since: Date,
  at: Date,
): { waitedDays: number | null; overdue: boolean; aimDays: number | null } {
  const desk = deskOf[status]
  if (!desk) return { waitedDays: null, overdue: false, aimDays: null }
  const waitedDays = workingDaysBetween(since, at, calendar)
  const aimDays = policy.path.aims[desk]
  return { waitedDays, overdue: waitedDays > aimDays, aimDays }
}
