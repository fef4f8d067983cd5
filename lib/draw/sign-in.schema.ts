import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { uuid, version } from '@/lib/platform/fields/codes'
import { personName } from '@/lib/platform/fields/names'
import { longText } from '@/lib/platform/fields/texts'

export const drawDeedSchema = z.object({ id: uuid(), version: version() })
export const drawOpinionSchema = z.object({
  id: uuid(),
  version: version(),
  opinion: optional(longText('说明', 500)).optional(),
})
/** A step that owes its reason. */
export const drawReasonSchema = z.object({ id: uuid(), version: version(), opinion: longText('理由', 500, 2) })
export type DrawOpinion = z.output<typeof drawOpinionSchema>

/** At the door: the code on somebody's phone, or the last six signs of his document. */
export const signInSchema = z
  .object({
    id: uuid(),
    way: z.enum(['code', 'document'], { error: '请选择签到方式' }),
    typed: z
      .string({ error: '请输入签到码或证件号码后六位' })
      .max(40, '请输入六位')
      .transform(text => text.normalize('NFKC').replace(/\s/g, '').toUpperCase())
      .pipe(z.string().regex(/^[0-9A-Z]{6}$/, '请输入六位：签到码是数字，证件号码后六位是数字或字母')),
    /** he has signed the pledge on paper, which lies at the door */
    paper: z.boolean({ error: '请刷新页面后再试' }).default(false),
  })
  .refine(({ way, typed }) => way === 'document' || /^\d{6}$/.test(typed), {
    error: '签到码是六位数字',
    path: ['typed'],
  })
export type SignIn = z.output<typeof signInSchema>

/** Somebody from outside the pool: his place, and his name as he was invited by it. */
export const signInOutsiderSchema = z.object({
  id: uuid(),
  name: personName(),
  /** he has signed the pledge on paper, which lies at the door */
  paper: z.boolean({ error: '请刷新页面后再试' }).default(false),
})
export type SignInOutsider = z.output<typeof signInOutsiderSchema>

/** By what two people at the door knew somebody of whom no document is on record. */
export const doorPapers = [
  ['idCard', '居民身份证'],
  ['passport', '护照、通行证'],
  ['workCard', '工作证'],
  ['socialCard', '社会保障卡'],
  ['licence', '机动车驾驶证'],
] as const
export const doorPaperLabel = (code: string): string => doorPapers.find(([one]) => one === code)?.[1] ?? code

/** An expert without a document on record: his place, his name, the paper he showed, and who else looked at it. */
export const signInByTwoSchema = signInOutsiderSchema.extend({
  shown: z.enum(
    doorPapers.map(([code]) => code),
    { error: '请选择核对的是哪种证件' },
  ),
  witness: personName('另一位核对人'),
})
export type SignInByTwo = z.output<typeof signInByTwoSchema>

/** One seat, with the reason. */
export const seatReasonSchema = z.object({ id: uuid(), opinion: longText('理由', 200, 2) })
export type SeatReason = z.output<typeof seatReasonSchema>

/** All marked places of a draw, with the reason. */
export const releaseConcernedSchema = z.object({ id: uuid(), opinion: longText('理由', 200, 2) })
export type ReleaseConcerned = z.output<typeof releaseConcernedSchema>
