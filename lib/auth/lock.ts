import 'server-only'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'

export const MAX_FAILURES = 5
export const LOCK_MINUTES = 15
/** Nobody's id: unknown names run the same statements as known ones (trust AU1). */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

type Lockable = { lockedUntil: Date | null }

export const isLocked = (account: Lockable): boolean => account.lockedUntil !== null && account.lockedUntil > now()

/** The condition that an account is not locked, for guarded updates. */
export const unlockedAt = (at: Date) => ({ OR: [{ lockedUntil: null }, { lockedUntil: { lte: at } }] })

/** Holds an account that is not locked for the rest of the transaction. @returns false when it is locked */
export async function holdOpen(tx: Tx, id: string): Promise<boolean> {
  const held = await tx.account.updateMany({ where: { id, ...unlockedAt(now()) }, data: { lockedUntil: null } })
  return held.count === 1
}

/**
 * Counts one more wrong password: the fifth in a row locks for fifteen minutes (trust AU4), the first after a lock
 * begins a new row, those during a lock do not prolong it. @returns true if this one locked the account
 */
export async function countFailure(tx: Tx, accountId: string): Promise<boolean> {
  const at = now()
  const until = new Date(at.getTime() + LOCK_MINUTES * 60_000)
  const rows = await tx.$queryRaw<{ locked_until: Date | null }[]>`
    UPDATE account SET
      failed_count = CASE WHEN locked_until IS NULL THEN failed_count + 1 ELSE 1 END,
      locked_until = CASE WHEN locked_until IS NULL AND failed_count + 1 >= ${MAX_FAILURES} THEN ${until}::timestamptz END
    WHERE id = ${accountId}::uuid AND (locked_until IS NULL OR locked_until <= ${at})
    RETURNING locked_until`
  return Boolean(rows[0]?.locked_until)
}
