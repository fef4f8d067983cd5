import type { FileDto } from '@/lib/file/file.dto'
import type { SlipState } from '@/lib/slip/slip.rules'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { IntakeEvent, IntakeStatus } from '@/lib/workflow/intake.machine'
import type { OpenEvent } from '@/lib/workflow/machine'
import type { IntakeKind } from './columns.rules'
import type { Counts, RowState } from './finding.rules'
import type { Fault } from './intake.rules'

/** One batch in the list of them. */
export type IntakeListRow = {
  id: string
  kind: IntakeKind
  title: string
  status: IntakeStatus
  statusLabel: string
  authorName: string
  createdAt: Date
  /** rows of the list, once it was checked */
  rows: number | null
  done: number
}

/** One batch as the bureau works with it. */
export type IntakeView = Omit<IntakeListRow, 'rows'> & {
  source: string
  version: number
  /** why the file could not be read */
  problem: string | null
  readRows: number
  counts: Counts | null
  checkedAt: Date | null
  confirmedBy: string | null
  goLiveOn: string | null
  finishedAt: Date | null
  /** personal data of rows that were left out are gone */
  cleared: boolean
  /** the uploaded list; for its author while he may change it */
  files: FileDto[]
  history: (HistoryStep & { label: string; toLabel: string })[]
  events: OpenEvent<IntakeEvent>[]
}

/** One row of a list; numbers are masked. */
export type IntakeRowView = {
  number: number
  state: RowState
  stateLabel: string
  done: boolean
  /** it could have come in, and its list was ended before */
  unreached: boolean
  name: string | null
  docMask: string | null
  phoneMask: string | null
  unitName: string | null
  title: string
  disciplines: string[]
  faults: Fault[]
}

/** A unit that lists name and the registry does not have. */
export type MissingUnit = { name: string; creditCode: string | null; people: number }

/** An expert whom a list brought in and who has not logged in yet. */
export type UnclaimedRow = {
  id: string
  name: string
  unitName: string
  since: Date
  askedAt: Date | null
  /** the activation slip by which he is to come with another phone, while it is open */
  slip: { state: SlipState; label: string } | null
}
