import 'server-only'
import { addressKey } from '@/lib/auth/address.rules'
import { count, DENIALS_BEYOND, isSpent, isWithin } from '@/lib/auth/limits'
import { type AuditEntry, type AuditWho, writeAudit } from '@/lib/platform/audit'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'

/** Denials beyond the budgets are counted in pieces of so many minutes. */
export const PIECE_MINUTES = 10

/** The piece of time an instant lies in, as text that sorts by time. */
export const pieceOf = (at: Date): string =>
  new Date(Math.floor(at.getTime() / (PIECE_MINUTES * 60_000)) * PIECE_MINUTES * 60_000).toISOString().slice(0, 16)

/**
 * Records that somebody was refused. Who is logged in is recorded each time. Visitors cost nothing, so that a storm of
 * theirs could fill the disk: up to the budgets each is an event, beyond them they are counted by action, and the
 * worker writes the sums into the trail (`recordDeniedSums`).
 */
export async function recordDenial(who: AuditWho, entry: Omit<AuditEntry, 'result'>): Promise<void> {
  if (await deservesEvent(who, entry.action)) await writeAudit(db(), who, { ...entry, result: 'denied' })
}

/** Whether what was refused to somebody is an event of its own; otherwise it is counted here and now. */
export async function deservesEvent(who: AuditWho, action: string): Promise<boolean> {
  if (who.kind !== 'anonymous') return true
  // the address is asked second, so that a storm from ever new addresses leaves no row for each either
  if (
    !(await isSpent('deniedVisitors', 'all')) &&
    (await isWithin('deniedAddress', addressKey(who.address))) &&
    (await isWithin('deniedVisitors', 'all'))
  )
    return true
  await count(DENIALS_BEYOND, `${pieceOf(now())} ${action}`)
  return false
}
