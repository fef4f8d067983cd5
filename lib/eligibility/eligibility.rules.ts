import type { Condition } from '@/lib/policy/conditions-policy'
import { evidenceFor } from './clause.rules'
import { judge } from './condition.rules'
import type {
  AcceptedRelaxation,
  Clause,
  ConditionResult,
  EligibilityFacts,
  JudgedCondition,
  Outcome,
  OwnEligibility,
} from './eligibility.dto'
import type { Case, EligibilityPolicy } from './evidence.rules'

export const outcomeLabels: Record<Outcome, string> = {
  met: '符合',
  relaxable: '可放宽',
  short: '不符合',
  judge: '需人工判断',
  unknown: '待填写',
}

/**
 * Judges every condition of a policy for one person on one day. Pure and total; empty where the policy has none.
 * @param today the day in China, `YYYY-MM-DD` (`chinaDay(now())`)
 */
export function eligibility(policy: EligibilityPolicy, facts: EligibilityFacts, today: string): ConditionResult[] {
  const it = { policy, facts, today }
  const clauses = held(it)
  return policy.conditions.list.map(condition => {
    const { outcome, words, hint = null, evidence = [], fill = null } = judge(it, condition)
    const { code, kind, article, title } = condition
    const open = outcome === 'short' || outcome === 'judge'
    const relaxing = open ? clauses.filter(({ relaxes }) => relaxesThis(relaxes, condition)) : []
    const own = { code, kind, article, title, hint, evidence, fill, clauses: relaxing.map(({ clause }) => clause) }
    if (outcome !== 'short' || own.clauses.length === 0) return { ...own, outcome, words, relax: null }
    return { ...own, outcome: 'relaxable', words, relax: relaxWords(own.clauses, policy) }
  })
}

/** The relaxing clauses somebody comes under, each with what proves it. */
const held = (it: Case) =>
  it.policy.conditions.relaxations
    .map(relaxation => {
      const { relaxes, code, article, title } = relaxation
      return { relaxes, clause: { code, article, title, evidence: evidenceFor(it, relaxation) } }
    })
    .filter(({ clause }) => clause.evidence.length > 0)

/** The clauses under which somebody may be preferred (优先入库, F4), whether or not a condition is short. Pure. */
export const clausesHeld = (policy: EligibilityPolicy, facts: EligibilityFacts, today: string): Clause[] =>
  held({ policy, facts, today }).map(({ clause }) => clause)

/**
 * Whether somebody meets every condition of these kinds by his data alone: what is relaxed or left to a person's
 * judgement is not met, and of a kind that the policy does not ask for nothing is known. Pure.
 */
export function meets(
  policy: EligibilityPolicy,
  facts: EligibilityFacts,
  today: string,
  kinds: readonly Condition['kind'][],
): boolean {
  const results = eligibility(policy, facts, today)
  return kinds.every(kind => {
    const own = results.filter(result => result.kind === kind)
    return own.length > 0 && own.every(({ outcome }) => outcome === 'met')
  })
}

const relaxesThis = (relaxes: readonly string[], { kind }: Condition): boolean => relaxes.includes(kind)

/** 可放宽（第五条第四项）·由科技局认定 */
const relaxWords = (clauses: readonly Clause[], { authority }: EligibilityPolicy): string =>
  `可放宽（${clauses.map(({ article }) => article).join('、')}）· 由${authority.short}认定`

/** Whether an accepted relaxation covers a condition as it is judged now: a clause that does not hold any more does not. */
export const covers = (accepted: Pick<AcceptedRelaxation, 'condition' | 'clause'>, result: ConditionResult): boolean =>
  accepted.condition === result.code &&
  result.outcome === 'relaxable' &&
  result.clauses.some(({ code }) => code === accepted.clause)

/**
 * The conditions that keep the bureau from approving, as people read them: what is short, what may be relaxed and was
 * not, and what nobody knows. What a person must judge keeps nobody back.
 */
export const unmetIn = (conditions: readonly JudgedCondition[]): string[] =>
  conditions.filter(isOpen).map(({ title, article }) => `${title}（${article}）`)

/** Whether a condition still keeps the bureau from approving. */
export const isOpen = ({ outcome, accepted }: JudgedCondition): boolean =>
  outcome === 'short' || outcome === 'unknown' || (outcome === 'relaxable' && !accepted)

/** What whoever decides vouches for with his decision, because no data can prove it. */
export const vouchedFor = (conditions: readonly JudgedCondition[]): JudgedCondition[] =>
  conditions.filter(({ outcome }) => outcome === 'judge')

/** What the person himself reads; null where the policy has no conditions. @param today the day in China */
export function ownEligibility(
  policy: EligibilityPolicy,
  facts: EligibilityFacts,
  today: string,
): OwnEligibility | null {
  const conditions = eligibility(policy, facts, today).map(result => ({ ...result, accepted: null }))
  return conditions.length === 0 ? null : { day: today, source: policy.conditions.source, conditions }
}

/** How many conditions stand where, in words: 3 项符合，1 项不符合. */
export function summaryOf(conditions: readonly JudgedCondition[]): string {
  const stands = (one: JudgedCondition) => (one.accepted ? '已认定放宽' : outcomeLabels[one.outcome])
  const words = new Map<string, number>()
  for (const one of conditions) words.set(stands(one), (words.get(stands(one)) ?? 0) + 1)
  return [...Object.values(outcomeLabels), '已认定放宽']
    .flatMap(word => (words.has(word) ? `${words.get(word)} 项${word}` : []))
    .join('，')
}
