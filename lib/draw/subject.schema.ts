import { z } from 'zod'
import { uuid } from '@/lib/platform/fields/codes'
import { longText } from '@/lib/platform/fields/texts'
import { type RawSubject, type SubjectColumn, subjectColumnKeys } from './subject-row.rules'

/** Why something is changed that was sent already; asked for by the function that knows whether it was. */
const change = z.string().trim().max(500, '变更的原因最多 500 字').default('')
const text = z.string().max(20_000).default('')
const columns = Object.fromEntries(subjectColumnKeys.map(key => [key, text])) as Record<SubjectColumn, typeof text>

/** One 评审对象 as its form sends it: texts, read by the same rules as a row of a list. `id` null: a new one. */
export const saveSubjectSchema = z.object({
  requestId: uuid(),
  id: uuid().nullable(),
  version: z.int().min(0),
  ...columns,
  reason: change,
})
export type SaveSubject = {
  requestId: string
  id: string | null
  version: number
  reason: string
} & Required<RawSubject>

export const removeSubjectSchema = z.object({ requestId: uuid(), id: uuid(), reason: change })
export type RemoveSubject = z.infer<typeof removeSubjectSchema>

export const changeReasonSchema = change

export const decideChangeSchema = z.object({
  id: uuid(),
  version: z.int().min(0),
  accept: z.boolean(),
  why: longText('理由', 500),
})
export type DecideChange = z.infer<typeof decideChangeSchema>

export const withdrawChangeSchema = z.object({ id: uuid(), version: z.int().min(0) })
export type WithdrawChange = z.infer<typeof withdrawChangeSchema>
