import { StatusBadge, type Tone } from '@/components/ui/badge'
import { type InvitationState, invitationStates } from '@/lib/invite/invite.rules'

const tones: Record<InvitationState, Tone> = {
  sent: 'info',
  accepted: 'success',
  declined: 'neutral',
  expired: 'warning',
  revoked: 'neutral',
}

/** The tone of a step of an invitation's history. */
export const invitationTone = (status: string): Tone => tones[status as InvitationState] ?? 'neutral'

export const InvitationBadge = ({ state }: { state: InvitationState }) => (
  <StatusBadge tone={tones[state]} label={invitationStates[state]} />
)
