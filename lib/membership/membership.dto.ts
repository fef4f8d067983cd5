import type { MembershipStatus } from '@/lib/expert/membership.rules'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { OpenEvent } from '@/lib/workflow/machine'
import type { MembershipEvent } from '@/lib/workflow/membership.machine'
import type { Edge, RunKind } from './dormancy.rules'

/** An exit as the expert and the bureau both read it. */
export type ExitView = {
  source: 'proposed' | 'requested' | 'automatic'
  reason: string
  /** 第八条第三项; null for an automatic exit */
  article: string | null
  grounds: string
  at: Date
  /** until then the expert may answer before anybody decides; null: he is not asked */
  hearingUntil: Date | null
  /** what he said to it, the last word first */
  statements: { text: string; at: Date }[]
  /** null: under way, or an automatic exit that stands */
  outcome: 'confirmed' | 'rejected' | 'cancelled' | 'restored' | 'revoked' | null
  decidedAt: Date | null
  /** from this day in China on he may apply again; null: at any time */
  reentryFrom: string | null
}

/** One expert's place in the pool for those who decide about it. */
export type MemberView = {
  id: string
  version: number
  status: MembershipStatus
  /** the last login, or what stands for one */
  activatedAt: Date
  /** whether he has logged in at all */
  loggedIn: boolean
  /** what comes when he does not log in, and from which day */
  next: { edge: Edge; on: string } | null
  /** the exit under way, or the one he left by */
  exit: ExitView | null
  history: (HistoryStep & { label: string; toLabel: string })[]
  events: OpenEvent<MembershipEvent>[]
}

/** What an individual reads and can do about his own place. */
export type OwnPlace = {
  version: number
  exit: ExitView | null
  /** he can take his own wish back */
  canCancel: boolean
  canRequestExit: boolean
  /** until which day he may undo an automatic exit; null: he may not */
  restoreUntil: string | null
  /** why he cannot apply again; null when he can, or has not left */
  whyNotReenter: string | null
  history: MemberView['history']
}

export type RunPerson = { id: string; name: string; unitName: string; activatedAt: Date; loggedIn: boolean }

export type RunView = {
  id: string
  version: number
  kind: RunKind
  day: string
  plannedAt: Date
  planned: number
  cap: number
  /** waiting for a person, under way, over */
  state: 'waiting' | 'running' | 'done' | 'putOff'
  done: number
  void: number
  failed: number
  failedPeople: RunPerson[]
  decision: { by: string; reason: string; at: Date } | null
  holdUntil: string | null
}

/** Somebody whose exit is to be decided. */
export type LeavingRow = {
  id: string
  name: string
  unitName: string
  reason: string
  since: Date
  /** he may still answer until then */
  hearingUntil: Date | null
  answered: boolean
}

/** A run that waits, with the beginning of its list. */
/** `whyNot`: why the reader cannot decide it though his role may; null when he can. */
export type WaitingRun = RunView & { people: RunPerson[]; whyNot: string | null }

export type Forecast = {
  /** the last day it looks at */
  until: string
  count: number
  people: (RunPerson & { on: string })[]
  /** disciplines of the first level that lose most of their active experts */
  disciplines: { code: string; name: string; active: number; asleep: number }[]
}

/** Somebody who left the pool, is barred, and has the name and the birthday of whom an application is about. */
export type BarredNamesake = { expertId: string; unitName: string; reason: string; reentryFrom: string }
