import type { Policy } from '@/lib/policy/policy.schema'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { OpenEvent } from '@/lib/workflow/machine'
import { type PolicyDraftEvent, type PolicyDraftStatus, policyDraftMachine } from '@/lib/workflow/policy.machine'
import type { PartChange } from './diff.rules'
import type { PartCode } from './parts.schema'
import type { Preview } from './preview.rules'
import type { SpecField } from './spec.schema'
import type { Stranded } from './steps.rules'

/** 生效中, 将要生效, 已被取代, 未生效即收回. */
export type VersionState = 'inForce' | 'coming' | 'past' | 'withdrawn'

/** The sets of rules an installation begins with, in words. */
export const presetNames: Record<Policy['preset'], string> = {
  wuhan: '武汉市科学技术局',
  xizang: '西藏自治区科学技术厅',
  shaoxing: '绍兴市科学技术局',
  demo: '示范（全部功能）',
}

/** One version of the rules in a list. */
export type VersionRow = {
  id: number
  /** which set of rules it was installed with, in words; fixed */
  preset: string
  state: VersionState
  /** null: since the installation */
  effectiveFrom: Date | null
  releasedAt: Date
  releasedBy: string
  editedBy: string[]
  reason: string | null
  baseId: number | null
  withdrawal: { by: string; at: Date; reason: string } | null
}

export type DraftSummary = {
  id: string
  version: number
  status: PolicyDraftStatus
  statusLabel: string
  baseId: number
  startedBy: string
  startedAt: Date
  savedBy: string
  savedAt: Date
}

export function toSummary(draft: Omit<DraftSummary, 'statusLabel'>): DraftSummary {
  const { id, version, status, baseId, startedBy, startedAt, savedBy, savedAt } = draft
  const statusLabel = policyDraftMachine.labels[status]
  return { id, version, status, statusLabel, baseId, startedBy, startedAt, savedBy, savedAt }
}

export type PolicyOverview = {
  inForce: VersionRow
  coming: VersionRow[]
  /** the version a new draft begins from */
  newestId: number
  past: VersionRow[]
  draft: DraftSummary | null
}

export type VersionView = VersionRow & {
  /** compared to what it was made from; null for the first */
  changes: PartChange[] | null
  parts: { code: PartCode; label: string; items: ReadItem[] }[]
}

/** One line of a policy that is read: how deep it stands, what it is called, what it is. */
export type ReadItem = { depth: number; label: string; value: string; long: boolean }

export type Comparison = { from: VersionRow; to: VersionRow; parts: PartChange[] }

export type PreviewView = {
  revision: number
  startedAt: Date
  finishedAt: Date | null
  total: number
  done: number
  results: Preview
}

/** A working draft for those who edit and release it. */
export type DraftView = DraftSummary & {
  /** why nothing of it can be shown; null when it can be read */
  unreadable: string | null
  revision: number
  base: VersionRow
  /** compared to what it was made from */
  changes: PartChange[]
  /** parts somebody changed, with who did it last */
  touched: Partial<Record<PartCode, string>>
  editors: string[]
  /** what keeps it from being sent, with the part to mend it in */
  problems: { part: PartCode; sentence: string }[]
  warnings: { part: PartCode; sentence: string }[]
  /** it takes a step away, so that it cannot wait for a later day */
  onlyNow: boolean
  /** applications that would stand where nobody decides any more */
  stranded: Stranded[]
  /** what was released since it was begun; null: nothing */
  overtaken: { newest: VersionRow; parts: PartChange[] } | null
  events: OpenEvent<PolicyDraftEvent>[]
  history: (HistoryStep & { label: string; toLabel: string })[]
  preview: PreviewView | null
}

/** One part of a draft with what its form is made of. */
export type DraftPartView = {
  draft: DraftSummary
  part: PartCode
  /** why it cannot be changed now, in a sentence; null when it can */
  closed: string | null
  fields: SpecField[]
  values: Record<string, unknown>
}
