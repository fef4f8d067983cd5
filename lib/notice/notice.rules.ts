import type { ListSpec } from '@/lib/platform/list-params'
import type { Policy } from '@/lib/policy/policy.schema'
import { noticeMachine } from '@/lib/workflow/notice.machine'

const codes = (policy: Policy) => policy.portal.noticeCategories.map(({ code }) => code)

/** What the public list of notices understands from its address. */
export const publicNoticeSpec = (policy: Policy) =>
  ({
    sorts: ['published'],
    filters: { category: { kind: 'one', values: codes(policy) }, text: { kind: 'text' } },
  }) as const satisfies ListSpec

const statuses = Object.keys(noticeMachine.labels)

/** What the editors' list understands from its address. */
export const staffNoticeSpec = (policy: Policy) =>
  ({
    sorts: ['updated'],
    filters: {
      text: { kind: 'text' },
      category: { kind: 'one', values: codes(policy) },
      status: { kind: 'one', values: statuses },
    },
  }) as const satisfies ListSpec

/** The statuses as choices of a filter. */
export const noticeStatusOptions = Object.entries(noticeMachine.labels).map(([value, label]) => ({ value, label }))
