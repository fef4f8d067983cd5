import type { DrawStatus } from '@/lib/workflow/draw.machine'
import type { PartyKind } from './conflict-facts.rules'
import type { ChangeStatus } from './subject-change.rules'

/** Somebody or a unit behind a 评审对象. Numbers are never shown: only that there is one to compare by. */
export type PartyView = {
  id: string
  kind: PartyKind
  name: string | null
  unitName: string | null
  division: string | null
  hasNumber: boolean
  hasPhone: boolean
  registered: boolean
}
export type SubjectView = {
  id: string
  version: number
  position: number
  title: string
  group: string | null
  parties: PartyView[]
}
/** `closed`: why nothing can be changed any more, as a sentence; `waits`: a change needs another person's consent. */
export type SubjectsOf = {
  request: { id: string; number: string; title: string; status: DrawStatus; own: boolean }
  closed: string | null
  waits: boolean
  groups: string[]
}
/** A change of 评审对象 since they were sent first. */
export type ListChange = {
  id: string
  version: number
  status: ChangeStatus
  statusLabel: string
  reason: string | null
  askedBy: string
  at: Date
  /** of how many 评审对象; `items` has no more than fifty of them */
  count: number
  items: { id: string; kind: string; title: string; before: string | null; after: string | null }[]
  decided: { by: string; why: string; at: Date } | null
  mayDecide: boolean
  mayWithdraw: boolean
}
/** What a list would become, row by row; `saved`: taken, or handed to the bureau; `waiting`: the latter. */
export type ListedReport = {
  count: number
  good: number
  fresh: number
  changed: number
  saved: boolean
  waiting: boolean
  rows: { number: number; title: string; people: number; units: number; problems: string[]; notes: string[] }[]
}
