/**
 * A number that nobody proved for so long may have been given to somebody else: operators hand out a number again
 * after some months of rest. It then proves its holder, not the owner of the account.
 */
export const STALE_PHONE_MONTHS = 12

/** Whether a phone was proved too long ago, or never, to speak for the owner of an account. */
export function isStale(provedAt: Date | null, at: Date): boolean {
  if (provedAt === null) return true
  const limit = new Date(at)
  limit.setUTCMonth(limit.getUTCMonth() - STALE_PHONE_MONTHS)
  return provedAt < limit
}

/** Hours between asking for a new phone without the old one and getting it: time for the owner to object. */
export const PHONE_WAIT_HOURS = 24

/** For the holder of a proved phone whose account a list has made: it has no password yet. */
export const claimFirst = '您是由名单入库的专家，还没有首次登录。请点登录页面的“首次登录”，核对证件并设置密码。'
