import { StatusBadge, type Tone } from '@/components/ui/badge'
import type { DrawStatus } from '@/lib/workflow/draw.machine'
import type { RoundStatus } from '@/lib/workflow/draw-round.machine'

const tones: Record<DrawStatus | RoundStatus, Tone> = {
  draft: 'neutral',
  requested: 'warning',
  approved: 'info',
  drawn: 'info',
  inviting: 'info',
  confirmed: 'success',
  held: 'success',
  reviewed: 'success',
  archived: 'neutral',
  returned: 'danger',
  cancelled: 'neutral',
  void: 'neutral',
}

export const drawTone = (status: string): Tone => tones[status as DrawStatus] ?? 'neutral'

export const DrawBadge = ({ status, label }: { status: DrawStatus | RoundStatus; label: string }) => (
  <StatusBadge tone={tones[status]} label={label} />
)
