import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { uuid } from '@/lib/platform/fields/codes'
import { longText } from '@/lib/platform/fields/texts'
import { declineCodes, outcomeCodes } from './seat.rules'

/** Which seat: by the secret of a link, or as one of one's own. */
const which = {
  token: z.string({ error: '请从短信中重新打开链接' }).max(200).nullable().default(null),
  id: z.union([uuid(), z.null()]).default(null),
}
const known = ({ token, id }: { token: string | null; id: string | null }) => (token === null) !== (id === null)
const incomplete = { error: '链接不完整，请从短信中重新打开。', path: ['token'] }

const reason = z.enum(declineCodes, { error: '请选择不能参加的原因' })
const note = optional(longText('说明', 200)).optional()
const explained = ({ reason: code, note: said }: { reason: string; note?: string | null }) =>
  code !== 'other' || Boolean(said)
const unexplained = { error: '请写明是什么原因。', path: ['note'] }

export const acceptSeatSchema = z
  .object({
    ...which,
    /** version of the 保密与回避承诺 he was shown */
    pledge: z.string({ error: '请刷新页面后再试' }).min(1, '请刷新页面后再试').max(60),
    agreed: z.literal(true, { error: '请先阅读并同意承诺' }),
  })
  .refine(known, incomplete)
export type AcceptSeat = z.output<typeof acceptSeatSchema>

export const declineSeatSchema = z
  .object({ ...which, reason, note })
  .refine(known, incomplete)
  .refine(explained, unexplained)
export type DeclineSeat = z.output<typeof declineSeatSchema>

/** 声明回避, with what he has to keep away from. */
export const recuseSeatSchema = z.object({ ...which, note: longText('回避的原因', 200, 2) }).refine(known, incomplete)
export type RecuseSeat = z.output<typeof recuseSeatSchema>
/** 说明记录有误: the refusal was not his. */
export const objectSeatSchema = z.object(which).refine(known, incomplete)
export type ObjectSeat = z.output<typeof objectSeatSchema>

/** One call: of a 通知员 with whom he reached or did not. */
export const recordCallSchema = z.object({
  id: uuid(),
  outcome: z.enum(outcomeCodes, { error: '请选择通话结果' }),
  note,
})
export type RecordCall = z.output<typeof recordCallSchema>

export const recordAcceptSchema = z.object({ id: uuid(), note })
export type RecordAccept = z.output<typeof recordAcceptSchema>

export const recordDeclineSchema = z.object({ id: uuid(), reason, note }).refine(explained, unexplained)
export type RecordDecline = z.output<typeof recordDeclineSchema>
