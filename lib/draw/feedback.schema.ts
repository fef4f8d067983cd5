import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { uuid } from '@/lib/platform/fields/codes'
import { longText } from '@/lib/platform/fields/texts'
import { checkCodes } from './feedback.rules'

/** A mark as a list of choices sends it. */
const mark = (label: string) => z.enum(['1', '2', '3', '4', '5'], { error: `请选择${label}` }).transform(Number)

export const feedbackSchema = z
  .object({
    /** the seat */
    id: uuid(),
    expertise: mark('专业水平'),
    fairness: mark('客观公正'),
    diligence: mark('认真负责'),
    note: optional(longText('说明', 500)).optional(),
  })
  .refine(
    ({ note, ...marks }) => Boolean(note) || ![marks.expertise, marks.fairness, marks.diligence].some(one => one <= 2),
    {
      error: '评为“差”或“较差”的，请写明是什么事情。',
      path: ['note'],
    },
  )
export type Feedback = z.output<typeof feedbackSchema>

export const spotCheckSchema = z.object({
  /** the seat */
  id: uuid(),
  result: z.enum(checkCodes, { error: '请选择抽查结果' }),
  note: longText('依据', 500, 2),
})
export type SpotCheck = z.output<typeof spotCheckSchema>
