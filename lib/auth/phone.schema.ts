import { z } from 'zod'
import { phone, smsCode } from '@/lib/platform/fields/contact'

/** Where a code of a change of phone goes: to one's present phone, or to the one typed. */
export const phoneCodeSchema = z.discriminatedUnion(
  'to',
  [z.object({ to: z.literal('old') }), z.object({ to: z.literal('new'), phone: phone('新手机号码') })],
  { error: '请刷新页面后再试' },
)
export type PhoneCode = z.output<typeof phoneCodeSchema>

/** A new phone with both codes, or without the old one's. */
export const changePhoneSchema = z.object({
  oldCode: smsCode('原手机收到的验证码'),
  phone: phone('新手机号码'),
  newCode: smsCode('新手机收到的验证码'),
})
export type ChangePhone = z.output<typeof changePhoneSchema>

/** A new phone with one code, where there is no SMS gateway. */
export const changePhoneByOneSchema = z.object({ phone: phone('新手机号码'), smsCode: smsCode() })
export type ChangePhoneByOne = z.output<typeof changePhoneByOneSchema>

export const askPhoneSchema = changePhoneSchema.omit({ oldCode: true })
export type AskPhone = z.output<typeof askPhoneSchema>
