import type { ApplicationStatus } from '@/lib/workflow/application.machine'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { OpenEvent } from '@/lib/workflow/machine'
import type { PublicityEvent, PublicityStatus } from '@/lib/workflow/publicity.machine'
import type { Wait } from '@/lib/workflow/wait.rules'
import type { DayKind } from './publicity.rules'

/** The columns of an expert that 公示 shows (trust PR9); nothing else of him leaves the house. */
export type PublicEntry = { id: string; name: string; unitName: string; disciplines: string; title: string }

/** One batch as everybody may read it. */
export type PublicBatch = {
  id: string
  number: string
  title: string
  body: string
  contact: string
  publishedAt: Date
  endsAt: Date
  lastDay: string
  days: string
  /** 还有 3 天; null once it is over */
  left: string | null
  /** how many it was about, and how many of them are in the pool by now */
  count: number
  admitted: number
  /** the people, as long as it lasts; afterwards their names are no longer public */
  entries: PublicEntry[]
}

/** One line of the public list. */
export type PublicBatchItem = Pick<
  PublicBatch,
  'id' | 'number' | 'title' | 'publishedAt' | 'lastDay' | 'left' | 'count'
>

/** Where somebody's own application stands in 公示. */
export type OwnPublicity = { id: string; lastDay: string; left: string | null }

/** One line of the bureau's list. */
export type BatchRow = {
  id: string
  number: string | null
  title: string
  status: PublicityStatus
  statusLabel: string
  createdAt: Date
  publishedAt: Date | null
  lastDay: string | null
  left: string | null
  count: number
  objections: number
  authorName: string
}

/** Somebody 拟入库 who is not public yet. */
export type ProposedRow = PublicEntry & {
  since: Date
  /** who agreed to his entry */
  approver: string | null
  /** the draft he stands in */
  draft: { id: string; title: string } | null
  wait: Wait
}

/** What of 公示 waits at the bureau. */
export type PublicityDesk = {
  /** people who are in no batch */
  waiting: number
  objections: number
}

/** A person in a batch, as the bureau sees him. */
export type BatchEntry = PublicEntry & {
  applicationId: string
  status: ApplicationStatus
  statusLabel: string
  /** objections that are not decided */
  objections: number
}

/** A batch as the bureau works on it and keeps it. */
export type BatchView = Omit<BatchRow, 'count' | 'objections'> & {
  body: string
  contact: string
  days: number
  dayKind: DayKind
  endsAt: Date | null
  version: number
  entries: BatchEntry[]
  /** people who wait for 公示 and are in no draft */
  waiting: number
  history: (HistoryStep & { label: string; toLabel: string })[]
  events: OpenEvent<PublicityEvent>[]
}
