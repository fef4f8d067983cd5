import { dict } from '@/lib/dict'
import type { WorkCalendar } from '@/lib/platform/calendar'
import type { Policy } from '@/lib/policy/policy.schema'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { OpenEvent } from '@/lib/workflow/machine'
import { type UnitEvent, type UnitFacts, type UnitStatus, unitMachine } from '@/lib/workflow/unit.machine'
import type { Wait } from '@/lib/workflow/wait.rules'
import { unitWait } from './aim.rules'
import type { Mended } from './mended.rules'
import { waitingStates } from './unit.rules'
import type { UnitDraftData } from './unit.schema'

/**
 * What anybody may see of a registered unit in the picker (A3): name, region, day of registration, last four of the
 * code ('' without one), and the other name it was found by. Units of one name are told apart by these.
 */
export type UnitChoice = {
  id: string
  name: string
  region: string
  registeredOn: string
  codeTail: string
  alias?: string
}

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
  version: number
  /** how long it has been waiting for the bureau, against the aim; null when it does not wait */
  wait: Wait | null
}

/** A unit that was merged into another. */
export type Absorbed = { name: string; at: Date }

/** A step of a unit's history: of its status, or a change beside it (`event` then begins with `change-`, `to` is ''). */
export type UnitHistoryStep = HistoryStep & { label: string; toLabel: string }

/** A unit as its own administrator or the bureau reads it; the contact's phone is masked. */
export type UnitView = UnitRow & {
  natureCode: string
  regionCode: string
  legalPerson: string
  address: string | null
  postcode: string | null
  officePhone: string | null
  email: string | null
  highTech: boolean | null
  bankName: string | null
  /** the end of the number: `**** 0017` */
  bankAccountMask: string | null
  contactName: string
  contactPhoneMask: string
  registeredAt: Date
  history: UnitHistoryStep[]
  events: OpenEvent<UnitEvent>[]
  /** the review that refused it last, while it is refused */
  refusedFrom: UnitFacts['refusedFrom']
  /** what it mended since it was refused, while it waits again; null when it was not refused before */
  mended: Mended[] | null
}

/** What is typed and not sent yet. */
export type UnitDraft = { data: UnitDraftData; version: number; savedAt: string; savedBy: string }

type StoredUnit = {
  id: string
  name: string
  nature: string
  creditCode: string | null
  status: UnitStatus
  statusSince: Date
  version: number
}

/** A stored unit as a list shows it. @param region the full name of its place of registration */
export function toUnitRow(
  row: StoredUnit,
  region: string,
  { policy, calendar, at }: { policy: Policy; calendar: WorkCalendar; at: Date },
): UnitRow {
  return {
    id: row.id,
    name: row.name,
    nature: dict('unitNature').name(row.nature),
    region,
    creditCode: row.creditCode,
    status: row.status,
    statusLabel: unitMachine(policy).labels[row.status],
    statusSince: row.statusSince,
    version: row.version,
    wait: waitingStates.includes(row.status) ? unitWait(policy, calendar, row.statusSince, at) : null,
  }
}
