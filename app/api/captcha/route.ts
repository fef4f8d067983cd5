import { defineRoute } from '@/lib/access/define-route'
import { captchaIsOff, createCaptcha } from '@/lib/auth/captcha'
import { currentVisitor } from '@/lib/auth/current'

/** A puzzle for the captcha widget of this browser, or `{off: true}` where demo mode does without. */
export const GET = defineRoute({}, async () => (captchaIsOff() ? { off: true } : createCaptcha(await currentVisitor())))
