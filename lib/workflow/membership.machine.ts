import type { MembershipStatus } from '@/lib/expert/membership.rules'
import { chinaTime } from '@/lib/platform/time'
import { membershipLabels } from '@/lib/policy/labels.rules'
import type { Machine, MachineRow } from './machine'

export type MembershipEvent =
  | 'sleep'
  | 'wake'
  | 'suspend'
  | 'resume'
  | 'proposeExit'
  | 'requestExit'
  | 'cancelExit'
  | 'confirmExit'
  | 'rejectExit'
  | 'autoExit'
  | 'restore'
  | 'revokeExit'
  | 'readmit'

export type ExitFacts = {
  /** the acting person proposed it */
  proposedByActor: boolean
  /** he asked for it here, and may take it back */
  requested: boolean
  answered: boolean
  /** the message about it went out */
  told: boolean
  hearingUntil: Date | null
}

/** What decides beyond status and permission. */
export type MembershipFacts = {
  /** the acting person is the expert himself (same phone) */
  own: boolean
  /** the exit under way */
  exit: ExitFacts | null
  /** why somebody who left cannot be restored, or admitted again; null when he can */
  barred: string | null
  /** the acting person confirmed the exit he left by */
  confirmedByActor: boolean
  /** what was kept of him has been erased since he left */
  erased: boolean
  at: Date
}

/** The facts of a step that depends on none. */
export const plainFacts = (at: Date): MembershipFacts => ({
  own: false,
  exit: null,
  barred: null,
  confirmedByActor: false,
  erased: false,
  at,
})

type Row = MachineRow<MembershipStatus, MembershipEvent, MembershipFacts>

const notOwn = ({ own }: MembershipFacts) => (own ? '不能办理本人的在库状态，请由其他管理员办理。' : null)

/** Four eyes (S§9): who proposed an exit does not decide it, and nobody decides about himself. */
const fourEyes = (facts: MembershipFacts): string | null =>
  facts.exit?.proposedByActor ? '您是提出人，请由另一位业务管理员核实。' : notOwn(facts)

/** Who confirmed an exit does not undo it by himself. */
const otherEyes = (facts: MembershipFacts): string | null =>
  facts.confirmedByActor ? '这次出库是您核实的，请由另一位业务管理员撤销。' : notOwn(facts)

/** What somebody says he has done where nothing shows that the expert knows of it. */
export const toldOtherwise = '通知没有发出，已用其他方式告知本人出库的原因、依据和陈述申辩的期限'
const notTold = ({ exit }: MembershipFacts): string | null =>
  exit && !exit.requested && !exit.answered && !exit.told ? toldOtherwise : null

/**
 * The expert is heard first: he has answered, or the time for it is over. His own request needs no answer; a wish that
 * staff report does, like any other reason.
 */
function notHeard({ exit, at }: MembershipFacts): string | null {
  if (!exit || exit.requested || exit.answered || exit.hearingUntil === null || at > exit.hearingUntil) return null
  return `要先听取专家本人的陈述申辩：他还没有提交，期限到 ${chinaTime(exit.hearingUntil)}。`
}

const none = { opinion: 'none' } as const
const owed = { opinion: 'required' } as const
const inPool = ['active', 'dormant', 'suspended'] as const

const rows: readonly Row[] = [
  { event: 'sleep', from: ['active'], to: 'dormant', permission: 'membership.run', label: '进入休眠', asks: none },
  { event: 'wake', from: ['dormant'], to: 'active', permission: 'membership.own', label: '登录激活', asks: none },
  {
    event: 'suspend',
    from: ['active', 'dormant'],
    to: 'suspended',
    permission: 'membership.decide',
    label: '暂停',
    asks: owed,
    guard: notOwn,
    guardDenies: true,
  },
  {
    event: 'resume',
    from: ['suspended'],
    to: 'active',
    permission: 'membership.decide',
    label: '恢复在库',
    asks: owed,
    guard: notOwn,
    guardDenies: true,
  },
  {
    event: 'proposeExit',
    from: inPool,
    to: 'leaving',
    permission: 'membership.propose',
    label: '提出出库',
    asks: owed,
    guard: notOwn,
    guardDenies: true,
  },
  {
    event: 'requestExit',
    from: ['active', 'dormant'],
    to: 'leaving',
    permission: 'membership.own',
    label: '申请退出专家库',
    asks: { opinion: 'optional' },
  },
  {
    // a wish bars nobody: who is looked into would leave by it before anything is decided
    event: 'requestExit',
    from: ['suspended'],
    to: 'leaving',
    permission: 'membership.own',
    label: '申请退出专家库',
    asks: { opinion: 'optional' },
    guard: () => '您的在库状态已暂停，有关情况还在核实，核实结束前不能申请退出。有疑问的，请联系我们。',
  },
  {
    event: 'confirmExit',
    from: ['leaving'],
    to: 'left',
    permission: 'membership.decide',
    label: '核实出库',
    asks: { opinion: 'required', confirm: notTold },
    guard: fourEyes,
    guardDenies: true,
    waitsFor: notHeard,
  },
  {
    event: 'autoExit',
    from: ['dormant'],
    to: 'left',
    permission: 'membership.run',
    label: '自动出库',
    asks: none,
  },
  {
    event: 'restore',
    from: ['left'],
    to: 'active',
    permission: 'membership.own',
    label: '恢复在库',
    asks: none,
    guard: ({ barred }) => barred,
  },
  {
    event: 'revokeExit',
    from: ['left'],
    to: 'active',
    permission: 'membership.decide',
    label: '撤销出库',
    asks: owed,
    guard: otherEyes,
    guardDenies: true,
    waitsFor: ({ erased }) => (erased ? '他的资料已按期删除，不能撤销出库；本人可以重新申请入库。' : null),
  },
  {
    event: 'readmit',
    from: ['left'],
    to: 'active',
    permission: 'expert.admit',
    label: '重新入库',
    asks: none,
    guard: ({ barred }) => barred,
  },
]

/**
 * 在库, 休眠, 暂停, 待出库核实, 出库 (design §5).
 * @param before the state an exit under way was proposed in, to which it leads back when it is not confirmed
 */
export function membershipMachine(
  before: MembershipStatus = 'active',
): Machine<MembershipStatus, MembershipEvent, MembershipFacts> {
  return {
    name: '专家在库',
    labels: membershipLabels,
    begins: { admit: '入库' },
    rows: [
      ...rows,
      {
        event: 'rejectExit',
        from: ['leaving'],
        to: before,
        permission: 'membership.decide',
        label: '不予出库',
        asks: owed,
        guard: fourEyes,
        guardDenies: true,
      },
      {
        event: 'cancelExit',
        from: ['leaving'],
        to: before,
        permission: 'membership.own',
        label: '撤回退出申请',
        asks: none,
        guard: ({ exit }) => (exit?.requested ? null : '这次出库不是您自己申请的，可以提交陈述申辩。'),
      },
    ],
  }
}
