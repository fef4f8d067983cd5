import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { email, phone } from '@/lib/platform/fields/contact'
import { captchaPayload } from './captcha.schema'
import { publicPurposes } from './sms-code.rules'

/** Asks for an SMS code. */
export const requestCodeSchema = z.object({
  phone: phone(),
  purpose: z.enum(publicPurposes, { error: '请刷新页面后再试' }),
  captcha: captchaPayload(),
  /** where it goes; the installation decides when nothing is said */
  via: z.enum(['sms', 'email']).optional(),
  /** the address a registration gives, where there is no SMS gateway */
  email: optional(email()).optional(),
  /** whose password is recovered, who logs in */
  kind: z.enum(['individual', 'unitAdmin']).optional(),
  /** the link of an invitation */
  token: z.string().max(200).optional(),
})
export type RequestCode = z.output<typeof requestCodeSchema>
