import { z } from 'zod'
import { type Atom, atom, please } from '@/lib/platform/fields/atom'
import { uuid } from '@/lib/platform/fields/codes'
import { phone, smsCode } from '@/lib/platform/fields/contact'
import { creditCode } from '@/lib/platform/fields/credit-code'
import { currentPassword } from '@/lib/platform/fields/password'
import { compactCode } from '@/lib/platform/text'
import { captchaPayload } from './captcha.schema'

export const loginKinds = ['individual', 'unitAdmin', 'staff'] as const
export type LoginKind = (typeof loginKinds)[number]

/** A staff login name: lower case letters, digits, dot, dash, underscore; begins with a letter. Width is folded. */
export const staffLogin = (label = '登录名') =>
  atom(label, text => {
    const value = text.slice(0, 200).normalize('NFKC').trim().toLowerCase()
    if (value === '') return { problem: please(label) }
    if (/^[a-z][a-z0-9._-]{2,31}$/.test(value)) return { value }
    return { problem: `${label}由 3 至 32 个字母、数字、点、横线组成，以字母开头` }
  })

/** 统一社会信用代码 of a unit, or the mobile number of one of its administrators. */
const unitLogin = () =>
  atom('统一社会信用代码或联系人手机号码', text => {
    const digits = compactCode(text).replace(/^\+86/, '')
    const schema = /^\d{0,13}$/.test(digits) ? phone('联系人手机号码') : creditCode()
    const parsed = schema.safeParse(text)
    if (digits === '') return { problem: '请填写统一社会信用代码或联系人手机号码' }
    return parsed.success ? { value: parsed.data } : { problem: parsed.error.issues[0]!.message }
  })

const typedNames = { individual: phone(), unitAdmin: unitLogin(), staff: staffLogin() }

/** One tab of the login page; `name` is what that kind of account logs in with. */
export const loginSchemaFor = <K extends LoginKind>(kind: K) =>
  z.object({
    kind: z.literal(kind),
    name: typedNames[kind] as Atom,
    password: currentPassword('登录密码'),
    person: uuid().optional(),
    captcha: captchaPayload(),
  })

export const loginSchema = z.discriminatedUnion(
  'kind',
  [loginSchemaFor('individual'), loginSchemaFor('unitAdmin'), loginSchemaFor('staff')],
  { error: '登录方式不对，请刷新页面后再试' },
)
export type Login = z.output<typeof loginSchema>
export type LoginInput = { kind: LoginKind; name: string; password: string; person?: string; captcha?: string }

/** The same tabs with a code sent to the phone; staff log in with a password only. */
export const codeLoginSchema = z.object({
  method: z.literal('smsCode'),
  kind: z.enum(['individual', 'unitAdmin'], { error: '登录方式不对，请刷新页面后再试' }),
  name: phone(),
  smsCode: smsCode(),
})
export type CodeLogin = z.output<typeof codeLoginSchema>

/** Why a login did not succeed, as it travels through next-auth's error text to the form. */
export const loginRefusalSchema = z.object({
  code: z.enum(['refused', 'which', 'captcha', 'tooMany', 'invalid', 'unexpected']),
  message: z.string(),
  /** the next attempt needs a solved captcha */
  captcha: z.boolean().default(false),
  /** the administrators of a unit, names masked, to choose from */
  people: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
})
export type LoginRefusal = z.output<typeof loginRefusalSchema>
