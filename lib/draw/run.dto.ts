import type { DrawStatus } from '@/lib/workflow/draw.machine'
import type { Chances, Health } from './health.dto'
import type { PanelCount } from './pool.rules'
import type { Reckoning } from './reckoning.rules'

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
  /** by a policy of lotteries: it is drawn from its seal */
  byLottery: boolean
  /** of a round that waits to be drawn; of one by lottery where it could not be sealed */
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
  /** of a draw from a seal: its number, and what became of those who could not be asked any more */
  sealed: {
    number: string
    method: 'maximin' | 'leximin'
    /** null: not told to whoever asked before the names are open */
    passed: { label: string; count: number }[] | null
    open: number
  } | null
  /** null: not told to whoever asked before the names are open */
  counts: PanelCount[] | null
  /** how the panels came out, by what was asked for */
  outcome: OutcomeGroup[]
  voided: { at: Date; reason: string } | null
  whyNotVoid: string | null | undefined
}

/** 试算: what a list could look like in structure. */
export type Trial = Pick<OutcomeGroup, 'name' | 'size' | 'features'>[]

/** How far a 试算 is, or what it has come to. */
export type TrialState =
  | { state: 'reckoning'; reckoning: Reckoning }
  | { state: 'done'; trial: Trial }
  | { state: 'failed'; why: string }
  /** none, or one that was given up */
  | { state: 'none' }

export type OutcomeGroup = {
  name: string
  size: number
  /** what chance its people had, before anybody was drawn; not told to whoever asked before the names are open */
  chances: Chances | null
  features: { label: string; cells: { label: string; count: number }[] }[]
}
