import { StatusBadge, type Tone } from '@/components/ui/badge'
import { type CallState, callStates } from '@/lib/call/call.rules'

const tones: Record<CallState, Tone> = {
  draft: 'neutral',
  coming: 'info',
  collecting: 'success',
  open: 'success',
  closed: 'neutral',
  withdrawn: 'warning',
}

/** The tone of a step of a call's history. */
export const callTone = (status: string): Tone => (status === 'published' ? 'success' : 'neutral')

export const CallBadge = ({ state }: { state: CallState }) => (
  <StatusBadge tone={tones[state]} label={callStates[state]} />
)
