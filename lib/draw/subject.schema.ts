import { z } from 'zod'
import { uuid } from '@/lib/platform/fields/codes'
import { type RawSubject, type SubjectColumn, subjectColumnKeys } from './subject-row.rules'

const text = z.string().max(20_000).default('')
const columns = Object.fromEntries(subjectColumnKeys.map(key => [key, text])) as Record<SubjectColumn, typeof text>

/** One 评审对象 as its form sends it: texts, read by the same rules as a row of a list. `id` null: a new one. */
export const saveSubjectSchema = z.object({
  requestId: uuid(),
  id: uuid().nullable(),
  version: z.int().min(0),
  ...columns,
})
export type SaveSubject = { requestId: string; id: string | null; version: number } & Required<RawSubject>

export const removeSubjectSchema = z.object({ requestId: uuid(), id: uuid() })
export type RemoveSubject = z.infer<typeof removeSubjectSchema>
