import type { Actor } from '@/lib/access/actor'
import type { MachineRow } from './machine'

/** What decides a step besides who takes it. */
export type StepFacts = {
  /** the deciding person is the applicant himself (same phone) */
  ownApplication: boolean
  /** the step before this one was decided by the same person (four eyes) */
  decidedBefore: boolean
  /** the deciding person has invited the applicant into the pool (four eyes) */
  invitedHim?: boolean
  /** the last day of its 公示 has passed, by the clock of the server */
  publicityOver: boolean
}
type Status = 'proposed' | 'published' | 'objected' | 'admitted' | 'refused'
type Event = 'publish' | 'object' | 'hold' | 'release' | 'uphold' | 'admit'

const notOwn = ({ ownApplication }: Pick<StepFacts, 'ownApplication'>) =>
  ownApplication ? '不能办理本人的申请，请由其他管理员办理。' : null

/** Nobody decides about himself, about whom he has invited, nor two steps in a row. */
export const notOwnOrTwice = (facts: Omit<StepFacts, 'publicityOver'>): string | null =>
  notOwn(facts) ??
  (facts.invitedHim ? '这位专家是您邀请的，他的申请请由其他人办理。' : null) ??
  (facts.decidedBefore ? '上一步是您办理的，这一步请由其他人办理。' : null)

/**
 * Back from 拟入库, before he is made public: the bureau's reviewers correct an approval, also who gave it himself.
 * From 公示中 nothing leads back: there an objection is the way.
 */
export const correctionRows = <Facts extends StepFacts>(
  guard: (facts: Facts, actor: Actor) => string | null,
): readonly MachineRow<Status | 'returned', 'return' | 'refuse', Facts>[] => {
  const common = {
    from: ['proposed'],
    permission: 'application.decide',
    asks: { opinion: 'required' },
    guard,
    guardDenies: true,
  } as const
  return [
    { ...common, event: 'return', to: 'returned', label: '退回修改' },
    { ...common, event: 'refuse', to: 'refused', label: '审核不通过' },
  ]
}

/** 拟入库 → 公示 → 入库 (S§6, design §5): an objection holds the one it is about; nothing ends it early. */
export const publicityRows: readonly MachineRow<Status, Event, StepFacts>[] = [
  {
    event: 'publish',
    from: ['proposed'],
    to: 'published',
    permission: 'publicity.manage',
    label: '列入公示',
    asks: { opinion: 'none' },
    guard: notOwnOrTwice,
    guardDenies: true,
  },
  {
    event: 'object',
    from: ['published'],
    to: 'objected',
    permission: 'objection.file',
    label: '收到异议，暂停入库',
    asks: { opinion: 'none' },
  },
  {
    event: 'hold',
    from: ['published'],
    to: 'objected',
    permission: 'objection.decide',
    label: '受理异议，暂停入库',
    asks: { opinion: 'none' },
    guard: notOwn,
    guardDenies: true,
  },
  {
    event: 'release',
    from: ['objected'],
    to: 'published',
    permission: 'objection.decide',
    label: '异议不成立，恢复办理',
    asks: { opinion: 'none' },
    guard: notOwn,
    guardDenies: true,
  },
  {
    event: 'uphold',
    from: ['objected'],
    to: 'refused',
    permission: 'objection.decide',
    label: '异议成立，不予入库',
    asks: { opinion: 'required' },
    guard: notOwn,
    guardDenies: true,
  },
  {
    event: 'admit',
    from: ['published'],
    to: 'admitted',
    permission: 'publicity.finish',
    label: '公示无异议，入库',
    asks: { opinion: 'none' },
    waitsFor: ({ publicityOver }) => (publicityOver ? null : '公示还没有结束，不能入库。'),
  },
]
