import { addYears } from '@/lib/platform/fields/age'
import { chinaDay } from '@/lib/platform/time'
import type { membershipLabels } from '@/lib/policy/labels.rules'

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

/** An individual's place in the pool, as he sees it himself. */
export type Membership = {
  status: MembershipStatus
  statusLabel: string
  admittedAt: Date
  /** when what is in force came into force */
  since: Date
  /** when he said last that nothing of it had changed; null: never, or before it came into force */
  confirmedAt: Date | null
  profile: ProfileState
  /** why he cannot begin a change now; null when he can */
  whyNotChange: string | null
}
