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
 * change, less than a year ago, by the calendar of China; else 未更新. Pure.
 * @param since when what is in force came into force
 */
export function profileState(since: Date, underReview: boolean, at: Date): ProfileState {
  if (underReview) return 'underReview'
  const day = chinaDay(since)
  const yearLater = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
  return chinaDay(at) < yearLater ? 'current' : 'outdated'
}

/** Why somebody whose place in the pool is this cannot have his data changed; null when he can. */
export const whyNotChange = (member: { status: MembershipStatus; statusLabel: string } | null): string | null => {
  if (!member) return '还没有入库，不需要变更；请在申请中填写。'
  return member.status === 'active' ? null : `现在的状态是「${member.statusLabel}」，不能更新专家信息。请联系我们。`
}

/** An individual's place in the pool, as he sees it himself. */
export type Membership = {
  status: MembershipStatus
  statusLabel: string
  admittedAt: Date
  /** when what is in force came into force */
  since: Date
  profile: ProfileState
  /** why he cannot begin a change now; null when he can */
  whyNotChange: string | null
}
