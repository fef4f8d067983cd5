import { unitLabelsFor } from '@/lib/policy/labels.rules'
import type { Policy } from '@/lib/policy/policy.schema'
import type { Machine } from './machine'
import type { UnitStatus } from './unit.machine'

/** `own`: the deciding person administers one of the two himself. */
export type MergeFacts = { own: boolean }

/** The one step of a merge that is a status: the unit that goes into another is 停用. No button of a review offers it. */
export function unitMergeMachine(policy: Policy): Machine<UnitStatus, 'merge', MergeFacts> {
  return {
    name: '单位合并',
    labels: unitLabelsFor(policy),
    rows: [
      {
        event: 'merge',
        from: ['submitted', 'incomplete', 'resubmitted', 'active'],
        to: 'disabled',
        permission: 'unit.manage',
        label: '并入其他单位',
        asks: { opinion: 'required' },
        guard: ({ own }) => (own ? '其中一个单位由您管理，不能由您合并，请由另一位业务管理员办理。' : null),
        guardDenies: true,
      },
    ],
  }
}
