import type { SeatStatus } from '@/lib/workflow/draw-seat.machine'

/** An invitation as the invited reads it: nothing of anybody else. */
export type OwnSeat = {
  id: string
  number: string
  title: string
  group: string
  /** who asks */
  office: string
  place: string | null
  sessionFrom: Date
  sessionTo: Date
  status: SeatStatus
  statusLabel: string
  /** until when he may answer, while he may */
  answerBy: Date | null
  notifiedAt: Date | null
  answeredAt: Date | null
  signedInAt: Date | null
  /** why he cannot answer any more, as a sentence with the next step; null while he can */
  closed: string | null
  mayWithdraw: boolean
  /** why he declined, in words */
  declined: string | null
  /** of those who accepted: what is reviewed, what to read before, and the code of the door on the day itself */
  accepted: { subjects: string[]; briefing: string | null; code: string | null; seat: string; unsigned: boolean } | null
  steps: { at: Date; label: string }[]
  /** 劳务费 of whoever came, on his own page only; `bankMissing`: it cannot be paid for want of an account */
  pay: { yuan: string; paidAt: Date | null; bankMissing: boolean } | null
}

export type OpenedAnswer = { state: 'unknown' } | { state: 'known'; seat: OwnSeat }

/** A line of the expert's own 信用记录. */
export type CreditLine = { id: string; at: Date; points: number; words: string }
export type OwnCredit = { score: number; lines: CreditLine[] }
