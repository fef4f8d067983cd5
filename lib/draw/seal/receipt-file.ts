import { z } from 'zod'
import { canonicalJson } from '@/lib/platform/canonical'
import { leafSchema } from './certificate'
import { type Check, check } from './check'
import { list } from './list'
import { checkReceipt, type Receipt } from './receipt'
import { personSign } from './signs'

/** What one person is given of a sealed draw: that he was in the pool, and with which chance (G13). */
export const RECEIPT_FORMAT = 'expert-pool-receipt-1'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const whole = z.int().min(0)
export const receiptFileSchema = z.strictObject({
  format: z.literal(RECEIPT_FORMAT),
  number: z.string().min(1).max(100),
  seal: hash,
  /** his id in the system, which sign and key are made of */
  person: z.string().min(1).max(100),
  key: hash,
  leaf: leafSchema,
  place: whole,
  people: whole.min(1),
  /** a tree of 2³² leaves is as high */
  path: list(hash, { most: 32 }),
  chance: z.tuple([whole, whole.min(1)]),
})
export type ReceiptFile = z.output<typeof receiptFileSchema>

/** The bytes of a receipt's file: canonical JSON. @param person the id that its sign was made of */
export const receiptText = (receipt: Receipt, person: string): string =>
  canonicalJson(receiptFileSchema.parse({ ...receipt, format: RECEIPT_FORMAT, person }))

/** Reads a receipt; null for what is none. */
export function readReceipt(text: string): ReceiptFile | null {
  try {
    return receiptFileSchema.parse(JSON.parse(text.replace(/^\ufeff/, '')))
  } catch {
    return null
  }
}

/** Whether a receipt stands under a root. */
export const standsUnder = (receipt: ReceiptFile, root: string): boolean => checkReceipt(receipt, receipt.person, root)

/** What of a receipt can be looked at with nothing beside it: how it is written, and that its sign is his. */
export const receiptChecks = (receipt: ReceiptFile, text: string): Check[] => [
  check('receipt.form', '回执写法', '是规范写法，没有多余的内容。', () =>
    canonicalJson(receipt) === text.replace(/^\ufeff/, '').trim()
      ? null
      : '文件不是规范写法：键的顺序、空格或数字的写法被改过，或有重复的键。',
  ),
  check('receipt.sign', '回执的代号', '代号由回执里的钥匙和账号编号算出。', () =>
    personSign(receipt.key, receipt.person) === receipt.leaf.sign
      ? null
      : '代号不是由回执里的钥匙和账号编号算出的，这份回执被改过。',
  ),
]
