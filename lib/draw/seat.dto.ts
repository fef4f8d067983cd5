import type { PickerCard } from '@/lib/draw/card.rules'
import type { DrawEvent, DrawStatus } from '@/lib/workflow/draw.machine'
import type { SeatStatus } from '@/lib/workflow/draw-seat.machine'
import type { OpenEvent } from '@/lib/workflow/machine'

/** A place at the table as the staff see it: a number until the names may be read. */
export type SeatRow = {
  id: string
  label: string
  group: string
  kind: 'panel' | 'alternate' | 'special'
  status: SeatStatus
  statusLabel: string
  statusSince: Date
  /** null as long as the list is sealed */
  holder: { name: string; unitName: string } | null
  /** why he does not come; his own words only with his name */
  declined: string | null
  /** what he did when he was drawn before, for those who decide about his place; null where there is no name */
  card: PickerCard | null
  unsigned: boolean
  /** how he was known at the door, where it was by two people; null: by his code, document or place */
  door: string | null
  /** he would not be drawn now: a manager decides whether he is released; why is not said before the names are open */
  concern: boolean
  /** he had to keep away and did not say so; null: no, or not for the reader */
  missed: string | null
  /** whether the manager may take him off now */
  mayRelease: boolean
}

export type SeatCount = { status: SeatStatus; label: string; count: string }

export type GroupSeats = {
  id: string
  name: string
  /** places to be drawn; of them how many have promised to come, and how many nobody is left for */
  size: number
  accepted: string
  short: number
  /** 特邀, which hold places of their own; null: there are none, or it is not told to whoever asked */
  special: { places: number; accepted: number; waiting: number; counts: SeatCount[] } | null
  counts: SeatCount[]
}

export type SeatsView = {
  id: string
  number: string
  title: string
  status: DrawStatus
  statusLabel: string
  version: number
  sessionFrom: Date | null
  sessionTo: Date | null
  place: string | null
  named: boolean
  /** when the names are going to be readable */
  whenNames: string
  /** how many places have to be looked at, for who acts on it */
  concerned: number
  /** why a manager takes nobody off, and sees no marks as long as it is sealed; null: he does, or there is nobody to take off */
  keptOut: string | null
  /** places whose refusal was written down and was not his, as he said; 0 for who neither manages nor watches */
  objected: number
  groups: GroupSeats[]
  /** nothing is missing: 确认名单 needs no reason */
  whole: boolean
  /** one by one: for those who act on them, and for all who may look once the names are open */
  rows: SeatRow[]
  /** 开始通知, 确认名单 and so on, for who may */
  events: OpenEvent<DrawEvent>[]
}

/** Somebody to be called, inside his window. */
export type CallRow = {
  id: string
  group: string
  name: string
  unitName: string
  phoneMask: string | null
  notifiedAt: Date
  answerBy: Date
  calls: { at: Date; outcome: string; note: string | null; by: string }[]
}
export type CallsView = {
  id: string
  number: string
  title: string
  sessionFrom: Date | null
  place: string | null
  rows: CallRow[]
}

/** What the door answers: which place, and never who. */
export type SignedIn = { seat: string; waiting: number; unlocked: boolean }
