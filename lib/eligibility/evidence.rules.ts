import type { Policy, ProfileSection } from '@/lib/policy/policy.schema'
import { rowSummary } from '@/lib/profile/reading.rules'
import { sectionFor } from '@/lib/profile/resolve.schema'
import { hasContent, type RowData, rowsOf, textOf } from '@/lib/profile/values.rules'
import type { EligibilityFacts, Evidence } from './eligibility.dto'

/** What of a policy decides about eligibility. */
export type EligibilityPolicy = Pick<Policy, 'conditions' | 'profile' | 'terms' | 'authority'>

/** One person's profile under a policy, on a day: what each rule reads. */
export type Case = { policy: EligibilityPolicy; facts: EligibilityFacts; today: string }

/** Whether the profile of this policy has a section at all. */
export const asks = ({ policy }: Case, section: ProfileSection): boolean => policy.profile.sections.includes(section)

/** The rows of a section that the policy asks for; one the form added and nobody touched is none. */
export const rowsIn = (it: Case, section: ProfileSection): RowData[] =>
  asks(it, section) ? rowsOf(it.facts.sections[section]).filter(hasContent) : []

/** A row as evidence, with the words it has in a list. */
export function evidenceOf(it: Case, section: ProfileSection, row: RowData): Evidence {
  const { rows } = sectionFor(it.policy, section)
  const { title, line } = rows ? rowSummary(rows, row) : { title: '', line: '' }
  return { section, rowId: textOf(row.id) || null, text: [title, line].filter(Boolean).join('，') }
}
