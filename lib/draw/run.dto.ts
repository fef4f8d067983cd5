import type { DrawStatus } from '@/lib/workflow/draw.machine'
import type { Chances, Health } from './health.dto'
import type { PanelCount } from './pool.rules'

/** The page of an operator about one request: counts, never a name. */
export type RunView = {
  status: DrawStatus
  statusLabel: string
  id: string
  number: string
  title: string
  sessionFrom: Date | null
  place: string | null
  rounds: RunRound[]
  /** the names are open, and with them the record of each attempt as a file */
  published: boolean
}

export type RunRound = {
  id: string
  number: number
  label: string
  status: string
  statusLabel: string
  version: number
  /** of a round that waits to be drawn */
  health: Health | null
  /** null: he may draw it now; `undefined`: it is none of his */
  whyNotDraw: string | null | undefined
  attempts: Attempt[]
}

export type Attempt = {
  id: string
  attempt: number
  drawnAt: Date
  operator: string
  took: number
  ways: number
  engineVersion: string
  seedHash: string
  problemHash: string
  selectionHash: string
  /** null: not told to whoever asked before the names are open */
  counts: PanelCount[] | null
  /** how the panels came out, by what was asked for */
  outcome: OutcomeGroup[]
  voided: { at: Date; reason: string } | null
  whyNotVoid: string | null | undefined
}

export type OutcomeGroup = {
  name: string
  size: number
  /** what chance its people had, before anybody was drawn */
  chances: Chances | null
  features: { label: string; cells: { label: string; count: number }[] }[]
}
