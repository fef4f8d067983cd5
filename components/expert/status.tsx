import { StatusBadge, type Tone } from '@/components/ui/badge'
import type { ExpertRow } from '@/lib/expert/expert.dto'
import type { ProfileState } from '@/lib/expert/membership.rules'

const tones: Record<ExpertRow['status'], Tone> = {
  active: 'success',
  dormant: 'neutral',
  suspended: 'warning',
  leaving: 'warning',
  left: 'neutral',
}

/** The literal label of a membership in the pool. */
export const ExpertBadge = ({ expert }: { expert: Pick<ExpertRow, 'status' | 'statusLabel'> }) => (
  <StatusBadge tone={tones[expert.status]} label={expert.statusLabel} />
)

const profileTones: Record<ProfileState, Tone> = { outdated: 'warning', underReview: 'info', current: 'success' }

export const profileTone = (state: ProfileState): Tone => profileTones[state]
