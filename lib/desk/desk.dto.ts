import type { QueueRow } from '@/lib/application/application.dto'
import type { Counted } from '@/lib/platform/counted'
import type { UnitRow } from '@/lib/unit/unit.dto'
import type { Aim } from '@/lib/workflow/wait.rules'

/**
 * A queue at a glance: how many wait, how many longer than the aim, and those that have waited longest. Each number stops
 * at 10,001, which is shown as 10,000+.
 */
export type DeskQueue<Row> = {
  waiting: number
  overdue: number
  /** how many wait in all, where `waiting` counts only what the person serves; null where it counts everything */
  ofAll: number | null
  aim: Aim
  oldest: Row[]
}

/** One thing somebody decided himself. */
export type OwnDecision = {
  id: string
  type: 'unit' | 'application'
  name: string
  /** what he did: 审核通过 */
  label: string
  to: string
  toLabel: string
  at: Date
}

/** What somebody did lately. */
export type OwnDecisions = {
  /** what this person decided last, the newest first */
  decisions: OwnDecision[]
  /** how much of it today */
  decidedToday: number
}

/** The desk of a department: what waits for it, and how much there is in its reach. */
export type DepartmentDesk = OwnDecisions & {
  applications: DeskQueue<QueueRow>
  all: Counted
  units: number
}

/** Something that waits for a person beside the queues: how much, and where it is done. */
export type Matter = { label: string; href: string; count: number }

/** A reviewer's desk. */
export type Desk = OwnDecisions & {
  units: DeskQueue<UnitRow>
  applications: DeskQueue<QueueRow>
  pool: { count: number; more: boolean }
  matters: Matter[]
}
