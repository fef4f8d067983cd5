import { z } from 'zod'
import { email, smsCode } from '@/lib/platform/fields/contact'
import { currentPassword } from '@/lib/platform/fields/password'

export const requestEmailCodeSchema = z.object({ email: email() })
export type RequestEmailCode = z.output<typeof requestEmailCodeSchema>

/** 验证邮箱 by somebody who is logged in. */
export const proveEmailSchema = z.object({
  email: email(),
  smsCode: smsCode('邮箱验证码'),
  current: currentPassword('当前密码'),
})
export type ProveEmail = z.output<typeof proveEmailSchema>
