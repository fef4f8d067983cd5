import type { Machine } from './machine'

export type PolicyDraftStatus = 'editing' | 'submitted' | 'returned' | 'released' | 'discarded'
export type PolicyDraftEvent = 'submit' | 'takeBack' | 'return' | 'release' | 'discard'

/** What decides beyond status and permission. */
export type PolicyDraftFacts = {
  /** the actor has changed this draft himself (four eyes) */
  editedByActor: boolean
  /** what must be mended before it can be sent, in sentences */
  problems: readonly string[]
  /** nothing differs from what it was made from */
  unchanged: boolean
  /** another version was released since, or the one it was made from was taken back */
  overtaken: boolean
  /** what is stored of it is no policy for this version of the system */
  unreadable: boolean
}

export const whyUnreadable =
  '这份草稿是旧版本的系统保存的，或内容已损坏，现在读不出来，不能修改、预览和发布。请放弃这份草稿，在现有的规则上重新起草。'

const working = ['editing', 'returned'] as const

const whyNotSend = ({ problems, unchanged, overtaken, unreadable }: PolicyDraftFacts): string | null => {
  if (unreadable) return whyUnreadable
  if (overtaken) return '起草以来规则有了新的版本，请先把草稿换到新的版本上，再送交发布。'
  if (unchanged) return '与现有的规则相比没有改动，不需要发布。'
  return problems.length > 0 ? `还有 ${problems.length} 处需要修改：${problems.join('；')}` : null
}

/** A draft of the rules (G7): 编辑中 → 待发布 → 已发布, with four eyes between the last two. */
export const policyDraftMachine: Machine<PolicyDraftStatus, PolicyDraftEvent, PolicyDraftFacts> = {
  name: '规则草稿',
  labels: { editing: '编辑中', submitted: '待发布', returned: '退回修改', released: '已发布', discarded: '已放弃' },
  begins: { start: '开始起草' },
  rows: [
    {
      event: 'submit',
      from: working,
      to: 'submitted',
      permission: 'policy.edit',
      label: '送交发布',
      asks: { opinion: 'optional' },
      guard: whyNotSend,
    },
    {
      event: 'takeBack',
      from: ['submitted'],
      to: 'editing',
      permission: 'policy.edit',
      label: '取回修改',
      asks: { opinion: 'none' },
    },
    {
      event: 'return',
      from: ['submitted'],
      to: 'returned',
      permission: 'policy.release',
      label: '退回修改',
      asks: { opinion: 'required' },
    },
    {
      event: 'release',
      from: ['submitted'],
      to: 'released',
      permission: 'policy.release',
      label: '发布',
      asks: { opinion: 'required' },
      guard: ({ editedByActor }) => (editedByActor ? '您改过这份草稿，要由另一位业务管理员发布。' : null),
      guardDenies: true,
      waitsFor: whyNotSend,
    },
    {
      event: 'discard',
      from: ['editing', 'returned', 'submitted'],
      to: 'discarded',
      permission: 'policy.edit',
      label: '放弃草稿',
      asks: { opinion: 'required' },
    },
  ],
}
