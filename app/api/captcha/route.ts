import { defineRoute } from '@/lib/access/define-route'
import { captchaIsOff, createCaptcha } from '@/lib/auth/captcha'
import { currentVisitor } from '@/lib/auth/current'

/** What the captcha of this browser asks, after the policy, or `{off: true}` where demo mode does without. */
export const GET = defineRoute({}, async () => (captchaIsOff() ? { off: true } : createCaptcha(await currentVisitor())))
