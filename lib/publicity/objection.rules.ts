import type { ListSpec } from '@/lib/platform/list-params'

/** What the list of objections understands from its address; `all=yes` shows those that are decided too. */
export const objectionSpec = {
  sorts: ['filed'],
  order: 'asc',
  filters: { text: { kind: 'text' }, all: { kind: 'one', values: ['yes'] } },
} as const satisfies ListSpec
