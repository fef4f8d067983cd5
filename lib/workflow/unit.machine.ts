import { unitLabelsFor } from '@/lib/policy/labels.rules'
import type { Policy } from '@/lib/policy/policy.schema'
import type { Machine, MachineRow } from './machine'

export type UnitStatus = 'submitted' | 'incomplete' | 'resubmitted' | 'active' | 'refused' | 'disabled'
export type UnitEvent = 'approve' | 'refuse' | 'resubmit'
export type UnitFacts = Record<string, never>

type Row = MachineRow<UnitStatus, UnitEvent, UnitFacts>

/** 单位 with one review (design §5): 待审核 → 正常 | 不通过; a refused unit mends its data and sends it again. */
const oneReview: readonly Row[] = [
  {
    event: 'approve',
    from: ['submitted'],
    to: 'active',
    permission: 'unit.decide',
    label: '审核通过',
    asks: { opinion: 'optional' },
  },
  {
    event: 'refuse',
    from: ['submitted'],
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
  },
]

/** The workflow of units under a policy. */
export function unitMachine(policy: Policy): Machine<UnitStatus, UnitEvent, UnitFacts> {
  return { name: '单位注册', labels: unitLabelsFor(policy), rows: oneReview, begins: { register: '提交注册' } }
}
