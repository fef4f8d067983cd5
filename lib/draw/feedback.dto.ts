import type { DrawStatus } from '@/lib/workflow/draw.machine'
import type { SeatStatus } from '@/lib/workflow/draw-seat.machine'

export type FeedbackRow = {
  id: string
  group: string
  name: string
  unitName: string
  status: SeatStatus
  statusLabel: string
  /** 专业水平, 客观公正, 认真负责 */
  feedback: { marks: readonly [number, number, number]; note: string | null } | null
  checks: { at: Date; result: string; note: string; by: string }[]
}

export type FeedbackView = {
  id: string
  number: string
  title: string
  status: DrawStatus
  statusLabel: string
  version: number
  /** when the names open, as long as they are sealed: then there is no row */
  sealed: string | null
  rows: FeedbackRow[]
  /** until when the feedback is to be given, while it is open */
  due: { until: string; late: boolean } | null
  mayFeedBack: boolean
  mayCheck: boolean
  mayArchive: boolean
  /** who came and of whom nothing is said yet */
  missing: number
}
