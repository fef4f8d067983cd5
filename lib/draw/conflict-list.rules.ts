import type { ListSpec } from '@/lib/platform/list-params'
import { certaintyLabels, ruleCodes, ruleOf, verdictLabels, verdicts } from './avoidance.rules'

const certainties = ['certain', 'likely'] as const

export const ruleOptions = ruleCodes.map(value => ({
  value,
  label: `${ruleOf(value)!.article}${ruleOf(value)!.label}`,
}))
export const certaintyOptions = certainties.map(value => ({ value, label: certaintyLabels[value] }))
export const verdictOptions = verdicts.map(value => ({ value, label: verdictLabels[value] }))

/** What the list of conflicts understands from its address. */
export const conflictSpec = {
  sorts: ['found'],
  order: 'desc',
  filters: {
    text: { kind: 'text' },
    rule: { kind: 'one', values: ruleCodes },
    certainty: { kind: 'one', values: certainties },
    verdict: { kind: 'one', values: verdicts },
    declared: { kind: 'one', values: ['missing'] },
    gone: { kind: 'one', values: ['yes'] },
  },
} as const satisfies ListSpec

/** What the list of 评审对象 understands from its address; they stand in the order they were given. */
export const subjectSpec = {
  sorts: ['position'],
  order: 'asc',
  filters: { text: { kind: 'text' } },
} as const satisfies ListSpec
