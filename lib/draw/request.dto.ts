import type { DrawEvent, DrawStatus } from '@/lib/workflow/draw.machine'
import type { RoundEvent, RoundStatus } from '@/lib/workflow/draw-round.machine'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { OpenEvent } from '@/lib/workflow/machine'
import type { Line } from './ask-words.rules'
import type { FurtherKind } from './further.rules'
import type { Change } from './request-words.rules'

/** One request in a list. */
export type DrawRow = {
  id: string
  number: string
  title: string
  purpose: string
  office: string
  sessionFrom: Date | null
  /** how many people its groups have together */
  people: number
  status: DrawStatus
  statusLabel: string
  createdAt: Date
  /** working days since it came to whom it waits for; null where it waits for nobody */
  days: number | null
  /** 履职反馈 is late */
  overdue: boolean
}

export type AskView = { id: string; name: string; size: number; lines: Line[] }
export type SpecialView = {
  id: string
  group: string
  name: string
  unit: string
  title: string | null
  inPool: boolean
  reason: string
  /** why he could not be asked, for the manager who did not ask for him */
  out: string | null
}

/** A round as everybody reads it who may see its request. */
export type RoundView = {
  id: string
  number: number
  kind: string
  kindLabel: string
  reason: string | null
  status: RoundStatus
  statusLabel: string
  version: number
  askHash: string | null
  /** drawn by a lottery whose certificate everybody may read after the review */
  byLottery: boolean
  groups: AskView[]
  /** 特邀 by name, for who asks and who agrees; everybody else learns how many */
  specials: SpecialView[]
  specialCount: number
  /** how many of them could not be asked when it was agreed to; null: not told to whoever asked before the names are open */
  outCount: number | null
  events: OpenEvent<RoundEvent>[]
  /** what is still missing before it can be sent; null where it is not being written */
  missing: string[] | null
  /** what is different since it was sent before; null where it was sent once */
  changes: Change[] | null
}

/** One request with its rounds. */
export type DrawView = DrawRow & {
  version: number
  /** the reader has asked for it himself */
  own: boolean
  requester: string
  /** 评审对象 and accepted avoidances that are approved with it; changes of them that wait */
  listed: { subjects: number; avoidances: number; changes: number; declared: number }
  purposeNote: string | null
  sessionTo: Date | null
  place: string | null
  answerMinutes: number
  unlock: string
  unlockAt: Date | null
  /** auto | two; of what is not sent yet as the rules are now */
  unseal: string
  unlockedAt: Date | null
  briefing: string | null
  caps: string[]
  first: RoundView
  later: RoundView[]
  events: OpenEvent<DrawEvent>[]
  /** which further rounds the reader may open now */
  opensRounds: FurtherKind[]
  history: (HistoryStep & { label: string; toLabel: string })[]
}
