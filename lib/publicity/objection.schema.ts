import { z } from 'zod'
import { captchaPayload } from '@/lib/auth/captcha.schema'
import { atom, optional } from '@/lib/platform/fields/atom'
import { uuid, version } from '@/lib/platform/fields/codes'
import { email, phone, smsCode } from '@/lib/platform/fields/contact'
import { plainDate } from '@/lib/platform/fields/dates'
import { personName, unitName } from '@/lib/platform/fields/names'
import { longText } from '@/lib/platform/fields/texts'
import { compactCode } from '@/lib/platform/text'

export const objectionKinds = ['person', 'unit', 'anonymous'] as const
export type ObjectionKind = (typeof objectionKinds)[number]

const common = { entryId: uuid(), grounds: longText('异议的事实和理由', 2000, 10) }
const named = {
  name: personName('姓名'),
  phone: phone(),
  smsCode: smsCode(),
  email: optional(email()).optional(),
}

/** 提出异议: by name with a proved phone, for a unit, or anonymously, which is a lead. */
export const fileObjectionSchema = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('person'), ...common, ...named }),
    z.object({ kind: z.literal('unit'), ...common, ...named, unitName: unitName('单位全称') }),
    z.object({ kind: z.literal('anonymous'), ...common, captcha: captchaPayload() }),
  ],
  { error: '请选择以什么名义提出' },
)
export type FileObjection = z.output<typeof fileObjectionSchema>

const written = {
  ...common,
  arrivedOn: plainDate('来件日期', { max: 'today' }),
  name: personName('姓名'),
  phone: optional(phone()).optional(),
}

/** 登记书面异议: what a person or a unit wrote to the bureau, which has no code to prove a phone with. */
export const registerObjectionSchema = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('person'), ...written }),
    z.object({ kind: z.literal('unit'), ...written, unitName: unitName('单位全称') }),
  ],
  { error: '请选择以什么名义提出' },
)
export type RegisterObjection = z.output<typeof registerObjectionSchema>

const receipt = () =>
  atom('回执编号', text => {
    const signs = compactCode(text).toUpperCase()
    if (signs === '') return { problem: '请填写回执编号' }
    if (!/^[2-9A-HJKMNP-Z]{16}$/.test(signs)) return { problem: '回执编号是 16 位字母和数字，请核对' }
    return { value: signs.match(/.{4}/g)!.join('-') }
  })

export const followObjectionSchema = z.object({ receipt: receipt() })

export const decideObjectionSchema = z.object({
  id: uuid(),
  version: version(),
  event: z.enum(['take', 'note', 'dismiss', 'uphold'], { error: '请选择办理结果' }),
  opinion: optional(longText('办理意见', 500)).optional(),
})
