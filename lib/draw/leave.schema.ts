import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { uuid } from '@/lib/platform/fields/codes'
import { plainDate } from '@/lib/platform/fields/dates'
import { longText } from '@/lib/platform/fields/texts'

export const takeLeaveSchema = z.object({
  from: plainDate('开始日期'),
  to: plainDate('结束日期'),
  note: optional(longText('说明', 200)),
})
export type TakeLeave = z.infer<typeof takeLeaveSchema>

export const endLeaveSchema = z.object({ id: uuid() })
export type EndLeave = z.infer<typeof endLeaveSchema>
