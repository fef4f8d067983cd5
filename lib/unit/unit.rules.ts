import type { UnitStatus } from '@/lib/workflow/unit.machine'

/** States in which a unit waits for the bureau. */
export const waitingStates: readonly UnitStatus[] = ['submitted', 'resubmitted']

/**
 * What is wrong with a place of registration, or null: it must be of the lowest level, county or what stands for one.
 * @param place the entry of its code, null for an unknown code
 */
export function placeProblem(place: { leaf: boolean } | null): string | null {
  if (!place) return '没有这个地区，请从列表中选择单位注册地。'
  return place.leaf ? null : '请把单位注册地选到县（市、区）一级。'
}

/** What the address of the list of units may say. */
export const unitListSpec = {
  sorts: ['since'],
  order: 'asc',
  filters: {
    text: { kind: 'text' },
    status: { kind: 'one', values: ['submitted', 'incomplete', 'resubmitted', 'active', 'refused', 'disabled', 'all'] },
  },
} as const
