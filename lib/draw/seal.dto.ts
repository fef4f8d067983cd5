import type { Role } from './contributor.rules'
import type { Reckoning } from './reckoning.rules'

export type SealStep = { label: string; state: 'done' | 'current' | 'next' | 'stopped'; note?: string }

/** What one of the three has done; what he said only once all three are bound and it is shown. */
export type SealPart = {
  role: Role
  label: string
  name: string | null
  committedAt: Date | null
  commitment: string | null
  /** by whom it is kept until it is shown */
  keeper: 'system' | 'self' | null
  revealedAt: Date | null
  contribution: string | null
}

/** One round that is drawn by lottery, as somebody sees it. Nothing in it says who is in the pool. */
export type SealView = {
  roundId: string
  label: string
  steps: SealStep[]
  /** what is to be done next, and who has to do it */
  next: string
  seal: {
    id: string
    number: string
    hash: string
    sealedAt: Date
    /** people in the pool; null for whoever asked */
    people: number | null
  } | null
  trouble: string | null
  /** its lottery is being reckoned at this moment */
  reckoning: Reckoning | null
  /** the worker is about to seal it, or at it: the page is fetched again meanwhile */
  underWay: boolean
  parts: SealPart[]
  /** that of a side which is still wanted there is nobody, with the next step */
  nobody: string | null
  /** as whom he may add to the seed now */
  role: Role | null
  /** he keeps his words himself, and they are wanted now */
  shows: boolean
  mayEnd: boolean
  mayTryAgain: boolean
  mayStop: boolean
  ended: { number: string; hash: string; sealedAt: Date; endedAt: Date; reason: string; by: string | null }[]
}
