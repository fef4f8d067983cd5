import { z } from 'zod'
import { uuid } from '@/lib/platform/fields/codes'
import { phone } from '@/lib/platform/fields/contact'

const some = '请先选择要重发的消息'

/** Messages that staff have sent once more. */
export const resendSchema = z.object({
  ids: z.array(uuid(), { error: some }).min(1, some).max(100, '一次最多重发 100 条'),
})
export type Resend = z.output<typeof resendSchema>

/** A new code for somebody who called: his phone, as he says it. */
export const renewCodeSchema = z.object({ phone: phone('对方的手机号码') })
