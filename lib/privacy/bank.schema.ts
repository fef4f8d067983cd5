import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { bankAccount, bankCode } from '@/lib/platform/fields/bank'
import { shortText } from '@/lib/platform/fields/texts'

const unticked = '没有勾选同意，账户信息不会保存。不提供也不影响申请入库，以后需要时再填'

/**
 * A bank account with the consent it is kept for (trust PR6). Everything is given anew at each saving, also the number:
 * one that stayed behind when the bank was changed would go astray.
 */
export const saveBankSchema = z.object({
  bankCode: optional(bankCode()),
  bankName: shortText('开户银行全称', 100, 4),
  account: bankAccount('账号'),
  /** of the text that stood beside the tick */
  consentVersion: z.string().max(20),
  /** what the page showed as stored, '' for nothing (`OwnBank.seen`) */
  seen: z.string().max(60),
  agreed: z.boolean({ error: unticked }).refine(ticked => ticked, unticked),
})
export type SaveBank = z.output<typeof saveBankSchema>

/** 已阅读 of the notice in one version. */
export const readNoticeSchema = z.object({ version: z.string().max(20) })
export type ReadNotice = z.output<typeof readNoticeSchema>
