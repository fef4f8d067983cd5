import type { OwnPlace } from '@/lib/membership/membership.dto'
import { addYears } from '@/lib/platform/fields/age'
import { chinaDay } from '@/lib/platform/time'
import { applicationLabels, type membershipLabels } from '@/lib/policy/labels.rules'
import type { Policy } from '@/lib/policy/policy.schema'
import { type ApplicationStatus, fillable } from '@/lib/workflow/application.machine'

export type MembershipStatus = keyof typeof membershipLabels

/** 专家信息状态 (X3): whether what the pool holds about somebody was looked at within a year. */
export type ProfileState = 'outdated' | 'underReview' | 'current'

export const profileStateLabels: Readonly<Record<ProfileState, string>> = {
  outdated: '未更新',
  underReview: '变更审核中',
  current: '已更新',
}

/**
 * 变更审核中 while a change that was sent is not decided; 已更新 when what is in force came in, by the entry or by a
 * change, or was confirmed by him, less than a year ago, by the calendar of China; else 未更新. Pure.
 * @param since when what is in force came into force, or was last confirmed after that
 */
export function profileState(since: Date, underReview: boolean, at: Date): ProfileState {
  if (underReview) return 'underReview'
  return chinaDay(at) < addYears(chinaDay(since), 1) ? 'current' : 'outdated'
}

/** Why somebody whose place in the pool is this cannot have his data changed; null when he can. */
export const whyNotChange = (member: { status: MembershipStatus; statusLabel: string } | null): string | null => {
  if (!member) return '还没有入库，不需要变更；请在申请中填写。'
  return member.status === 'active' ? null : `现在的状态是「${member.statusLabel}」，不能更新专家信息。请联系我们。`
}

/**
 * Why somebody cannot say now that nothing of his has changed (核对无误，没有变化); null when he can: as long as he could
 * change it as well, and only once a year has passed.
 */
export const whyNotConfirm = ({ profile, whyNotChange }: Pick<Membership, 'profile' | 'whyNotChange'>): string | null =>
  whyNotChange ?? (profile === 'outdated' ? null : '您的信息在一年之内更新或核对过，现在不需要核对。')

/** A change that is under way: who proposed it, null for the expert's own. */
export type UnderWay = { proposedBy: string | null; status: ApplicationStatus }

/** Its author still has it. */
export const isUnsent = ({ status }: UnderWay): boolean => fillable.includes(status)

/**
 * Why a change about an expert cannot be begun while this one is under way, and what can be done about it.
 * @param asks the expert, or a unit or a department that would propose one
 */
export function whyUnderWay(policy: Policy, open: UnderWay, asks: 'expert' | 'proposer'): string {
  const label = applicationLabels(policy, open.proposedBy ? 'proposal' : 'change')[open.status]
  if (open.proposedBy) {
    const who = open.proposedBy === 'unit' ? '所在单位' : policy.terms.department
    const unsent = isUnsent(open)
    if (asks === 'proposer')
      return `${who}已在为这位专家提出信息变更，${unsent ? '还没有提交' : `现在是「${label}」`}，办完之后才能再提出。`
    return unsent
      ? `${who}正在为您提出信息变更，还没有提交。要自己更新的，请先在首页结束这份变更，或请他们办完。`
      : `${who}正在为您提出信息变更，现在是「${label}」，办完之后才能再更新。内容不对的，请联系${who}。`
  }
  if (asks === 'expert') return '您已有一份信息变更正在办理。'
  if (!isUnsent(open)) return `专家本人提交的信息变更正在办理，现在是「${label}」。办完之后才能再提出。`
  const state = open.status === 'returned' ? '已退回本人修改，还没有再次提交' : '还没有提交'
  return `专家本人正在更新自己的信息，${state}。请联系本人：可以提交，也可以在首页点“放弃这次变更”，之后才能再提出。`
}

/** An individual's place in the pool, as he sees it himself. */
export type Membership = {
  status: MembershipStatus
  statusLabel: string
  /** what is in force is what a list said of him */
  imported?: boolean
  admittedAt: Date
  /** when what is in force came into force */
  since: Date
  /** when he said last that nothing of it had changed; null: never, or before it came into force */
  confirmedAt: Date | null
  profile: ProfileState
  /** why he cannot begin a change now; null when he can */
  whyNotChange: string | null
  /** what a unit or a department has begun to propose about him, since when, and not sent: he may end it */
  proposing: { applicationId: string; office: string; since: Date; returned: boolean } | null
  /** an exit, and what he can do about it */
  place: OwnPlace
}
