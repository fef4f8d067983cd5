import { unitLabelsFor } from '@/lib/policy/labels.rules'
import type { Policy } from '@/lib/policy/policy.schema'
import type { Machine, MachineRow } from './machine'

export type UnitStatus = 'submitted' | 'incomplete' | 'resubmitted' | 'active' | 'refused' | 'disabled'
export type UnitEvent = 'approveFirst' | 'approve' | 'refuse' | 'resubmit' | 'complete' | 'disable' | 'enable'

/** What decides beyond status and permission. */
export type UnitFacts = {
  /** the state in which it was refused last, while it is refused: there it is sent again */
  refusedFrom: 'submitted' | 'resubmitted' | null
  /** it belongs to another unit now and cannot come back by itself */
  merged: boolean
  /** the deciding person administers it himself (same person) */
  ownUnit: boolean
  /** it waits for the second review, and he gave the first (four eyes) */
  reviewedFirst: boolean
}

type Row = MachineRow<UnitStatus, UnitEvent, UnitFacts>

/** What keeps somebody from deciding about a unit in person. */
const notOwn = ({ ownUnit }: Pick<UnitFacts, 'ownUnit'>): string | null =>
  ownUnit ? '您是这个单位的管理员，不能办理本单位的审核和停用，请由其他工作人员办理。' : null
const notOwnOrTwice = (facts: UnitFacts): string | null =>
  notOwn(facts) ?? (facts.reviewedFirst ? '初审是您办理的，复审请由另一位审核人员办理。' : null)

const first = (policy: Policy): Row =>
  policy.unitRegistration.reviews === 2
    ? {
        event: 'approveFirst',
        from: ['submitted'],
        to: 'incomplete',
        permission: 'unit.decide',
        label: '初审通过',
        asks: { opinion: 'optional' },
        guard: notOwn,
        guardDenies: true,
      }
    : {
        event: 'approve',
        from: ['submitted'],
        to: 'active',
        permission: 'unit.decide',
        label: '审核通过',
        asks: { opinion: 'optional' },
        guard: notOwn,
        guardDenies: true,
      }

/**
 * What both ways have in common. The rows of the second review hold under one review too: a unit that is between the
 * two when the policy changes goes on to its end.
 */
const common: readonly Row[] = [
  {
    event: 'approve',
    from: ['resubmitted'],
    to: 'active',
    permission: 'unit.decide',
    label: '复审通过',
    asks: { opinion: 'optional' },
    guard: notOwnOrTwice,
    guardDenies: true,
  },
  {
    event: 'refuse',
    from: ['submitted', 'resubmitted'],
    to: 'refused',
    permission: 'unit.decide',
    label: '不通过',
    asks: { opinion: 'required' },
    guard: notOwnOrTwice,
    guardDenies: true,
  },
  {
    event: 'resubmit',
    from: ['refused'],
    to: 'submitted',
    permission: 'unit.mendOwn',
    label: '修改并重新提交',
    asks: { opinion: 'none' },
    guard: ({ refusedFrom }) => (refusedFrom === 'resubmitted' ? '请修改完善的信息，重新提交复审。' : null),
  },
  {
    event: 'complete',
    from: ['incomplete', 'refused'],
    to: 'resubmitted',
    permission: 'unit.mendOwn',
    label: '提交复审',
    asks: { opinion: 'none' },
    guard: ({ refusedFrom }) => (refusedFrom === 'submitted' ? '初审没有通过，请修改注册信息后重新提交。' : null),
  },
  {
    event: 'disable',
    from: ['active'],
    to: 'disabled',
    permission: 'unit.disable',
    label: '停用',
    asks: { opinion: 'required' },
    guard: notOwn,
    guardDenies: true,
  },
  {
    event: 'enable',
    from: ['disabled'],
    to: 'active',
    permission: 'unit.disable',
    label: '恢复使用',
    asks: { opinion: 'optional' },
    guard: notOwn,
    guardDenies: true,
    waitsFor: ({ merged }) => (merged ? '这个单位已经并入其他单位，不能恢复使用。' : null),
  },
]

/**
 * The workflow of units under a policy (design §5). One review: 待审核 → 正常. Two: 待初审 → 待完善 → 待复审 → 正常.
 * Either review may refuse; a refused unit mends and sends again to the review that refused it.
 */
export function unitMachine(policy: Policy): Machine<UnitStatus, UnitEvent, UnitFacts> {
  return {
    name: '单位注册',
    labels: unitLabelsFor(policy),
    rows: [first(policy), ...common],
    begins: { register: '提交注册' },
  }
}
