import { z } from 'zod'
import { uuid } from '@/lib/platform/fields/codes'
import { phone } from '@/lib/platform/fields/contact'

/** One SMS that somebody sent to us, as a gateway passes it on. */
export const inboundSchema = z.object({
  /** the gateway's number of the message: the same one read twice counts once */
  id: z.string({ error: '缺少短信编号 id' }).min(1, '缺少短信编号 id').max(200),
  from: phone('发送人号码'),
  text: z.string({ error: '缺少短信内容 text' }).max(1000),
})
export type Inbound = z.output<typeof inboundSchema>

/** In a demo: what the recipient of a message would send back. */
export const replyDemoSchema = z.object({
  messageId: uuid(),
  text: z.string({ error: '请填写回复的内容' }).trim().min(1, '请填写回复的内容').max(200, '最多 200 字'),
})
export type ReplyDemo = z.output<typeof replyDemoSchema>
