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
}

type Row = MachineRow<UnitStatus, UnitEvent, UnitFacts>

const first = (policy: Policy): Row =>
  policy.unitRegistration.reviews === 2
    ? {
        event: 'approveFirst',
        from: ['submitted'],
        to: 'incomplete',
        permission: 'unit.decide',
        label: '初审通过',
        asks: { opinion: 'optional' },
      }
    : {
        event: 'approve',
        from: ['submitted'],
        to: 'active',
        permission: 'unit.decide',
        label: '审核通过',
        asks: { opinion: 'optional' },
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
  },
  {
    event: 'refuse',
    from: ['submitted', 'resubmitted'],
    to: 'refused',
    permission: 'unit.decide',
    label: '不通过',
    asks: { opinion: 'required' },
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
  },
  {
    event: 'enable',
    from: ['disabled'],
    to: 'active',
    permission: 'unit.disable',
    label: '恢复使用',
    asks: { opinion: 'optional' },
    guard: ({ merged }) => (merged ? '这个单位已经并入其他单位，不能恢复使用。' : null),
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
