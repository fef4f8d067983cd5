/** What an individual sees of the account he is paid to: never more of the number than its end. */
export type OwnBank = {
  /** whether the policy asks for one at all */
  asked: boolean
  /** names what is stored, for the next saving; '' for nothing */
  seen: string
  stored: { bankCode: string | null; bankName: string; accountMask: string; savedAt: Date } | null
  /** the consent it is kept for; `outdated` when the text has a newer version by now */
  consent: { version: string; agreedAt: Date; outdated: boolean } | null
  /** the text as it is today */
  text: { title: string; version: string; body: string }
}

/** For the owner's own 专家信息表: the number in full. */
export type BankForForm = { name: string; account: string }
