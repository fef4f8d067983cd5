import type { MembershipStatus } from '@/lib/expert/membership.rules'
import type { FileDto } from '@/lib/file/file.dto'
import type { UploadRule } from '@/lib/policy/upload-purposes'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { OpenEvent } from '@/lib/workflow/machine'
import type { MembershipEvent } from '@/lib/workflow/membership.machine'
import type { Wait } from '@/lib/workflow/wait.rules'
import type { Edge, RunKind } from './dormancy.rules'
import type { RunOutcome } from './list.rules'

/** An exit as the expert and the bureau both read it. */
export type ExitView = {
  source: 'proposed' | 'requested' | 'automatic'
  reason: string
  /** 第八条第三项; null for an automatic exit */
  article: string | null
  grounds: string
  /** what proves it and where that is, in words */
  evidence: string | null
  /** what it was proposed and answered with; empty for who may not open these */
  files: { evidence: FileDto[]; answer: FileDto[] }
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
  /** the last day on which what he submitted is kept; null: no day was fixed */
  keepUntil: string | null
  erasedAt: Date | null
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
  /** what an exit means, or meant, for him and his data */
  consequence: string
  /** what the reader has uploaded for an exit he is about to propose, and what may be uploaded; null: he cannot propose one */
  proposal: { files: FileDto[]; rule: UploadRule } | null
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
  /** what an exit means, or meant, for him and his data */
  consequence: string
  /** what he has uploaded for an answer he has not sent, and what may be uploaded; null: nothing is to be answered */
  answer: { files: FileDto[]; rule: UploadRule } | null
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
  decision: { by: string; reason: string; at: Date } | null
  holdUntil: string | null
  /** why the reader cannot decide it though his role may; null when he can, and when nothing is to be decided */
  whyNot: string | null
}

/** One line of the list of exits. */
export type ExitRow = {
  id: string
  accountId: string
  name: string
  unitName: string
  source: ExitView['source']
  reason: string
  at: Date
  /** until then he may answer; null where he is not asked */
  hearingUntil: Date | null
  answered: boolean
  /** nobody has to decide any more */
  over: boolean
  outcome: ExitView['outcome']
  decidedAt: Date | null
  /** how long it has been waiting since it could be decided; null while he is heard, and when it is over */
  wait: Wait | null
}

/** Somebody on the list of a run, and what became of him. */
export type RunRow = RunPerson & {
  status: MembershipStatus
  statusLabel: string
  outcome: RunOutcome
  decidedAt: Date | null
}

/** Somebody who is too old for the condition of the policy. */
export type OverageRow = { id: string; version: number; name: string; unitName: string; age: number }

/** Everybody who is, with the condition in its words; the oldest come first. */
export type Overage = { article: string; title: string; count: number; people: OverageRow[] }

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

/** Somebody who stayed away without a word, with the reviews it was. */
export type AbsenceRow = {
  id: string
  version: number
  name: string
  unitName: string
  absences: { day: string; number: string }[]
}
