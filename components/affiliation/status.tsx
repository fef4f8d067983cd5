import { StatusBadge, type Tone } from '@/components/ui/badge'
import type { AffiliationStatus } from '@/lib/workflow/affiliation.machine'

const tones: Record<AffiliationStatus, Tone> = {
  pending: 'info',
  approved: 'success',
  refused: 'danger',
  ended: 'neutral',
}

export const affiliationTone = (status: string): Tone => tones[status as AffiliationStatus] ?? 'neutral'

/** The literal label of where somebody stands with his unit. */
export const AffiliationBadge = ({ status, label }: { status: AffiliationStatus; label: string }) => (
  <StatusBadge tone={tones[status]} label={label} />
)
