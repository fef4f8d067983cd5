import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { uuid, version } from '@/lib/platform/fields/codes'
import { phone } from '@/lib/platform/fields/contact'
import { plainDate } from '@/lib/platform/fields/dates'
import { personName } from '@/lib/platform/fields/names'
import { longText, shortText } from '@/lib/platform/fields/texts'
import { reviewKinds } from '@/lib/profile/options.schema'
import { capAskedSchema, conditionsAskedSchema, groupAskSchema, quotaAskedSchema } from './ask.schema'
import { clockTime, instantOf } from './request-time.rules'

const kinds = reviewKinds.map(([code]) => code) as [string, ...string[]]
export const purposeOptions = reviewKinds.map(([value, label]) => ({ value, label }))
/** What a request is for, in words. */
export const purposeLabel = (code: string): string => reviewKinds.find(([one]) => one === code)?.[1] ?? code

/** A select that says nothing holds ''. */
const blank = (value: unknown) => (value === '' ? null : value)
const conditions = z.preprocess(
  value =>
    typeof value === 'object' && value !== null ? { ...value, area: blank((value as { area?: unknown }).area) } : value,
  conditionsAskedSchema,
)
const quota = z.preprocess(
  value =>
    typeof value === 'object' && value !== null ? { ...value, max: (value as { max?: unknown }).max ?? null } : value,
  quotaAskedSchema,
)

const counts = {
  size: z.int({ error: '请填写人数，例如 7' }).min(1, '至少 1 人').max(999, '最多 999 人'),
  alternates: z.int({ error: '请填写候补人数，没有的填 0' }).min(0, '不能少于 0').max(999, '最多 999 人'),
}

/** What is asked for one 专业组 in whatever round. */
const asked = groupAskSchema.extend({
  ...counts,
  conditions,
  quotas: z.array(quota).max(40, '一组最多 40 项结构要求'),
  caps: z.array(capAskedSchema).max(10, '最多 10 项上限'),
})

const group = asked.extend({ id: optional(uuid()), name: shortText('专业组名称', 50) })

/** Two rows of one name, or of one feature: said beside the second. */
function once<T>(rows: readonly T[], keyOf: (row: T) => string, say: (index: number) => void): void {
  const seen = new Set<string>()
  for (const [index, row] of rows.entries()) {
    const key = keyOf(row)
    if (seen.has(key)) say(index)
    seen.add(key)
  }
}

type Asked = { quotas: readonly { feature: string; value: string }[]; caps: readonly { feature: string }[] }
function checkAsked(groups: readonly Asked[], ctx: z.RefinementCtx): void {
  for (const [at, { quotas, caps }] of groups.entries()) {
    once(
      quotas,
      row => `${row.feature} ${row.value}`,
      index =>
        ctx.addIssue({
          code: 'custom',
          path: ['groups', at, 'quotas', index, 'value'],
          message: '这一项已经写过，请合并成一条。',
        }),
    )
    once(
      caps,
      row => row.feature,
      index =>
        ctx.addIssue({
          code: 'custom',
          path: ['groups', at, 'caps', index, 'feature'],
          message: '这一项已经写过，请删去一条。',
        }),
    )
  }
}

/** A request as it is written: a draft may lack what it needs only when it is sent. */
export const saveRequestSchema = z
  .object({
    id: optional(uuid()),
    version: version(),
    title: shortText('评审活动名称', 200, 2),
    purpose: z.enum(kinds, { error: '请选择用途' }),
    purposeNote: optional(longText('用途说明', 500)),
    fromDay: optional(plainDate('开始日期')),
    fromTime: optional(clockTime('开始时间')),
    toDay: optional(plainDate('结束日期')),
    toTime: optional(clockTime('结束时间')),
    place: optional(shortText('地点', 200)),
    answerMinutes: z
      .int({ error: '请填写答复时限，单位是分钟' })
      .min(15, '至少 15 分钟')
      .max(20_160, '最多 20160 分钟（14 天）'),
    unlock: z.enum(['signIn', 'time'], { error: '请选择什么时候公开名单' }),
    unlockDay: optional(plainDate('公开日期')),
    unlockTime: optional(clockTime('公开时间')),
    briefing: optional(longText('参会须知', 5000)),
    caps: z.array(capAskedSchema).max(10, '最多 10 项上限'),
    groups: z.array(group).min(1, '请至少写一个专业组').max(30, '最多 30 个专业组'),
  })
  .superRefine((input, ctx) => {
    const from = instantOf(input.fromDay, input.fromTime)
    const to = instantOf(input.toDay ?? input.fromDay, input.toTime)
    if (from && to && from >= to)
      ctx.addIssue({ code: 'custom', path: ['toTime'], message: '结束时间要在开始时间之后' })
    once(
      input.groups,
      ({ name }) => name,
      index => ctx.addIssue({ code: 'custom', path: ['groups', index, 'name'], message: '这个名称已经用过，请换一个' }),
    )
    once(
      input.caps,
      row => row.feature,
      index =>
        ctx.addIssue({ code: 'custom', path: ['caps', index, 'feature'], message: '这一项已经写过，请删去一条。' }),
    )
    checkAsked(input.groups, ctx)
  })
export type SaveRequest = z.output<typeof saveRequestSchema>
export type SavedGroup = SaveRequest['groups'][number]

export const sendRequestSchema = z.object({ id: uuid(), version: version() })
export type SendRequest = z.output<typeof sendRequestSchema>

/** `askHash`: what the approver was shown. */
export const decideRequestSchema = z.object({
  id: uuid(),
  version: version(),
  event: z.enum(['approve', 'return'], { error: '请选择办理结果' }),
  opinion: optional(longText('意见', 500)),
  askHash: z.string().regex(/^[0-9a-f]{64}$/, '页面上的内容不对，请刷新页面后再试'),
})
export type DecideRequest = z.output<typeof decideRequestSchema>

export const cancelRequestSchema = z.object({ id: uuid(), version: version(), opinion: longText('撤销的原因', 500, 2) })
export type CancelRequest = z.output<typeof cancelRequestSchema>

export const takeOverSchema = z.object({ id: uuid(), version: version(), opinion: longText('接办的原因', 500, 2) })
export type TakeOver = z.output<typeof takeOverSchema>

/** 允许、取消一个单位提出抽取需求. */
export const allowUnitSchema = z.object({
  unitId: uuid(),
  allowed: z.boolean({ error: '页面上的内容不对，请刷新页面后再试' }),
  reason: longText('原因', 300, 2),
})
export type AllowUnit = z.output<typeof allowUnitSchema>

/** A further round: opened with its reason; 特邀 seats people by name. */
export const openRoundSchema = z.object({
  requestId: uuid(),
  kind: z.enum(['supplement', 'special'], { error: '请选择补抽或特邀' }),
  reason: longText('理由', 1000, 5),
})
export type OpenRound = z.output<typeof openRoundSchema>

/** What a 补抽 asks for: of some of the groups, in their order. */
export const saveRoundSchema = z
  .object({
    id: uuid(),
    version: version(),
    reason: longText('理由', 1000, 5),
    groups: z
      .array(asked.extend({ id: uuid() }))
      .min(1, '请至少写一个专业组')
      .max(30),
  })
  .superRefine(({ groups }, ctx) => checkAsked(groups, ctx))
export type SaveRound = z.output<typeof saveRoundSchema>

export const roundStepSchema = z.object({ id: uuid(), version: version() })
export type RoundStep = z.output<typeof roundStepSchema>

export const dropRoundSchema = z.object({ id: uuid(), version: version(), opinion: longText('作废的原因', 500, 2) })
export type DropRound = z.output<typeof dropRoundSchema>

type Named = { from?: unknown } & Partial<Record<'groupId' | 'expertId' | 'name' | 'unitName' | 'phone', unknown>>
/** Said at once with whatever else is missing, so that nobody sends the form twice. */
const need = (key: keyof Omit<Named, 'from'>, error: string, from?: 'pool' | 'outside') => ({
  test: (one: Named) => (from !== undefined && one.from !== from) || Boolean(one[key]),
  said: { error, path: [key], when: ({ value }: { value: unknown }) => typeof value === 'object' && value !== null },
})
const needed = [
  need('groupId', '请选择专业组'),
  need('expertId', '请输入姓名后从列表中选择', 'pool'),
  need('name', '请填写姓名', 'outside'),
  need('unitName', '请填写单位', 'outside'),
  need('phone', '请填写手机号码，用来发邀请', 'outside'),
]

/** 特邀: an expert of the pool, or somebody from outside it with his unit, title and phone. */
const special = z.object({
  roundId: uuid(),
  groupId: optional(uuid()),
  from: z.enum(['pool', 'outside'], { error: '请选择库内专家或库外专家' }),
  expertId: optional(uuid()),
  name: optional(personName()),
  unitName: optional(shortText('单位', 100)),
  title: optional(shortText('职称或职务', 50)),
  phone: optional(phone()),
  reason: longText('特邀的理由', 500, 5),
})
export const addSpecialSchema = needed.reduce((schema, { test, said }) => schema.refine(test, said), special)
export type AddSpecial = z.output<typeof addSpecialSchema>

export const removeSpecialSchema = z.object({ id: uuid() })
export type RemoveSpecial = z.output<typeof removeSpecialSchema>

/** Looks for experts of the pool by their whole name, for one's own 特邀: the pool cannot be leafed through here. */
export const findExpertsSchema = z.object({ roundId: uuid(), name: personName() })
export type FindExperts = z.output<typeof findExpertsSchema>
