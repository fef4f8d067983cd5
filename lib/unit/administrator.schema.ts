import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { uuid } from '@/lib/platform/fields/codes'
import { email, phone, smsCode } from '@/lib/platform/fields/contact'
import { personName } from '@/lib/platform/fields/names'
import { newPassword } from '@/lib/platform/fields/password'
import { passwordAgain, passwordFits } from '@/lib/platform/fields/password-pair'
import { longText } from '@/lib/platform/fields/texts'

/** A reason others will read: of a removal, a correction, a merge. */
export const reasonField = (label = '原因') => longText(label, 300, 2)

/** 邀请管理员, 交接: the person who is to come. `handOver`: whoever invites leaves when the invitation is accepted. */
export const inviteAdministratorSchema = z.object({
  name: personName('姓名'),
  phone: phone('手机号码'),
  /** where the link goes without an SMS gateway */
  email: optional(email()).optional(),
  handOver: z.boolean().optional().default(false),
})
export type InviteAdministrator = z.output<typeof inviteAdministratorSchema>

export const cancelInvitationSchema = z.object({ id: uuid() })
export type CancelInvitation = z.output<typeof cancelInvitationSchema>

/** Ends somebody's part; one's own, too, as long as another stays. */
export const endAdministratorSchema = z.object({ accountId: uuid(), reason: reasonField() })
export type EndAdministrator = z.output<typeof endAdministratorSchema>

/** The bureau appoints somebody after checking papers, in the place of one who is lost, or beside the others. */
export const appointAdministratorSchema = z.object({
  unitId: uuid(),
  name: personName('姓名'),
  phone: phone('手机号码'),
  email: optional(email()).optional(),
  replaces: optional(uuid()),
  reason: reasonField('核验的材料和原因'),
  checked: z.literal(true, { error: '请核验单位介绍信和本人证件后再勾选' }),
})
export type AppointAdministrator = z.output<typeof appointAdministratorSchema>

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const secret = z
  .object({ password: newPassword(), passwordAgain: passwordAgain(), phone: z.unknown().optional() })
  .superRefine(passwordFits(input => [textOf(input.phone)]))
  .transform(({ password }) => ({ password }))

/** Accepts an invitation: the phone it was sent to, a code, a password. */
export const joinUnitSchema = z
  .object({
    token: z.string().max(200),
    phone: phone('手机号码'),
    smsCode: smsCode(),
    agreed: z.literal(true, { error: '请阅读并同意用户注册协议和个人信息处理告知' }),
  })
  .and(secret)
export type JoinUnit = z.output<typeof joinUnitSchema>
