import type { Snapshot } from '@/lib/application/application.dto'
import type { Course } from '@/lib/policy/policy.schema'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { MembershipStatus } from './membership.rules'
import type { Origin } from './origin.rules'

/** One expert in a list of the pool; no number of any kind. */
export type ExpertRow = {
  id: string
  name: string
  sex: string
  unitName: string
  title: string
  titleLevel: string
  disciplines: string[]
  /** without the province */
  region: string
  status: MembershipStatus
  statusLabel: string
  admittedAt: Date
  /** his last login; before the first one the entry, which is none */
  activatedAt: Date
  /** whether he has logged in at all: whom a list brought in may never have come */
  loggedIn: boolean
}

/** The same as the list of the pool shows it. */
export type ListedExpert = ExpertRow & {
  /** 信用分 by what may be read of it; null for who may not look at draws */
  credit: number | null
}

/** One expert's page: what was submitted, masked numbers, how he came in. */
export type ExpertView = ExpertRow & {
  /** as they are registered now, masked; null where there is none */
  phoneMask: string | null
  documentMask: string | null
  /** a list brought him in, and he has not come yet */
  unclaimed: boolean
  /** whether what is in force came with the entry or with a change */
  course: Course
  /** how he came in: by which list, invitation or call */
  origin: Origin | null
  /** null for who may not open applications */
  applicationId: string | null
  applicationNumber: string
  /** the submission he was admitted with */
  submitted: { number: number; hash: string; at: Date }
  /** without its files for who may not open them */
  snapshot: Snapshot
  history: (HistoryStep & { label: string; toLabel: string })[]
}
