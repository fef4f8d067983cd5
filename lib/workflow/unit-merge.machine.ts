import { unitLabelsFor } from '@/lib/policy/labels.rules'
import type { Policy } from '@/lib/policy/policy.schema'
import type { Machine } from './machine'
import type { UnitStatus } from './unit.machine'

/** The one step of a merge that is a status: the unit that goes into another is 停用. No button of a review offers it. */
export function unitMergeMachine(policy: Policy): Machine<UnitStatus, 'merge', Record<string, never>> {
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
      },
    ],
  }
}
