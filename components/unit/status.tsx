import { StatusBadge, type Tone } from '@/components/ui/badge'
import type { UnitStatus } from '@/lib/workflow/unit.machine'

const tones: Record<UnitStatus, Tone> = {
  submitted: 'info',
  incomplete: 'warning',
  resubmitted: 'info',
  active: 'success',
  refused: 'danger',
  disabled: 'neutral',
}

export const unitTone = (status: string): Tone => tones[status as UnitStatus] ?? 'neutral'

/** The literal label of a unit's state. */
export const UnitBadge = ({ status, label }: { status: UnitStatus; label: string }) => (
  <StatusBadge tone={tones[status]} label={label} />
)
