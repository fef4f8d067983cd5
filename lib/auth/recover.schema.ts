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
  })
  .superRefine(passwordFits(input => [input.phone]))
export type Recover = z.output<typeof recoverSchema>
