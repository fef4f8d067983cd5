import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { dictCode, regionCode, uuid, version } from '@/lib/platform/fields/codes'
import { phone, smsCode } from '@/lib/platform/fields/contact'
import { creditCode } from '@/lib/platform/fields/credit-code'
import { personName, unitName } from '@/lib/platform/fields/names'
import { newPassword } from '@/lib/platform/fields/password'
import { passwordAgain, passwordFits } from '@/lib/platform/fields/password-pair'
import { longText, shortText } from '@/lib/platform/fields/texts'

const identity = {
  nature: dictCode('unitNature', '单位性质'),
  name: unitName('单位全称'),
  legalPerson: personName('法定代表人'),
  regionCode: regionCode('单位注册地'),
  creditCode: creditCode(),
}

const account = z.object({
  ...identity,
  contactName: personName('联系人'),
  phone: phone('联系人手机号码'),
  smsCode: smsCode(),
  agreed: z.literal(true, { error: '请阅读并同意用户注册协议和个人信息处理告知' }),
})

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const secret = z
  .object({
    password: newPassword(),
    passwordAgain: passwordAgain(),
    phone: z.unknown().optional(),
    contactName: z.unknown().optional(),
    name: z.unknown().optional(),
  })
  .superRefine(passwordFits(input => [input.phone, input.contactName, input.name].map(textOf)))
  .transform(({ password }) => ({ password }))

/**
 * 单位账号注册 (U2, U7). Two parts side by side instead of one after the other, so that everything wrong is said at
 * once: that the passwords differ, while other fields are still empty.
 */
export const registerUnitSchema = account.and(secret)
export type RegisterUnit = z.output<typeof registerUnitSchema>

/** 信息更改: what an administrator may change by himself. */
export const editUnitSchema = z.object({
  version: version(),
  legalPerson: personName('法定代表人'),
  regionCode: regionCode('单位注册地'),
  address: optional(shortText('通讯地址', 200)),
  contactName: personName('联系人'),
})
export type EditUnit = z.output<typeof editUnitSchema>

/** What a refused unit mends before it sends itself again. */
export const mendUnitSchema = z.object({ ...identity, version: version(), contactName: personName('联系人') })
export type MendUnit = z.output<typeof mendUnitSchema>

export const decideUnitSchema = z.object({
  id: uuid(),
  version: version(),
  event: z.enum(['approve', 'refuse'], { error: '请选择审核结果' }),
  opinion: optional(longText('意见', 500)),
})
export type DecideUnit = z.output<typeof decideUnitSchema>
