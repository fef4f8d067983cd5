import { StatusBadge, type Tone } from '@/components/ui/badge'
import type { ApplicationStatus } from '@/lib/workflow/application.machine'

const tones: Record<ApplicationStatus, Tone> = {
  empty: 'neutral',
  draft: 'neutral',
  atUnit: 'info',
  atDepartment: 'info',
  atBureau: 'info',
  proposed: 'info',
  published: 'info',
  objected: 'warning',
  admitted: 'success',
  refused: 'danger',
  returned: 'warning',
  withdrawn: 'neutral',
}

export const applicationTone = (status: string): Tone => tones[status as ApplicationStatus] ?? 'neutral'

/** The literal label of an application's state. */
export const ApplicationBadge = ({ status, label }: { status: ApplicationStatus; label: string }) => (
  <StatusBadge tone={tones[status]} label={label} />
)
