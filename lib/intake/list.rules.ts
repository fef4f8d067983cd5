import type { ListSpec } from '@/lib/platform/list-params'
import { intakeMachine } from '@/lib/workflow/intake.machine'
import { rowStates, stateLabels } from './finding.rules'

/** What the list of batches understands from its address. */
export const intakeSpec = {
  sorts: ['created'],
  filters: { status: { kind: 'one', values: Object.keys(intakeMachine.labels) } },
} as const satisfies ListSpec

/** What the rows of one batch understand. */
export const intakeRowsSpec = {
  sorts: ['number'],
  order: 'asc',
  filters: { state: { kind: 'one', values: rowStates } },
} as const satisfies ListSpec

export const intakeStatusOptions = Object.entries(intakeMachine.labels).map(([value, label]) => ({ value, label }))
export const rowStateOptions = rowStates.map(value => ({ value, label: stateLabels[value] }))
