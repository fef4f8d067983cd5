import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { UnitEvent, UnitStatus } from '@/lib/workflow/unit.machine'

/** What anybody may see of a registered unit in the picker (A3): name, day of registration, last four of the code. */
export type UnitChoice = { id: string; name: string; registeredOn: string; codeTail: string }

/** One row of the bureau's list of units. */
export type UnitRow = {
  id: string
  name: string
  nature: string
  region: string
  creditCode: string
  status: UnitStatus
  statusLabel: string
  statusSince: Date
  waitedDays: number | null
  overdue: boolean
}

/** A unit as its own administrator or the bureau reads it; the contact's phone is masked. */
export type UnitView = UnitRow & {
  natureCode: string
  regionCode: string
  legalPerson: string
  address: string | null
  contactName: string
  contactPhoneMask: string
  registeredAt: Date
  version: number
  history: (HistoryStep & { toLabel: string })[]
  events: { event: UnitEvent; label: string; opinion: 'required' | 'optional' | 'none'; whyNot: string | null }[]
}
