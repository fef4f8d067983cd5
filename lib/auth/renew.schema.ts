import { z } from 'zod'
import { newPassword } from '@/lib/platform/fields/password'
import { passwordAgain, passwordFits } from '@/lib/platform/fields/password-pair'

/** A new password in the place of one that is too old, within a login. */
export const renewSchema = z
  .object({ password: newPassword('新密码'), passwordAgain: passwordAgain() })
  .superRefine(passwordFits(() => []))
export type Renew = z.output<typeof renewSchema>
