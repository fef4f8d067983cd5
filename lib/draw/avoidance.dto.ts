import type { AvoidanceStatus } from '@/prisma/generated/enums'
import type { AvoidanceRule, Certainty, Verdict } from './avoidance.rules'

export const avoidanceLabels: Readonly<Record<AvoidanceStatus, string>> = {
  pending: '待核准',
  accepted: '已采纳',
  refused: '未采纳',
}
export const sourceLabels: Readonly<Record<string, string>> = {
  applicant: '申报人',
  requester: '使用单位',
  bureau: '主管部门',
  expert: '专家本人',
}

/** One declared avoidance. Of what experts said of themselves the requester sees none. */
export type AvoidanceView = {
  id: string
  version: number
  subject: string | null
  kind: 'person' | 'unit'
  source: string
  /** who or what is to be kept away */
  target: string
  reason: string
  status: AvoidanceStatus
  declaredBy: string
  at: Date
  decided: { by: string; why: string } | null
  /** whether the facts show why; null: not for the reader, or refused */
  basis: { shown: boolean; words: string } | null
  /** its 评审对象 was taken out */
  ended: boolean
  mayDecide: boolean
  mayWithdraw: boolean
}

/** One conflict, with the name: for managers and supervisors only. */
export type ConflictRow = {
  id: string
  version: number
  expertId: string
  name: string
  unitName: string
  subject: string | null
  rule: AvoidanceRule
  label: string
  article: string
  certainty: Certainty
  evidence: string
  verdict: Verdict
  said: { by: string; why: string; at: Date } | null
  foundAt: Date
  /** it is no more so: it counts no more */
  gone: boolean
  /** the applicant had to declare it, and nobody did */
  undeclared: boolean
}

/** Counts of experts who are kept away, by rule: all that a requester learns of them. Fewer than three: `few`. */
export type RuleCount = { rule: AvoidanceRule; label: string; article: string; count: number }
export type ConflictSummary = { rules: RuleCount[]; total: number | 'few'; open: number | null; foundAt: Date | null }

/** What is known about one expert, or whom somebody who joins late concerns. */
export type CheckAnswer = {
  hits: { label: string; article: string; certainty: Certainty; evidence: string; subject: string | null }[]
  /** a late joiner: how many of those who are drawn; nothing more before their names may be read */
  seated: number | null
}
