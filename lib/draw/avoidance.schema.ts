import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { uuid } from '@/lib/platform/fields/codes'
import { personName, unitName } from '@/lib/platform/fields/names'
import { longText, shortText } from '@/lib/platform/fields/texts'

const reason = longText('理由', 500)

/** Said at once with whatever else is missing, so that nobody sends the form twice. */
const when = ({ value }: { value: unknown }) => typeof value === 'object' && value !== null

/** 声明回避: a person or a unit, for one 评审对象 or, said by the bureau, for all. */
export const declareSchema = z
  .object({
    requestId: uuid(),
    subjectId: uuid().nullable(),
    kind: z.enum(['person', 'unit']),
    name: optional(personName('姓名')),
    unitName: optional(unitName('单位')),
    docNumber: optional(shortText('证件号码', 40)),
    phone: optional(shortText('手机号码', 40)),
    reason,
  })
  .refine(one => one.kind !== 'person' || Boolean(one.name), {
    ...{ error: '请填写要回避的人的姓名。', path: ['name'], when },
  })
  .refine(one => one.kind !== 'unit' || Boolean(one.unitName), {
    ...{ error: '请填写要回避的单位。', path: ['unitName'], when },
  })
export type Declare = z.infer<typeof declareSchema>

export const decideAvoidanceSchema = z.object({
  id: uuid(),
  version: z.int().min(0),
  accept: z.boolean(),
  why: reason,
})
export type DecideAvoidance = z.infer<typeof decideAvoidanceSchema>

export const withdrawAvoidanceSchema = z.object({ id: uuid(), version: z.int().min(0) })
export type WithdrawAvoidance = z.infer<typeof withdrawAvoidanceSchema>

export const verdictSchema = z.object({
  requestId: uuid(),
  id: uuid(),
  version: z.int().min(0),
  verdict: z.enum(['confirmed', 'falseAlarm']),
  why: reason,
})
export type GiveVerdict = z.infer<typeof verdictSchema>

/** Somebody who joins a 评审对象 late, as he stands in the list or in a change of it. */
export const joinerSchema = z.object({ name: personName('姓名'), unitName: unitName('单位') })

export type Joiner = z.infer<typeof joinerSchema>

/** The same as a form sends it, for one request. */
export const checkJoinerSchema = joinerSchema.extend({ requestId: uuid() })
export const checkExpertSchema = z.object({ requestId: uuid(), expertId: uuid() })
export type CheckOne = z.infer<typeof checkJoinerSchema> | z.infer<typeof checkExpertSchema>
