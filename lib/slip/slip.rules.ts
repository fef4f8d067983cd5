import type { ListSpec } from '@/lib/platform/list-params'

export const SLIP_HOURS = 72

/** What whoever comes to the desk gets a slip for, by name and phone. */
export const deskPurposes = ['register', 'registerUnit', 'joinUnit', 'recover', 'lostFactor', 'phoneNew'] as const
export type DeskPurpose = (typeof deskPurposes)[number]
/** 首次登录 is for one account that a list made, and is begun from there. */
export const slipPurposes = [...deskPurposes, 'claim'] as const
export type SlipPurpose = (typeof slipPurposes)[number]

export const purposeLabels: Record<SlipPurpose, string> = {
  register: '个人（专家）注册',
  registerUnit: '单位注册',
  joinUnit: '接受单位管理员邀请',
  recover: '找回密码',
  // not `factor`: that is what the SMS code of the staff's second step is asked for
  lostFactor: '恢复登录（身份验证器丢失）',
  phoneNew: '更换登录手机',
  claim: '在库专家首次登录',
}

export const slipStates = ['waiting', 'confirmed', 'printed', 'used', 'expired', 'ended'] as const
export type SlipState = (typeof slipStates)[number]

export const slipStateLabels: Record<SlipState, string> = {
  waiting: '待另一人确认',
  confirmed: '待打印',
  printed: '已打印，待使用',
  used: '已使用',
  expired: '已过期',
  ended: '已作废',
}

type Instants = {
  confirmedAt: Date | null
  printedAt: Date | null
  usedAt: Date | null
  endedAt: Date | null
  expiresAt: Date
}

/** Where a slip stands; it follows from when things happened to it. */
export function slipState(slip: Instants, at: Date): SlipState {
  if (slip.usedAt) return 'used'
  if (slip.endedAt) return 'ended'
  if (slip.expiresAt <= at) return 'expired'
  if (slip.printedAt) return 'printed'
  return slip.confirmedAt ? 'confirmed' : 'waiting'
}

/** The same question for many rows at once. */
export function whereState(state: SlipState, at: Date) {
  const open = { usedAt: null, endedAt: null, expiresAt: { gt: at } }
  const conditions = {
    waiting: { ...open, confirmedAt: null },
    confirmed: { ...open, confirmedAt: { not: null }, printedAt: null },
    printed: { ...open, printedAt: { not: null } },
    used: { usedAt: { not: null } },
    ended: { usedAt: null, endedAt: { not: null } },
    expired: { usedAt: null, endedAt: null, expiresAt: { lte: at } },
  } as const
  return conditions[state]
}

/** `confirms`: belongs to those who confirm slips at all. `asked`, `holds`: he asked for this one; it is for his own phone. */
export type Who = { accountId: string; confirms: boolean; asked: boolean; holds: boolean }
type Subject = Instants & { issuedById: string }

/** Why somebody may not confirm a slip; null when he may. */
export function whyNotConfirm(slip: Subject, who: Who, at: Date): string | null {
  if (slipState(slip, at) !== 'waiting') return `这张激活单${slipStateLabels[slipState(slip, at)]}，不能再确认。`
  if (!who.confirms)
    return '由管理部门的工作人员核实后确认，过了有效期要重新办理。需要尽快办理的，请打下面的电话告诉他们。'
  if (who.asked) return '激活单要由另一名工作人员确认，申请人自己不能确认。请同事在「激活单」中打开这一条确认。'
  return who.holds ? '这张激活单是给您本人的，请由另一名工作人员确认。' : null
}

/** Why somebody may not print a slip; null when he may. The code is shown to the one who has the person before him. */
export function whyNotPrint(slip: Subject, who: Who, at: Date): string | null {
  const state = slipState(slip, at)
  if (state === 'waiting') return '另一名工作人员确认后才能打印。'
  if (state === 'printed') return '激活码只显示一次，已经打印过。遗失或打印坏了的，请作废后重新办理。'
  if (state !== 'confirmed') return `这张激活单${slipStateLabels[state]}，不能打印。`
  return slip.issuedById === who.accountId ? null : '激活单由申请的那名工作人员打印，交给本人。'
}

/** Is a slip in this state still on its way? */
export const isOpen = (state: SlipState): boolean => ['waiting', 'confirmed', 'printed'].includes(state)

/** Can a slip still be taken back? */
export const mayEnd = (slip: Instants, at: Date): boolean => isOpen(slipState(slip, at))

/** What the list of slips understands from its address. */
export const slipListSpec = {
  sorts: ['issued'],
  filters: { state: { kind: 'one', values: slipStates } },
} as const satisfies ListSpec
