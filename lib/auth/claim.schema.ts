import { z } from 'zod'
import { type DocumentType, documentTypes } from '@/lib/dict'
import { please } from '@/lib/platform/fields/atom'
import { phone, smsCode } from '@/lib/platform/fields/contact'
import { documentNumber } from '@/lib/platform/fields/documents'
import { newPassword } from '@/lib/platform/fields/password'
import { passwordAgain, passwordFits } from '@/lib/platform/fields/password-pair'

const typeCodes = documentTypes.map(([code]) => code) as [DocumentType, ...DocumentType[]]

/** 首次登录 of somebody a list brought in: who he is, his phone, a password, and the two texts. */
export const claimSchema = z
  .object({
    docType: z.enum(typeCodes, { error: '请选择证件类型' }),
    docNumber: z
      .string({ error: please('证件号码') })
      .min(1, please('证件号码'))
      .max(1000, '证件号码太长，请核对'),
    phone: phone(),
    smsCode: smsCode(),
    password: newPassword('密码'),
    passwordAgain: passwordAgain(),
    agreed: z.literal(true, { error: '请阅读并同意用户注册协议和个人信息处理告知' }),
  })
  .superRefine((input, context) => {
    const read = documentNumber(input.docType).safeParse(input.docNumber)
    if (!read.success) context.addIssue({ code: 'custom', path: ['docNumber'], message: read.error.issues[0]!.message })
  })
  .superRefine(passwordFits(input => [input.phone, input.docNumber]))
  .transform(input => {
    const read = documentNumber(input.docType).safeParse(input.docNumber)
    return { ...input, docNumber: read.success ? read.data : input.docNumber }
  })
export type Claim = z.output<typeof claimSchema>
