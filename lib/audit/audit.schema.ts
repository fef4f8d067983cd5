import { z } from 'zod'
import { plainDate } from '@/lib/platform/fields/dates'

const word = z.string().max(50).optional()

/** 导出: the filters of the list as they stand in its address. */
export const exportAuditSchema = z.object({
  text: word,
  who: word,
  from: word,
  to: word,
  group: word,
  object: word,
  result: word,
})
export type ExportAudit = z.output<typeof exportAuditSchema>

/** 核对: the days whose sealed events are computed again; `after` goes on behind a place in the chain. */
export const checkAuditSchema = z
  .object({
    from: plainDate('开始日期'),
    to: plainDate('结束日期'),
    after: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
  })
  .refine(input => input.from <= input.to, { path: ['to'], error: '结束日期不能早于开始日期' })
export type CheckAudit = z.output<typeof checkAuditSchema>
