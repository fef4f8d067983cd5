import { z } from 'zod'
import { atom, please } from '@/lib/platform/fields/atom'
import { smsCode } from '@/lib/platform/fields/contact'
import { compactCode } from '@/lib/platform/text'

/**
 * Ways to prove oneself. `password` only for those who have no second factor; `slip`, of an activation slip, only at a
 * login, for those who have lost theirs.
 */
export const factorMethods = ['totp', 'smsCode', 'recovery', 'slip', 'password'] as const
export type FactorMethod = (typeof factorMethods)[number]

/** The six digits an authenticator shows. */
const totpCode = () =>
  atom('动态验证码', text => {
    const digits = text.length > 200 ? 'x' : compactCode(text)
    if (digits === '') return { problem: please('动态验证码') }
    return /^\d{6}$/.test(digits) ? { value: digits } : { problem: '动态验证码是 6 位数字，请看手机上的身份验证器' }
  })

/** 恢复码, with or without the dash, in any width and case. */
const recoveryCode = () =>
  atom('恢复码', text => {
    const code = text.length > 200 ? '' : compactCode(text).toUpperCase().replaceAll('-', '')
    if (text.trim() === '') return { problem: please('恢复码') }
    return /^[A-Z0-9]{10}$/.test(code) ? { value: code } : { problem: '恢复码是 10 个字母和数字，请核对' }
  })

/** 激活码, as it stands on an activation slip. */
const slipCode = () =>
  atom('激活码', text => {
    const digits = text.length > 200 ? 'x' : compactCode(text)
    if (digits === '') return { problem: please('激活码') }
    return /^\d{10}$/.test(digits) ? { value: digits } : { problem: '激活码是激活单上的 10 位数字，请核对' }
  })

const password = () => z.string({ error: '请填写登录密码' }).min(1, '请填写登录密码').max(300, '登录密码太长')

/** One proof; `code` is read after its method. */
const proofs = {
  totp: z.object({ method: z.literal('totp'), code: totpCode() }),
  smsCode: z.object({ method: z.literal('smsCode'), code: smsCode() }),
  recovery: z.object({ method: z.literal('recovery'), code: recoveryCode() }),
  slip: z.object({ method: z.literal('slip'), code: slipCode() }),
  password: z.object({ method: z.literal('password'), code: password().transform(text => text.normalize('NFKC')) }),
}
const wrongMethod = { error: '请刷新页面后再试' }

/** The second step of a login. */
export const verifyFactorSchema = z.discriminatedUnion(
  'method',
  [proofs.totp, proofs.smsCode, proofs.recovery, proofs.slip],
  wrongMethod,
)
export type VerifyFactor = z.output<typeof verifyFactorSchema>

/** An authenticator that was just set up: our offer as it was shown, and its first code. */
export const enrolFactorSchema = z.object({ offer: z.string().max(2000, '请刷新页面后再试'), code: totpCode() })
export type EnrolFactor = z.output<typeof enrolFactorSchema>

const deed = { action: z.string().max(80, '请刷新页面后再试'), objectId: z.string().max(100, '请刷新页面后再试') }

/** Proves oneself again for one deed on one thing. */
export const stepUpSchema = z.discriminatedUnion(
  'method',
  [proofs.totp.extend(deed), proofs.smsCode.extend(deed), proofs.recovery.extend(deed), proofs.password.extend(deed)],
  wrongMethod,
)
export type StepUp = z.output<typeof stepUpSchema>
export type Proof = { method: FactorMethod; code: string }
