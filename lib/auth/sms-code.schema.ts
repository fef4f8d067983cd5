import { z } from 'zod'
import { phone } from '@/lib/platform/fields/contact'
import { captchaPayload } from './captcha.schema'
import { publicPurposes } from './sms-code.rules'

/** Asks for an SMS code. */
export const requestCodeSchema = z.object({
  phone: phone(),
  purpose: z.enum(publicPurposes, { error: '请刷新页面后再试' }),
  captcha: captchaPayload(),
})
export type RequestCode = z.output<typeof requestCodeSchema>
