import type { Condition } from '@/lib/policy/conditions-policy'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import type { SectionData } from '@/lib/profile/values.rules'

/**
 * What became of a condition: met by evidence; short, but a clause may relax it if an officer accepts it; short; to be
 * judged by a person; not enough filled in yet to say anything.
 */
export type Outcome = 'met' | 'relaxable' | 'short' | 'judge' | 'unknown'

/** A claim of the profile that proves something: where it stands, and what it says. */
export type Evidence = { section: ProfileSection; rowId: string | null; text: string }

/** A clause of 第五条 that this person comes under, by this evidence. */
export type Clause = { code: string; article: string; title: string; evidence: Evidence[] }

/** One condition, judged. Serialisable: it is stored with decisions. */
export type ConditionResult = {
  code: string
  kind: Condition['kind']
  article: string
  title: string
  outcome: Outcome
  /** why, in a sentence: 累计 4 年 4 个月，8 个月后（2027 年 7 月）满 5 年 */
  words: string
  /** 可放宽（第五条第四项）· 由科技局认定; null where nothing relaxes it, or nothing has to */
  relax: string | null
  /** worth knowing beside it: what was not counted, what is soon to change */
  hint: string | null
  evidence: Evidence[]
  /** the clauses that may relax it, for this person; empty where it is met */
  clauses: Clause[]
  /** where to fill in what is not known yet */
  fill: ProfileSection | null
}

/** What is known of a person: from a working copy as loosely as it was typed, or from a submitted version. */
export type EligibilityFacts = {
  birthDate: string | null
  sections: Partial<Record<ProfileSection, SectionData>>
}

/** A relaxation that an officer accepted, as it is shown: by which clause, why, who and when. */
export type AcceptedRelaxation = {
  id: string
  condition: string
  clause: string
  article: string
  reason: string
  who: string
  office: string
  /** ISO, because it is stored with a decision */
  at: string
}

/** A condition with what an officer accepted of it. */
export type JudgedCondition = ConditionResult & { accepted: AcceptedRelaxation | null }

/** The conditions of a submitted version, judged on a day under a policy. */
export type Judged = {
  /** of the submission */
  number: number
  policyVersionId: number
  /** the day in China for which years and ages were counted */
  day: string
  conditions: JudgedCondition[]
}

/** What a reviewer reads: as it is today while somebody has to decide, as it was when it was decided afterwards. */
export type EligibilityView = Judged & {
  decided: boolean
  /** where the articles stand; null: nothing to say */
  source: string | null
  /** may accept and withdraw relaxations now */
  mayRelax: boolean
}

/** What the person himself reads beside his form. */
export type OwnEligibility = { day: string; source: string | null; conditions: JudgedCondition[] }
