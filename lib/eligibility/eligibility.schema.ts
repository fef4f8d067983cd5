import { z } from 'zod'
import { uuid } from '@/lib/platform/fields/codes'
import { longText } from '@/lib/platform/fields/texts'

const code = (message: string) => z.string({ error: message }).regex(/^[a-zA-Z]\w{0,30}$/, message)

export const relaxReasonMax = 300

/** 认定放宽: which condition of which submission, by which clause, and why. */
export const acceptRelaxationSchema = z.object({
  applicationId: uuid(),
  number: z.int().min(1),
  condition: code('请刷新页面后再试'),
  clause: code('请选择按哪一条放宽'),
  reason: longText('认定理由', relaxReasonMax, 2),
})

export const withdrawRelaxationSchema = z.object({ applicationId: uuid(), id: uuid() })
