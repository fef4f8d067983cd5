import type { Snapshot } from '@/lib/application/application.dto'
import type { HistoryStep } from '@/lib/workflow/history.dto'

/** One expert in a list of the pool; no number of any kind. */
export type ExpertRow = {
  id: string
  name: string
  sex: string
  unitName: string
  title: string
  titleLevel: string
  disciplines: string[]
  region: string
  status: string
  statusLabel: string
  admittedAt: Date
}

/** One expert's page: what was submitted, masked numbers, how he came in. */
export type ExpertView = ExpertRow & {
  applicationId: string
  applicationNumber: string
  snapshot: Snapshot
  history: (HistoryStep & { toLabel: string })[]
}
