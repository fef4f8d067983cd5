import type { Policy } from '@/lib/policy/policy.schema'
import { type UnitStatus, unitMachine } from '@/lib/workflow/unit.machine'

/** States in which a unit waits for the bureau. */
export const waitingStates: readonly UnitStatus[] = ['submitted', 'resubmitted']

/** The event that passes a unit in a state: the first review where there are two. Null where nothing waits. */
export function passEvent(policy: Policy, status: UnitStatus): 'approveFirst' | 'approve' | null {
  const { rows } = unitMachine(policy)
  const passes = (['approveFirst', 'approve'] as const).find(event =>
    rows.some(row => row.event === event && row.from.includes(status)),
  )
  return waitingStates.includes(status) ? (passes ?? null) : null
}

/**
 * What is wrong with a place of registration, or null: it must be of the lowest level, county or what stands for one.
 * @param place the entry of its code, null for an unknown code
 */
export function placeProblem(place: { leaf: boolean } | null): string | null {
  if (!place) return '没有这个地区，请从列表中选择单位注册地。'
  return place.leaf ? null : '请把单位注册地选到县（市、区）一级。'
}

/** What the address of the list of units may say. Without a status it shows those that wait. */
export const unitListSpec = {
  sorts: ['since'],
  order: 'asc',
  filters: {
    text: { kind: 'text' },
    status: { kind: 'one', values: ['incomplete', 'active', 'refused', 'disabled', 'all'] },
    // `serve=all`: also what other reviewers serve
    serve: { kind: 'one', values: ['all'] },
  },
} as const

/** A tab of the list: the states behind it, and how many units are there. `status` '' is the tab of those that wait. */
export type UnitTab = {
  status: '' | 'incomplete' | 'active' | 'refused' | 'disabled' | 'all'
  label: string
  statuses: readonly UnitStatus[]
  /** its units are in different states, so each says in which */
  mixed: boolean
  count: number
}

/**
 * The tabs of the list of units under a policy. 待完善 is there under two reviews, 停用 once there is such a unit.
 */
export function unitTabs(policy: Policy, counts: Partial<Record<UnitStatus, number>>): UnitTab[] {
  const { labels } = unitMachine(policy)
  const twoReviews = policy.unitRegistration.reviews === 2
  const count = (statuses: readonly UnitStatus[]) => statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0)
  const all = Object.keys(labels) as UnitStatus[]
  const tab = (status: UnitTab['status'], label: string, statuses: readonly UnitStatus[]): UnitTab => ({
    status,
    label,
    statuses,
    mixed: status === 'all' || (status === '' && twoReviews),
    count: count(statuses),
  })
  return [
    tab('', twoReviews ? `${labels.submitted}、${labels.resubmitted}` : labels.submitted, waitingStates),
    ...(twoReviews || counts.incomplete ? [tab('incomplete', labels.incomplete, ['incomplete'])] : []),
    tab('active', labels.active, ['active']),
    tab('refused', labels.refused, ['refused']),
    ...(counts.disabled ? [tab('disabled', labels.disabled, ['disabled'])] : []),
    tab('all', '全部', all),
  ]
}

/** The tab an address names; the first for everything else. */
export const openTab = (tabs: UnitTab[], status: string): UnitTab => tabs.find(tab => tab.status === status) ?? tabs[0]!
