import { z } from 'zod'
import { phone, smsCode } from '@/lib/platform/fields/contact'
import { newPassword } from '@/lib/platform/fields/password'
import { passwordAgain, passwordFits } from '@/lib/platform/fields/password-pair'

/** 找回密码 for individuals and unit administrators: phone, code, new password. */
export const recoverSchema = z
  .object({
    kind: z.enum(['individual', 'unitAdmin']),
    phone: phone(),
    smsCode: smsCode(),
    password: newPassword('新密码'),
    passwordAgain: passwordAgain(),
    /** asked for only where the phone was not proved for long */
    docTail: z
      .string()
      .max(20, '请填写证件号码的最后四位')
      .transform(text => text.normalize('NFKC').trim().toUpperCase())
      .optional(),
  })
  .superRefine(passwordFits(input => [input.phone]))
export type Recover = z.output<typeof recoverSchema>
