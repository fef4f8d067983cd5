import 'server-only'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { verifyPassword } from './password'

export const MAX_FAILURES = 5
export const LOCK_MINUTES = 15
/** Nobody's id: unknown names run the same statements as known ones (trust AU1). */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What came of a guess: `open` is false when the account was locked, `locked` true when this guess locked it. */
export type Attempt = { fits: boolean; open: boolean; locked: boolean }

/**
 * One guess at the password of an account, or at nobody's. It is counted before it is compared, so that of many at the
 * same time no more than the limit are ever compared (trust AU4); the right one gives the count back.
 * A locked account and no account take the same work as an open one (AU1).
 * @throws Refusal tooMany when too many passwords are being compared at once; then nothing was counted
 */
export async function tryPassword(
  account: { id: string; passwordHash: string } | undefined,
  typed: string,
): Promise<Attempt> {
  let counted = { open: false, locked: false }
  const fits = await verifyPassword(async () => {
    counted = await countAttempt(account?.id ?? NOBODY)
    return counted.open ? account?.passwordHash : null
  }, typed)
  if (fits && account)
    await db().account.updateMany({ where: { id: account.id }, data: { failedCount: 0, lockedUntil: null } })
  return fits ? { fits, open: true, locked: false } : { fits, ...counted }
}

/**
 * Counts one guess: the fifth in a row locks for fifteen minutes, the first after a lock begins a new row, those
 * during a lock do not prolong it. Does not wait for the disk: only known accounts would, and could be told by it.
 */
async function countAttempt(accountId: string): Promise<{ open: boolean; locked: boolean }> {
  const at = now()
  const until = new Date(at.getTime() + LOCK_MINUTES * 60_000)
  const rows = await db().$queryRaw<{ locked_until: Date | null }[]>`
    UPDATE account SET
      failed_count = CASE WHEN locked_until IS NULL THEN failed_count + 1 ELSE 1 END,
      locked_until = CASE WHEN locked_until IS NULL AND failed_count + 1 >= ${MAX_FAILURES} THEN ${until}::timestamptz END
    FROM (SELECT set_config('synchronous_commit', 'off', true)) AS quick
    WHERE id = ${accountId}::uuid AND (locked_until IS NULL OR locked_until <= ${at})
    RETURNING locked_until`
  const [row] = rows
  return { open: row !== undefined, locked: Boolean(row?.locked_until) }
}
