import type { Policy } from '@/lib/policy/policy.schema'
import { type AffiliationStatus, affiliationMachine } from '@/lib/workflow/affiliation.machine'

/** What decides whether somebody may apply: where he stands with his unit. */
export type Standing = {
  unitName: string
  status: AffiliationStatus
  /** the unit was chosen with the registration itself */
  atRegistration: boolean
  lock: { reason: string } | null
}

/** What the page of an individual calls his state while no unit has been chosen (A1). */
export const notCompleted = '待完善信息'

/** Why a person may not apply, submit or move now, if his unit has locked him; null when it has not. */
export const whyLocked = ({ unitName, lock }: Pick<Standing, 'unitName' | 'lock'>): string | null =>
  lock
    ? `${unitName}已锁定您的账号，原因：${lock.reason.replace(/[。.\s]+$/u, '')}。您可以登录和查看，但不能申请、提交和修改单位。请联系单位管理员解锁。`
    : null

/**
 * Why an individual may not apply for the pool yet, and what is missing; null when he may. Where the unit speaks first
 * (policy `beforeApplying`) its word is owed, but for experts who chose it when they registered directly: there the
 * recommendation is its word.
 */
export function whyNotApply(policy: Policy, standing: Standing | null): string | null {
  if (!standing) return '请先完善信息，选择所在单位并提交。单位审核通过后，就可以申请成为专家。'
  const locked = whyLocked(standing)
  if (locked) return locked
  if (standing.status === 'refused')
    return `${standing.unitName}审核没有通过。请按审核意见修改后重新提交，单位通过后再申请。`
  const first = policy.individualRegistration.affiliation === 'beforeApplying' && !standing.atRegistration
  if (standing.status === 'pending' && first)
    return `您的信息正在等待${standing.unitName}审核，通过后就可以申请和提交。可以联系单位管理员，请他办理。`
  return null
}

/** Whether the data that the unit looks at may be changed now. */
export function whyDataClosed(policy: Policy, standing: Standing | null): string | null {
  if (policy.individualRegistration.affiliation !== 'beforeApplying' || !standing || standing.atRegistration)
    return null
  if (standing.status !== 'pending') return null
  return `${standing.unitName}正在审核您的信息，现在不能修改。发现有误的，请单位审核人点“不通过”，修改后重新提交。`
}

const statuses = ['approved', 'refused', 'ended', 'all'] as const

/** What the address of 单位从属用户管理 may say. Without a status it shows those that wait. */
export const peopleSpec = {
  sorts: ['since'],
  order: 'asc',
  filters: {
    text: { kind: 'text' },
    status: { kind: 'one', values: statuses },
    locked: { kind: 'one', values: ['yes'] },
  },
} as const

export type PeopleTab = {
  status: '' | (typeof statuses)[number]
  label: string
  statuses: readonly AffiliationStatus[]
  count: number
}

/** The tabs of the list. 已转出 appears once somebody has left. */
export function peopleTabs(counts: Partial<Record<AffiliationStatus, number>>): PeopleTab[] {
  const { labels } = affiliationMachine
  const tab = (status: PeopleTab['status'], label: string, of: readonly AffiliationStatus[]): PeopleTab => ({
    status,
    label,
    statuses: of,
    count: of.reduce((sum, one) => sum + (counts[one] ?? 0), 0),
  })
  return [
    tab('', labels.pending, ['pending']),
    tab('approved', labels.approved, ['approved']),
    tab('refused', labels.refused, ['refused']),
    tab('all', '全部', ['pending', 'approved', 'refused']),
    ...(counts.ended ? [tab('ended', labels.ended, ['ended'])] : []),
  ]
}

/** The tab an address names; the first for everything else. */
export const openPeopleTab = (tabs: PeopleTab[], status: string): PeopleTab =>
  tabs.find(tab => tab.status === status) ?? tabs[0]!
