import type { ListSpec } from '@/lib/platform/list-params'
import { applicationLabels } from '@/lib/policy/labels.rules'
import type { Policy } from '@/lib/policy/policy.schema'
import type { ApplicationStatus } from '@/lib/workflow/application.machine'

/** States an application can be in on the path of a policy, in the order of the path. */
export function statesOnPath(policy: Policy): ApplicationStatus[] {
  const { desks, publicityDays } = policy.path
  return [
    'empty',
    'draft',
    ...(desks.includes('unit') ? (['atUnit'] as const) : []),
    ...(desks.includes('department') ? (['atDepartment'] as const) : []),
    'atBureau',
    ...(publicityDays === null ? [] : (['proposed', 'published', 'objected'] as const)),
    'admitted',
    'returned',
    'refused',
    'withdrawn',
  ]
}

/** The filter of a queue: states as options, without those the reader never sees. */
export function statusOptions(policy: Policy, hidden: readonly ApplicationStatus[] = []) {
  const labels = applicationLabels(policy)
  return statesOnPath(policy)
    .filter(status => !hidden.includes(status))
    .map(value => ({ value, label: labels[value] }))
}

/** What the address of a list of applications may say. */
export const queueSpec = (policy: Policy, extra: { unit?: true } = {}) =>
  ({
    sorts: ['since'],
    order: 'asc',
    filters: {
      text: { kind: 'text' },
      status: { kind: 'one', values: statesOnPath(policy) },
      ...(extra.unit ? { unit: { kind: 'text' } as const } : {}),
    },
  }) satisfies ListSpec
