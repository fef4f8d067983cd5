import type { Described } from '@/lib/expert/describe.dal'
import type { ExportEvent, ExportStatus } from '@/lib/workflow/export.machine'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { OpenEvent } from '@/lib/workflow/machine'

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
  office: string
  approver: string | null
  /** the conditions in words, and the address of the list they show */
  conditions: Described[]
  listHref: string
  columns: { value: string; label: string; clear: boolean }[]
  numbersReason: string | null
  /** how many meet the conditions now, while it waits for approval */
  now: { count: number; more: boolean } | null
  /** how many the file holds; null before it is made */
  rows: number | null
  size: number | null
  sha256: string | null
  expiresAt: Date | null
  downloads: number
  events: OpenEvent<ExportEvent>[]
  /** whether the reader can fetch the file now */
  canDownload: boolean
  history: (HistoryStep & { label: string; toLabel: string })[]
}
