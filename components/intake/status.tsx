import { StatusBadge, type Tone } from '@/components/ui/badge'
import type { RowState } from '@/lib/intake/finding.rules'
import type { IntakeStatus } from '@/lib/workflow/intake.machine'

const tones: Record<IntakeStatus, Tone> = {
  draft: 'neutral',
  checking: 'info',
  checked: 'warning',
  entering: 'info',
  stopped: 'warning',
  done: 'success',
  dropped: 'neutral',
}
const rowTones: Record<RowState, Tone> = {
  new: 'success',
  merge: 'info',
  known: 'neutral',
  unit: 'warning',
  faulty: 'danger',
}

export const intakeTone = (status: string): Tone => tones[status as IntakeStatus] ?? 'neutral'
export const rowTone = (state: RowState): Tone => rowTones[state]

export const IntakeBadge = ({ status, label }: { status: IntakeStatus; label: string }) => (
  <StatusBadge tone={tones[status]} label={label} />
)
