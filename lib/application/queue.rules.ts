import type { ListSpec } from '@/lib/platform/list-params'
import { possibleDesks } from '@/lib/policy/desk.rules'
import { applicationLabels } from '@/lib/policy/labels.rules'
import type { Policy } from '@/lib/policy/policy.schema'
import type { ApplicationStatus } from '@/lib/workflow/application.machine'

/** States an application can be in on the path of a policy, in the order of the path. */
export function statesOnPath(policy: Policy): ApplicationStatus[] {
  const { publicityDays } = policy.path
  const desks = possibleDesks(policy)
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
export function statusOptions(policy: Policy, hidden: readonly ApplicationStatus[] = [], kind = '') {
  const labels = queueLabels(policy, kind)
  return statesOnPath(policy)
    .filter(status => !hidden.includes(status))
    .map(value => ({ value, label: labels[value] }))
}

/** What the states of a list are called: those of changes where only they are asked for. */
export const queueLabels = (policy: Policy, kind: string) =>
  applicationLabels(policy, kind === 'change' ? 'change' : 'entry')

/** In the address of a list: what waits at the reader's own desk, whatever its status is called. */
export const MINE = 'mine'

/** By which way an application came, as the filter of a list; the database allows these words only. */
export const kindOptions = [
  { value: 'first', label: '首次入库' },
  { value: 'invited', label: '邀请入库' },
  { value: 'legacy', label: '存量导入' },
  { value: 'automatic', label: '自动入库' },
  { value: 'change', label: '信息变更' },
] as const

const kinds = kindOptions.map(({ value }) => value)
export type QueueKind = (typeof kindOptions)[number]['value']

/** What a list of applications is asked for by its filters. */
export const queryOf = (filters: { text: string; status: string; kind: string; unit?: string; call?: string }) => ({
  text: filters.text,
  kind: kinds.find(kind => kind === filters.kind),
  unit: filters.unit,
  callId: filters.call || undefined,
  mine: filters.status === MINE,
  status: filters.status && filters.status !== MINE ? [filters.status as ApplicationStatus] : undefined,
})

/** How the queue at the bureau's own desk is called: it stands in for departments where some units have none. */
export const bureauQueueLabel = (policy: Policy): string =>
  possibleDesks(policy).includes('department') ? `待${policy.authority.short}办理` : applicationLabels(policy).atBureau

/** What the address of a list of applications may say. @param extra.calls ids of the 征集批次 it can be narrowed by */
export const queueSpec = (policy: Policy, extra: { unit?: true; calls?: readonly string[] } = {}) =>
  ({
    sorts: ['since'],
    order: 'asc',
    filters: {
      text: { kind: 'text' },
      status: { kind: 'one', values: [MINE, ...statesOnPath(policy)] },
      kind: { kind: 'one', values: kinds },
      // `serve=all`: also what other reviewers serve
      ...(extra.calls?.length ? { call: { kind: 'one', values: extra.calls } as const } : {}),
      ...(extra.unit ? { unit: { kind: 'text' } as const, serve: { kind: 'one', values: ['all'] } as const } : {}),
    },
  }) satisfies ListSpec
