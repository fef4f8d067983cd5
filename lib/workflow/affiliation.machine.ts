import type { Machine, MachineRow } from './machine'

export type AffiliationStatus = 'pending' | 'approved' | 'refused' | 'ended'
export type AffiliationEvent = 'approve' | 'refuse' | 'recommend' | 'resubmit' | 'move' | 'lock' | 'unlock'

/** What decides beyond status and permission. */
export type AffiliationFacts = {
  /** the unit has closed the person's work for itself */
  locked: boolean
  /** the deciding person is the one decided about (same phone) */
  own: boolean
  /** what stands in the way of a move: an application that lies at a desk, a place in the pool; null when nothing does */
  bound: string | null
}

type Row = MachineRow<AffiliationStatus, AffiliationEvent, AffiliationFacts>

const notOwn = (facts: AffiliationFacts) => (facts.own ? '不能办理本人的从属审核，请由本单位的其他管理员办理。' : null)
const decided = (facts: AffiliationFacts) => notOwn(facts) ?? (facts.locked ? '该人员已被锁定，请先解锁再办理。' : null)
const asksUnit = '单位已锁定您的账号。请联系单位管理员解锁后再办理。'
const open = (facts: AffiliationFacts) => (facts.locked ? asksUnit : null)

/** 锁定 and 解锁 are no statuses, but steps of the same history: each leads back to where it began. */
const locking = (['pending', 'approved', 'refused'] as const).flatMap((status): Row[] => [
  {
    event: 'lock',
    from: [status],
    to: status,
    permission: 'affiliation.decide',
    label: '锁定',
    asks: { opinion: 'required' },
    guard: facts => notOwn(facts) ?? (facts.locked ? '该人员已经是锁定状态。' : null),
  },
  {
    event: 'unlock',
    from: [status],
    to: status,
    permission: 'affiliation.decide',
    label: '解锁',
    asks: { opinion: 'required' },
    guard: facts => notOwn(facts) ?? (facts.locked ? null : '该人员没有被锁定。'),
  },
])

/**
 * The workflow of 从属 (design §5): 待审核 → 通过 | 不通过; a refused person mends his data and sends them again; whoever
 * moves to another unit ends the old affiliation at once. A recommendation by the unit says the same as an approval.
 */
export const affiliationMachine: Machine<AffiliationStatus, AffiliationEvent, AffiliationFacts> = {
  name: '单位从属用户',
  labels: { pending: '待审核', approved: '通过', refused: '不通过', ended: '已转出' },
  begins: {
    register: '注册时选择本单位',
    complete: '完善信息，提交审核',
    join: '由其他单位转入',
    enter: '随专家名单登记',
  },
  rows: [
    {
      event: 'approve',
      from: ['pending'],
      to: 'approved',
      permission: 'affiliation.decide',
      label: '通过',
      asks: { opinion: 'optional' },
      guard: decided,
      guardDenies: true,
    },
    {
      event: 'refuse',
      from: ['pending'],
      to: 'refused',
      permission: 'affiliation.decide',
      label: '不通过',
      asks: { opinion: 'required' },
      guard: decided,
      guardDenies: true,
    },
    {
      event: 'recommend',
      from: ['pending'],
      to: 'approved',
      permission: 'application.recommend',
      label: '随专家推荐一并通过',
      asks: { opinion: 'none' },
      guard: decided,
    },
    {
      event: 'resubmit',
      from: ['refused'],
      to: 'pending',
      permission: 'affiliation.own',
      label: '修改后重新提交',
      asks: { opinion: 'none' },
      guard: open,
    },
    {
      event: 'move',
      from: ['pending', 'approved', 'refused'],
      to: 'ended',
      permission: 'affiliation.own',
      label: '转到其他单位',
      asks: { opinion: 'none' },
      guard: facts => open(facts) ?? facts.bound,
    },
    ...locking,
  ],
}
