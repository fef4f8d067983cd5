/** Something somebody was told of or has agreed to. */
export type OwnConsent = {
  id: string
  title: string
  version: string
  at: Date
  withdrawnAt: Date | null
  /** told: 告知, nothing to withdraw; agreed: part of what one registers or submits with; own: a consent of its own */
  kind: 'told' | 'agreed' | 'own'
  /** where its text can be read, as long as this is the version in force */
  href: string | null
}

/** A version of the notice that somebody has not been told of yet; `before` is the newest he has read. */
export type PrivacyNews = { title: string; version: string; before: string | null }
