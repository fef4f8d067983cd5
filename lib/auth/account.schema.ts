import { z } from 'zod'
import { currentPassword, newPassword } from '@/lib/platform/fields/password'
import { passwordAgain, passwordFits } from '@/lib/platform/fields/password-pair'

/** 修改密码 by somebody who is logged in. */
export const changePasswordSchema = z
  .object({
    current: currentPassword('当前密码'),
    password: newPassword('新密码'),
    passwordAgain: passwordAgain(),
  })
  .superRefine(passwordFits(() => []))
  .refine(input => input.current !== input.password, { path: ['password'], error: '新密码要和当前密码不同' })
export type ChangePassword = z.output<typeof changePasswordSchema>

/** One of one's own sessions, by its handle in the list. */
export const endSessionSchema = z.object({ session: z.string().regex(/^[0-9a-f]{64}$/, '请刷新页面后再试') })

export const nothingSchema = z.object({})
