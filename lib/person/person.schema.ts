import { z } from 'zod'
import { type DocumentType, documentTypes } from '@/lib/dict'
import { optional, please } from '@/lib/platform/fields/atom'
import { dictCode, regionCode, uuid } from '@/lib/platform/fields/codes'
import { email, phone, smsCode } from '@/lib/platform/fields/contact'
import { plainDate } from '@/lib/platform/fields/dates'
import { documentNumber } from '@/lib/platform/fields/documents'
import { birthDateOf, sexOf } from '@/lib/platform/fields/identity'
import { personName } from '@/lib/platform/fields/names'
import { newPassword } from '@/lib/platform/fields/password'
import { passwordAgain, passwordFits } from '@/lib/platform/fields/password-pair'

/** Document types whose number tells birth date and sex, so that they are not asked for (trust IN4). */
export const telling: readonly DocumentType[] = ['mainlandId', 'hkmotResidence']

const typeCodes = documentTypes.map(([code]) => code) as [DocumentType, ...DocumentType[]]
const blank = z.string().max(200).nullish()
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

export const chooseUnit = '请选择所在单位'

const account = z.object({
  name: personName(),
  email: email(),
  regionCode: regionCode(),
  phone: phone(),
  smsCode: smsCode(),
  /** owed where the policy says so, which the server knows; see `registerSchemaFor` */
  unitId: optional(uuid()),
  /** the link of the invitation he accepts with it */
  invitation: z.string().max(200).optional(),
  /** the 征集批次 by which he comes */
  callId: optional(uuid()).optional(),
  agreed: z.literal(true, { error: '请阅读并同意用户注册协议和个人信息处理告知' }),
})

/** Number, sex and birth date hang on the document type; for types that do not tell them, both are asked for. */
const document = z
  .object({
    docType: z.enum(typeCodes, { error: '请选择证件类型' }),
    docNumber: z
      .string({ error: please('证件号码') })
      .min(1, please('证件号码'))
      .max(1000, '证件号码太长，请核对'),
    sex: blank,
    birthDate: blank,
  })
  .transform((input, ctx) => {
    const read = <T>(field: string, schema: z.ZodType<T>, value: unknown): T | undefined => {
      const result = schema.safeParse(value)
      if (result.success) return result.data
      ctx.addIssue({ code: 'custom', path: [field], message: result.error.issues[0]!.message })
      return undefined
    }
    const told = telling.includes(input.docType)
    const docNumber = read('docNumber', documentNumber(input.docType), input.docNumber)
    const asked = told
      ? null
      : {
          sex: read('sex', dictCode('sex', '性别'), input.sex ?? ''),
          birthDate: read('birthDate', plainDate('出生日期', { max: 'today' }), input.birthDate ?? ''),
        }
    if (docNumber === undefined) return z.NEVER
    const { sex, birthDate } = asked ?? { sex: sexOf(docNumber)!, birthDate: birthDateOf(docNumber)! }
    if (sex === undefined || birthDate === undefined) return z.NEVER
    return { docType: input.docType, docNumber, sex, birthDate }
  })

/** The password of an individual who registers, chosen twice; his own name, phone and document are no password. */
export const ownPassword = (label?: string) =>
  z
    .object({
      password: newPassword(label),
      passwordAgain: passwordAgain(),
      name: z.unknown().optional(),
      phone: z.unknown().optional(),
      docNumber: z.unknown().optional(),
    })
    .superRefine(passwordFits(input => [input.phone, input.name, input.docNumber].map(textOf)))
    .transform(({ password }) => ({ password }))

/**
 * 个人账号注册 (A2, A7). Three parts side by side instead of one after the other, so that everything wrong is said at
 * once: a wrong check digit beside its field while other fields are still empty.
 */
export const registerPersonSchema = account.and(document).and(ownPassword())
export type RegisterPerson = z.output<typeof registerPersonSchema>

const unitOwed = z
  .object({ unitId: z.unknown().optional() })
  .superRefine(({ unitId }, ctx) => {
    if (!unitId) ctx.addIssue({ code: 'custom', path: ['unitId'], message: chooseUnit })
  })
  .transform(() => ({}))

/** What the form asks before anything is sent: where the unit is chosen at registration, it is owed. */
export const registerSchemaFor = (
  withUnit: boolean,
): z.ZodType<RegisterPerson, z.input<typeof registerPersonSchema>> =>
  withUnit ? registerPersonSchema.and(unitOwed) : registerPersonSchema
