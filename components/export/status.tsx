import { StatusBadge, type Tone } from '@/components/ui/badge'
import type { ExportStatus } from '@/lib/workflow/export.machine'

const tones: Record<ExportStatus, Tone> = {
  requested: 'warning',
  approved: 'info',
  ready: 'success',
  expired: 'neutral',
  refused: 'danger',
  cancelled: 'neutral',
  revoked: 'danger',
  stopped: 'danger',
}

export const exportTone = (status: string): Tone => tones[status as ExportStatus] ?? 'neutral'

export const ExportBadge = ({ status, label }: { status: ExportStatus; label: string }) => (
  <StatusBadge tone={tones[status]} label={label} />
)
