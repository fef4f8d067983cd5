import { dict } from '@/lib/dict'
import { workingDaysBetween } from '@/lib/platform/calendar'
import type { Policy } from '@/lib/policy/policy.schema'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { OpenEvent } from '@/lib/workflow/machine'
import { type UnitEvent, type UnitStatus, unitMachine } from '@/lib/workflow/unit.machine'
import { waitingStates } from './unit.rules'

/**
 * What anybody may see of a registered unit in the picker (A3): name, day of registration, last four of the code (''
 * without one), and the other name it was found by.
 */
export type UnitChoice = { id: string; name: string; registeredOn: string; codeTail: string; alias?: string }

/** Rows on a page of the picker. */
export const PICKER_PAGE = 20

/** One page of the picker. Nobody sees more than the first hundred: `more` says that there are. */
export type UnitChoices = { units: UnitChoice[]; page: number; total: number; more: boolean }

/** One row of the bureau's list of units. */
export type UnitRow = {
  id: string
  name: string
  nature: string
  region: string
  /** null for a unit that has none */
  creditCode: string | null
  status: UnitStatus
  statusLabel: string
  statusSince: Date
  /** working days it has been waiting for the bureau; null when it does not wait */
  waitedDays: number | null
  overdue: boolean
}

/** A step of a unit's history: of its status, or a change beside it (`event` then begins with `change-`, `to` is ''). */
export type UnitHistoryStep = HistoryStep & { label: string; toLabel: string }

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
  history: UnitHistoryStep[]
  events: OpenEvent<UnitEvent>[]
}

type StoredUnit = {
  id: string
  name: string
  nature: string
  creditCode: string | null
  status: UnitStatus
  statusSince: Date
}

/** A stored unit as a list shows it. @param region the full name of its place of registration */
export function toUnitRow(row: StoredUnit, region: string, policy: Policy, at: Date): UnitRow {
  const waitedDays = waitingStates.includes(row.status) ? workingDaysBetween(row.statusSince, at) : null
  return {
    id: row.id,
    name: row.name,
    nature: dict('unitNature').name(row.nature),
    region,
    creditCode: row.creditCode,
    status: row.status,
    statusLabel: unitMachine(policy).labels[row.status],
    statusSince: row.statusSince,
    waitedDays,
    overdue: waitedDays !== null && waitedDays > policy.unitRegistration.aim.workingDays,
  }
}
