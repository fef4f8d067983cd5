import { eligibility } from '@/lib/eligibility/eligibility.rules'
import type { Policy } from '@/lib/policy/policy.schema'
import type { SectionData } from '@/lib/profile/values.rules'

export const TODAY = '2026-11-21'
/** 主任医师 (正高), 主治医师 (中级) */
export const senior = '231'
export const middle = '233'

export type Given = { birth?: string | null; today?: string } & Record<string, unknown>

/** Judges somebody of 40 with the given sections under a policy. */
export function judged(policy: Policy, { birth = '1986-01-01', today = TODAY, ...sections }: Given = {}) {
  const facts = { birthDate: birth, sections: sections as Record<string, SectionData> }
  const results = eligibility(policy, facts, today)
  return { results, of: (code: string) => results.find(result => result.code === code)! }
}

export const work = (...rows: [field: string, from: string, to: string | null][]): SectionData => ({
  rows: rows.map(([field, from, to], index) => ({
    id: `w${index}`,
    unit: { name: `示范单位${index + 1}` },
    position: '工程师',
    field,
    period: { from, to: to ?? '', current: to === null },
  })),
})
export const title = (...codes: string[]): SectionData => ({
  rows: codes.map((titleCode, index) => ({ id: `t${index}`, kind: 'title', titleCode, obtainedOn: '2016-09' })),
})
export const one = (row: object): SectionData => ({ rows: [{ id: 'r', ...row }] })
