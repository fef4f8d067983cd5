import type { ListSpec } from '@/lib/platform/list-params'
import { staffRoles } from './role.rules'

/** What the address of a list of staff may say. `roles=none`: those who wait for a role. */
export const staffListSpec = {
  sorts: ['created'],
  order: 'desc',
  filters: {
    text: { kind: 'text' },
    state: { kind: 'one', values: ['active', 'waiting', 'locked', 'disabled'] },
    role: { kind: 'one', values: ['none', ...staffRoles] },
  },
} as const satisfies ListSpec
