import { z } from 'zod'
import { uuid } from '@/lib/platform/fields/codes'

/** 重设二次验证 by the system administrator. */
export const resetFactorSchema = z.object({
  accountId: uuid(),
  reason: z.string({ error: '请填写原因' }).trim().min(2, '请填写原因').max(200, '原因最多 200 个字'),
})
