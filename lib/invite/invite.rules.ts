import type { ListSpec } from '@/lib/platform/list-params'
import { chinaDay, startOfDay } from '@/lib/platform/time'
import type { InvitationStatus } from '@/lib/workflow/invitation.machine'

const DAY = 86_400_000

/** Where an invitation stands at an instant: what is stored, and the clock. */
export type InvitationState = InvitationStatus | 'expired'

export const invitationStates: Record<InvitationState, string> = {
  sent: '已发出',
  accepted: '已接受',
  declined: '已谢绝',
  expired: '已过期',
  revoked: '已撤回',
}

export const isExpired = (expiresAt: Date, at: Date): boolean => at >= expiresAt

export const invitationState = (status: InvitationStatus, expiresAt: Date, at: Date): InvitationState =>
  status === 'sent' && isExpired(expiresAt, at) ? 'expired' : status

/** When an invitation that is sent now expires: after whole days, at the end of the last one in China. */
export function expiryOf(sentAt: Date, days: number): Date {
  const today = startOfDay(chinaDay(sentAt))
  return new Date(today.getTime() + (days + 1) * DAY)
}

/** The last day on which it can be answered. */
export const lastDayOf = (expiresAt: Date): string => chinaDay(new Date(expiresAt.getTime() - 1))

/** How many days are left: 今天到期, 还有 3 天; null when it is over. */
export function daysLeft(expiresAt: Date, at: Date): string | null {
  if (isExpired(expiresAt, at)) return null
  const days = (Date.parse(lastDayOf(expiresAt)) - Date.parse(chinaDay(at))) / DAY
  return days > 0 ? `还有 ${days} 天` : '今天到期'
}

/** So long before its end somebody who has not answered is reminded, once. */
export const REMIND_BEFORE = 3 * DAY

/** So long after its end an invitation that nobody accepted still says whom it invited. */
export const KEPT_DAYS = 30
/** What stands in the place of its ground afterwards, and of its name. */
export const clearedReason = '（个人信息已按期删除）'

/** Whether an invitation is long enough that a reminder before its end is none right after the invitation. */
export const isRemindable = (sentAt: Date, expiresAt: Date): boolean =>
  expiresAt.getTime() - sentAt.getTime() > REMIND_BEFORE + DAY

/** The six rights (R3) that whoever is invited reads before he answers. */
export const expertRights = [
  '以个人身份独立提出意见和建议，不受任何单位和个人干预',
  '个人信息受到保护',
  '了解所参加评审的结果',
  '按规定取得劳动报酬',
  '对自己不熟悉的专业领域，有权拒绝参加',
  '可以自愿退出专家库',
] as const

const states = Object.keys(invitationStates) as InvitationState[]
export const invitationStateOptions = states.map(value => ({ value, label: invitationStates[value] }))

/** What the bureau's list of invitations understands from its address. */
export const invitationSpec = {
  sorts: ['created'],
  filters: { text: { kind: 'text' }, state: { kind: 'one', values: states } },
} as const satisfies ListSpec
