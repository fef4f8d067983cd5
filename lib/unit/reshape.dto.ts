import type { UnitStatus } from '@/lib/workflow/unit.machine'

/** A row of the bureau's registry of units. */
export type RegistryRow = {
  id: string
  name: string
  creditCode: string | null
  region: string
  status: UnitStatus
  statusLabel: string
  registeredAt: Date
  aliases: string[]
  people: number
}

export type AliasRow = { id: string; kind: 'former' | 'merged' | 'alias'; name: string; since: Date }

/** What a manager needs beside the unit's own facts to reshape it. */
export type UnitShape = {
  aliases: AliasRow[]
  noCodeReason: string | null
  /** the unit it was merged into */
  mergedInto: { id: string; name: string } | null
  mergedFrom: { id: string; name: string }[]
  /** 上级单位 */
  parent: { id: string; name: string } | null
  /** some of those that name it as theirs, and how many there are */
  children: { id: string; name: string }[]
  childCount: number
  /** the name before the last renaming, when that can be undone */
  undoableName: string | null
}

/** What a merge would move. */
export type MergeCounts = {
  administrators: number
  people: number
  /** all, and those under way */
  applications: number
  openApplications: number
  experts: number
  aliases: number
  divisions: number
}

export type MergeSide = {
  id: string
  name: string
  creditCode: string | null
  region: string
  registeredAt: Date
  statusLabel: string
  version: number
}
export type MergePreview = { from: MergeSide; into: MergeSide; counts: MergeCounts; whyNot: string | null }

/** Parts a unit may be split by. `people` are those outside every live 院系、部门. */
export type SplitChoices = {
  divisions: { id: string; name: string; people: number }[]
  people: { id: string; name: string }[]
  /** there are more people outside than are shown */
  more: boolean
}
export type SplitCounts = { divisions: number; people: number; openApplications: number; experts: number }

export type DoubleReason = 'code' | 'name' | 'alias' | 'sharedAlias' | 'contains'
/** A unit beside another of the same or a like name: all that tells the two apart. */
export type UnitSide = {
  id: string
  name: string
  creditCode: string | null
  region: string
  registeredAt: Date
  statusLabel: string
  people: number
  aliases: string[]
}
export type DoublePair = { reason: DoubleReason; one: UnitSide; other: UnitSide }
export type Distinction = { one: string; other: string; reason: string; who: string; at: Date }
