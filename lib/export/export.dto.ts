import type { ExportEvent, ExportStatus } from '@/lib/workflow/export.machine'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { OpenEvent } from '@/lib/workflow/machine'

/** A condition of a search in words: what is asked for, and which. */
export type Condition = { label: string; words: string }

/** One request in a list. */
export type ExportRow = {
  id: string
  number: string
  requester: string
  purpose: string
  /** personal numbers in clear were asked for */
  numbers: boolean
  /** how many experts the file holds, or would have held when it was asked for */
  people: number
  status: ExportStatus
  statusLabel: string
  createdAt: Date
}

/** One request with everything its approver has to know. */
export type ExportView = ExportRow & {
  version: number
  /** the reader has asked for it himself */
  own: boolean
  office: string
  approver: string | null
  /** the conditions in the words they were asked for in, and the address of the list they show today */
  conditions: Condition[]
  listHref: string
  columns: { value: string; label: string; clear: boolean }[]
  numbersReason: string | null
  /** how many meet the conditions now, while it waits for approval */
  now: { count: number; more: boolean } | null
  /** how many the file holds; null before it is made */
  rows: number | null
  size: number | null
  sha256: string | null
  madeAt: Date | null
  expiresAt: Date | null
  /** how often the worker has begun to make it */
  attempts: number
  downloads: number
  events: OpenEvent<ExportEvent>[]
  /** whether the reader can fetch the file now; with a second proof where it holds numbers in clear */
  canDownload: boolean
  history: (HistoryStep & { label: string; toLabel: string })[]
}

/** A file somebody's data stood in. */
export type LeftWith = {
  id: string
  number: string
  requester: string
  approver: string
  purpose: string
  columns: { label: string; clear: boolean }[]
  madeAt: Date
  downloads: number
  statusLabel: string
}

/** A request as the auditor sees it: what was agreed to and what was made, nobody of those in it. */
export type ExportFacts = {
  number: string
  requester: string
  approver: string | null
  purpose: string
  numbersReason: string | null
  conditions: Condition[]
  columns: { label: string; clear: boolean }[]
  statusLabel: string
  createdAt: Date
  madeAt: Date | null
  /** how many stand in the file, and of how many it is recorded that they do */
  rows: number | null
  recorded: number
  downloads: number
  sha256: string | null
}
