import { StatusBadge, type Tone } from '@/components/ui/badge'
import type { SeatStatus } from '@/lib/workflow/draw-seat.machine'

const tones: Record<SeatStatus, Tone> = {
  drawn: 'neutral',
  notified: 'info',
  accepted: 'success',
  declined: 'neutral',
  expired: 'warning',
  withdrawn: 'warning',
  released: 'neutral',
  present: 'success',
  excused: 'warning',
  absent: 'danger',
}

export const SeatBadge = ({ status, label }: { status: SeatStatus; label: string }) => (
  <StatusBadge tone={tones[status]} label={label} />
)
