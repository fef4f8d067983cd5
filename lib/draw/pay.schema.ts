import { z } from 'zod'
import { uuid } from '@/lib/platform/fields/codes'
import { shortText } from '@/lib/platform/fields/texts'

/** the most one person gets for one review, in yuan: more is a slip of the finger */
export const MOST_YUAN = 100_000

const isCents = (yuan: number): boolean => Math.abs(yuan * 100 - Math.round(yuan * 100)) < 1e-6

export const feeSchema = z.object({
  /** the seat */
  id: uuid(),
  amount: z
    .number({ error: '请填写金额，只填数字' })
    .min(0, '金额不能小于 0')
    .max(MOST_YUAN, `一人一次不超过 ${MOST_YUAN} 元，请核对`)
    .refine(isCents, '金额最多到分，例如 1200.50'),
})
export type Fee = z.output<typeof feeSchema>

/** A whole review. */
export const payDrawSchema = z.object({ id: uuid() })
export type PayDraw = z.output<typeof payDrawSchema>

export const paidSchema = z.object({
  /** the review, and the seats that were on the page */
  id: uuid(),
  seats: z.array(uuid()).min(1, '没有可以登记的专家').max(999),
})
export type Paid = z.output<typeof paidSchema>

export const unpaidSchema = z.object({ id: uuid(), reason: shortText('原因', 200, 2) })
export type Unpaid = z.output<typeof unpaidSchema>
