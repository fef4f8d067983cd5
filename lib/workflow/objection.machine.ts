import type { Machine } from './machine'

export type ObjectionStatus = 'lead' | 'checking' | 'upheld' | 'dismissed' | 'noted'
export type ObjectionEvent = 'take' | 'note' | 'uphold' | 'dismiss'

export type ObjectionFacts = {
  /** the deciding person is the one it is about */
  ownApplication: boolean
  /** he is who approved the application: somebody else looks at what is said against it (four eyes) */
  approved: boolean
  /** he has invited the expert into the pool */
  invitedHim: boolean
  /** he objected himself, by the phone it came with */
  ownObjection: boolean
  /** while it is checked: he registered it, or took the lead up (four eyes) */
  broughtIn: boolean
  /** why a lead cannot hold anybody any more: its expert is no longer in 公示; null while he is */
  gone: string | null
}

const notOwn = ({ ownApplication, approved, invitedHim, ownObjection }: ObjectionFacts) => {
  if (ownApplication) return '不能办理针对本人的异议，请由其他人办理。'
  if (ownObjection) return '这件异议是您本人提出的，请由其他人办理。'
  if (invitedHim) return '这位专家是您邀请的，对他的异议请由其他人办理。'
  return approved ? '这份申请由您审核通过，对它的异议请由其他人办理。' : null
}

const notOwnOrTwice = (facts: ObjectionFacts) =>
  notOwn(facts) ?? (facts.broughtIn ? '这件异议是您登记或采用的，是否成立请由另一位工作人员决定。' : null)

/**
 * The workflow of 异议 (design §5 Publicity): a named one is checked at once and holds its expert; an anonymous one is
 * a lead, which holds nothing unless somebody takes it up with a reason.
 */
export const objectionMachine: Machine<ObjectionStatus, ObjectionEvent, ObjectionFacts> = {
  name: '公示异议',
  labels: {
    lead: '匿名线索',
    checking: '核查中',
    upheld: '异议成立',
    dismissed: '异议不成立',
    noted: '已记录，未采用',
  },
  begins: { file: '提出异议', register: '登记书面异议' },
  rows: [
    {
      event: 'take',
      from: ['lead'],
      to: 'checking',
      permission: 'objection.decide',
      label: '采用线索，暂停入库',
      asks: { opinion: 'required' },
      guard: notOwn,
      guardDenies: true,
      waitsFor: ({ gone }) => gone,
    },
    {
      event: 'note',
      from: ['lead'],
      to: 'noted',
      permission: 'objection.decide',
      label: '记录，不采用',
      asks: { opinion: 'required' },
      guard: notOwn,
      guardDenies: true,
    },
    {
      event: 'dismiss',
      from: ['checking'],
      to: 'dismissed',
      permission: 'objection.decide',
      label: '异议不成立',
      asks: { opinion: 'required' },
      guard: notOwnOrTwice,
      guardDenies: true,
    },
    {
      event: 'uphold',
      from: ['checking'],
      to: 'upheld',
      permission: 'objection.decide',
      label: '异议成立',
      asks: { opinion: 'required' },
      guard: notOwnOrTwice,
      guardDenies: true,
    },
  ],
}
