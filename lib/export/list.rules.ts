import type { ListSpec } from '@/lib/platform/list-params'
import { exportMachine } from '@/lib/workflow/export.machine'

/** What the address of the list of exports may say. */
export const exportSpec = {
  sorts: ['created'],
  order: 'desc',
  filters: { status: { kind: 'many', values: Object.keys(exportMachine.labels) } },
} as const satisfies ListSpec
