import type { DrawStatus } from '@/lib/workflow/draw.machine'
import type { PartyKind } from './conflict-facts.rules'

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
/** `editable`: null, or why nothing can be changed any more, as a sentence. */
export type SubjectsOf = {
  request: { id: string; number: string; title: string; status: DrawStatus; own: boolean }
  closed: string | null
  groups: string[]
}
/** What a list would become, row by row; `saved`: how many were taken. */
export type ListedReport = {
  count: number
  good: number
  fresh: number
  changed: number
  saved: boolean
  rows: { number: number; title: string; people: number; units: number; problems: string[]; notes: string[] }[]
}
