import { StatusBadge, type Tone } from '@/components/ui/badge'
import type { NoticeStatus } from '@/lib/workflow/notice.machine'

const tones: Record<NoticeStatus, Tone> = { draft: 'neutral', published: 'success', withdrawn: 'warning' }

export const noticeTone = (status: string): Tone => tones[status as NoticeStatus] ?? 'neutral'

/** The literal label of a notice's state. */
export const NoticeBadge = ({ status, label }: { status: NoticeStatus; label: string }) => (
  <StatusBadge tone={tones[status]} label={label} />
)
