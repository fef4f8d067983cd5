import type { ListSpec } from '@/lib/platform/list-params'

/** What the list of objections understands from its address; `all=yes` shows those that are decided too. */
export const objectionSpec = {
  sorts: ['filed'],
  order: 'asc',
  filters: { text: { kind: 'text' }, all: { kind: 'one', values: ['yes'] } },
} as const satisfies ListSpec

/** So many calendar years after its 公示 was closed who objected is kept; `agreements.objection` says the same to him. */
export const KEPT_YEARS = 3

/** Stands where the grounds of an objection stood. */
export const CLEARED_GROUNDS = '（个人信息和异议内容已按期删除）'
