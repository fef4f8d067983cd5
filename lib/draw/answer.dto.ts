import type { FileDto } from '@/lib/file/file.dto'
import type { SeatStatus } from '@/lib/workflow/draw-seat.machine'

/** A 评审对象 as the invited reads it: units with their 院系; people with what they are in it, after the pledge only. */
export type OwnSubject = { title: string; units: string[]; people: string[] }

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
  /** he promised to come and has not signed the pledge yet */
  maySign: boolean
  /** a refusal was written down for him, and he may still say that it was not his */
  mayObject: boolean
  /** why he declined, in words */
  declined: string | null
  /** what his group reviews: before the pledge titles and units, so that he can judge whether he has to keep away */
  subjects: OwnSubject[]
  /**
   * of those who accepted: what to read before, and the code of the door on the day itself; none of these before the
   * pledge is signed
   */
  accepted: {
    briefing: string | null
    materials: FileDto[]
    code: string | null
    seat: string
    unsigned: boolean
  } | null
  steps: { at: Date; label: string }[]
  /** 劳务费 of whoever came, on his own page only; `bankMissing`: it cannot be paid for want of an account */
  pay: { yuan: string; paidAt: Date | null; bankMissing: boolean } | null
}

export type OpenedAnswer = { state: 'unknown' } | { state: 'known'; seat: OwnSeat }

/** A line of the expert's own 信用记录. */
export type CreditLine = { id: string; at: Date; points: number; words: string }
export type OwnCredit = { score: number; lines: CreditLine[] }
