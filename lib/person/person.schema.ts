import { z } from 'zod'
import { type DocumentType, documentTypes } from '@/lib/dict'
import { please } from '@/lib/platform/fields/atom'
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

/** 个人账号注册 (A2, A7). For document types that do not tell them, sex and birth date are asked for. */
export const registerPersonSchema = z
  .object({
    docType: z.enum(typeCodes, { error: '请选择证件类型' }),
    docNumber: z.string({ error: please('证件号码') }).max(1000, '证件号码太长，请核对'),
    name: personName(),
    sex: blank,
    birthDate: blank,
    email: email(),
    regionCode: regionCode(),
    phone: phone(),
    smsCode: smsCode(),
    unitId: uuid(),
    password: newPassword(),
    passwordAgain: passwordAgain(),
    agreed: z.literal(true, { error: '请阅读并同意用户注册协议和个人信息处理告知' }),
  })
  .superRefine(passwordFits(input => [input.phone, input.name, input.docNumber]))
  .transform((input, ctx) => {
    const read = <T>(field: string, schema: z.ZodType<T>, value: unknown): T | undefined => {
      const result = schema.safeParse(value)
      if (result.success) return result.data
      ctx.addIssue({ code: 'custom', path: [field], message: result.error.issues[0]!.message })
      return undefined
    }
    const docNumber = read('docNumber', documentNumber(input.docType), input.docNumber)
    if (docNumber === undefined) return z.NEVER
    const told = telling.includes(input.docType)
    const sex = told ? sexOf(docNumber)! : read('sex', dictCode('sex', '性别'), input.sex ?? '')
    const birthDate = told
      ? birthDateOf(docNumber)!
      : read('birthDate', plainDate('出生日期', { max: 'today' }), input.birthDate ?? '')
    if (sex === undefined || birthDate === undefined) return z.NEVER
    return { ...input, docNumber, sex, birthDate }
  })
export type RegisterPerson = z.output<typeof registerPersonSchema>
