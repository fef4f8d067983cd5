import type { Proposing } from '@/lib/application/application.dto'
import type { FileDto } from '@/lib/file/file.dto'
import { maskName } from '@/lib/platform/fields/masks'
import { type AffiliationEvent, type AffiliationStatus, affiliationMachine } from '@/lib/workflow/affiliation.machine'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { OpenEvent } from '@/lib/workflow/machine'

/** One row of 单位从属用户管理 (U10); numbers are masked, of somebody who has left not even those. */
export type PersonRow = {
  id: string
  name: string
  docMask: string
  phoneMask: string
  unitName: string
  division: string
  /** 正常 | 停用: of the account */
  account: string
  locked: boolean
  status: AffiliationStatus
  statusLabel: string
  statusSince: Date
  version: number
}

/** What the unit reads of a person who belongs to it. */
export type PersonDetail = {
  docType: string
  sex: string
  birthDate: string | null
  region: string
  email: string | null
  education: string
  degree: string
  title: string
  files: FileDto[]
}

/** One person as his unit sees him; `detail` is null once he has left. */
export type PersonView = PersonRow & {
  since: Date
  /** the unit may propose a change of what the pool holds about him; null where he is not in it */
  proposing: Proposing | null
  lock: { since: Date; reason: string } | null
  detail: PersonDetail | null
  history: (HistoryStep & { label: string; toLabel: string })[]
  events: OpenEvent<AffiliationEvent>[]
}

/** Where an individual stands with his unit. */
export type OwnAffiliation = {
  id: string
  unitId: string
  unitName: string
  division: string
  divisionId: string | null
  status: AffiliationStatus
  statusLabel: string
  statusSince: Date
  version: number
  /** the unit was chosen with the registration itself */
  atRegistration: boolean
  lock: { since: Date; reason: string } | null
  /** why the unit said no, while that is its word */
  refusal: { who: string; at: Date; opinion: string | null } | null
}

type StoredAffiliation = {
  id: string
  status: AffiliationStatus
  statusSince: Date
  version: number
  lockedAt: Date | null
  divisionName: string | null
  division: { name: string } | null
  unit: { name: string }
  account: { name: string; disabledAt: Date | null }
}

/** 所在部门: of the unit's list, or as the person wrote it. */
export const divisionOf = (row: Pick<StoredAffiliation, 'division' | 'divisionName'>): string =>
  row.division?.name ?? row.divisionName ?? ''

/** A stored affiliation as a list shows it. @param masks of document and phone; null for somebody who has left */
export function toPersonRow(row: StoredAffiliation, masks: { doc: string; phone: string } | null): PersonRow {
  return {
    id: row.id,
    name: masks ? row.account.name : maskName(row.account.name),
    docMask: masks?.doc ?? '',
    phoneMask: masks?.phone ?? '',
    unitName: row.unit.name,
    division: masks ? divisionOf(row) : '',
    account: masks ? (row.account.disabledAt ? '停用' : '正常') : '',
    locked: row.lockedAt !== null,
    status: row.status,
    statusLabel: affiliationMachine.labels[row.status],
    statusSince: row.statusSince,
    version: row.version,
  }
}
