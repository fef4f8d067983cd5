import { z } from 'zod'
import { type Atom, atom, optional } from '@/lib/platform/fields/atom'
import { bankAccount } from '@/lib/platform/fields/bank'
import { dictCode, regionCode, uuid, version } from '@/lib/platform/fields/codes'
import { email, officePhone, phone, postcode, smsCode } from '@/lib/platform/fields/contact'
import { creditCode } from '@/lib/platform/fields/credit-code'
import { manySchema, previewManySchema } from '@/lib/platform/fields/many'
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
  /** asked for where the code goes there */
  email: optional(email()).optional(),
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

const highTech = (): Atom =>
  atom('是否高新技术企业', answer =>
    answer === 'yes' || answer === 'no' ? { value: answer } : { problem: '请选择是不是高新技术企业' },
  )

/** What a unit completes its data with (U4, U8). Bank data are voluntary. */
const completion = {
  address: shortText('通讯地址', 200),
  postcode: postcode(),
  officePhone: optional(officePhone()),
  email: email(),
  highTech: highTech(),
  bankName: optional(shortText('开户银行', 100)),
  /** empty: the number that is kept stays */
  bankAccount: optional(bankAccount()),
}

/** An account belongs to a bank. Cleared together they are given up. */
const bankWhole = (input: { bankName?: unknown; bankAccount?: unknown }, context: z.RefinementCtx) => {
  if (input.bankAccount && !input.bankName)
    context.addIssue({ code: 'custom', path: ['bankName'], message: '填写了银行账号，请一并填写开户银行' })
}

/** 信息更改: what an administrator may change by himself. */
export const editUnitSchema = z
  .object({
    version: version(),
    legalPerson: personName('法定代表人'),
    regionCode: regionCode('单位注册地'),
    contactName: personName('联系人'),
    ...completion,
    address: optional(completion.address),
    postcode: optional(completion.postcode),
    email: optional(completion.email),
    highTech: optional(completion.highTech),
  })
  .superRefine(bankWhole)
export type EditUnit = z.output<typeof editUnitSchema>

/** What a refused unit mends before it sends itself again. */
export const mendUnitSchema = z.object({ ...identity, version: version(), contactName: personName('联系人') })
export type MendUnit = z.output<typeof mendUnitSchema>

/** 完善信息: what a unit adds between the two reviews. */
export const completeUnitSchema = z.object({ version: version(), ...completion }).superRefine(bankWhole)
export type CompleteUnit = z.output<typeof completeUnitSchema>

/** What a unit that the second review refused mends: everything it ever sent. */
export const mendCompletedUnitSchema = z
  .object({ ...identity, version: version(), contactName: personName('联系人'), ...completion })
  .superRefine(bankWhole)
export type MendCompletedUnit = z.output<typeof mendCompletedUnitSchema>

const typed = z.string().max(400).optional()

/** What is kept of a form that is not sent yet, whether it is right or not. */
export const unitDraftSchema = z.object({
  nature: typed,
  name: typed,
  legalPerson: typed,
  regionCode: typed,
  creditCode: typed,
  contactName: typed,
  address: typed,
  postcode: typed,
  officePhone: typed,
  email: typed,
  highTech: typed,
  bankName: typed,
  bankAccount: typed,
})
export type UnitDraftData = z.output<typeof unitDraftSchema>

/** The body of an autosave. */
export const saveUnitDraftSchema = z.object({ version: version(), data: unitDraftSchema })
export type SaveUnitDraft = z.output<typeof saveUnitDraftSchema>

export const decideUnitSchema = z.object({
  id: uuid(),
  version: version(),
  event: z.enum(['approveFirst', 'approve', 'refuse'], { error: '请选择审核结果' }),
  opinion: optional(longText('意见', 500)),
})
export type DecideUnit = z.output<typeof decideUnitSchema>

/** 批量通过, 批量退回 of units that wait. */
export const decideUnitsSchema = manySchema(['approveFirst', 'approve'], 'refuse')
export const previewUnitsSchema = previewManySchema(['approveFirst', 'approve', 'refuse'])

/** 停用 and 恢复使用 of an approved unit. */
export const switchUnitSchema = z.object({
  id: uuid(),
  version: version(),
  event: z.enum(['disable', 'enable'], { error: '请选择办理结果' }),
  opinion: optional(longText('理由', 500)),
})
export type SwitchUnit = z.output<typeof switchUnitSchema>
