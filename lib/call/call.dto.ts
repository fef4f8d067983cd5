import type { FileDto } from '@/lib/file/file.dto'
import type { ApplicationStatus } from '@/lib/workflow/application.machine'
import type { CallEvent, CallStatus } from '@/lib/workflow/call.machine'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { OpenEvent } from '@/lib/workflow/machine'
import type { CallDays, CallState } from './call.rules'

/** One line of a public list. */
export type CallItem = Omit<CallDays, 'status'> & {
  id: string
  title: string
  publishedAt: Date
  state: CallState
  stateLabel: string
  /** 还有 3 天; null where that is nothing to say */
  left: string | null
}

export type Extension = { from: string; to: string; reason: string; at: Date }

/** A published call as everybody reads it. */
export type CallArticle = CallItem & {
  body: string
  /** names of wanted disciplines; empty: all */
  disciplines: string[]
  extensions: Extension[]
  files: FileDto[]
}

/** What the public list shows: what takes entries now or soon, and a page of what is over. */
export type CallLists = { open: CallItem[]; over: CallItem[]; next: string | null }

/** One line of the bureau's list. */
export type CallRow = CallDays & {
  id: string
  title: string
  state: CallState
  stateLabel: string
  left: string | null
  publishedAt: Date | null
  updatedAt: Date
  editorName: string
  /** how many applications were begun under it */
  begun: number
}

/** How many applications of a call are where. */
export type CallFigure = {
  label: string
  count: number
  /** the statuses the number counts, where a list shows them */
  status: ApplicationStatus | null
}

/** A call as the bureau works on it. */
export type CallView = Omit<CallRow, 'begun'> & {
  status: CallStatus
  body: string
  disciplines: string[]
  authorName: string
  version: number
  extensions: Extension[]
  files: FileDto[]
  figures: CallFigure[]
  history: (HistoryStep & { label: string; toLabel: string })[]
  events: OpenEvent<CallEvent>[]
}

/** A call as a choice of a filter. */
export type CallChoice = { value: string; label: string }
