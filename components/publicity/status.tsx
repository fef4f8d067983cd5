import { StatusBadge, type Tone } from '@/components/ui/badge'
import type { ObjectionStatus } from '@/lib/workflow/objection.machine'
import type { PublicityStatus } from '@/lib/workflow/publicity.machine'

const batchTones: Record<PublicityStatus, Tone> = {
  draft: 'neutral',
  published: 'info',
  closed: 'success',
  dropped: 'neutral',
}
const objectionTones: Record<ObjectionStatus, Tone> = {
  lead: 'warning',
  checking: 'warning',
  upheld: 'danger',
  dismissed: 'success',
  noted: 'neutral',
}

export const batchTone = (status: string): Tone => batchTones[status as PublicityStatus] ?? 'neutral'
export const objectionTone = (status: string): Tone => objectionTones[status as ObjectionStatus] ?? 'neutral'

export const BatchBadge = ({ status, label }: { status: PublicityStatus; label: string }) => (
  <StatusBadge tone={batchTones[status]} label={label} />
)
export const ObjectionBadge = ({ status, label }: { status: ObjectionStatus; label: string }) => (
  <StatusBadge tone={objectionTones[status]} label={label} />
)
