import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { type StaffChangeKind, type StaffStep, toStaffStep } from './staff.dto'

const SHOWN = 100
const STAFF_LOCK = 7_201_003

/** Whatever depends on how many administrators there are happens one after the other. */
export async function lockStaff(_actor: Actor, tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${STAFF_LOCK})`
}

type Change = { kind: StaffChangeKind; reason?: string | null; before?: string | string[]; after?: string | string[] }

/** Adds to the append-only record of what was done with an account; `by` names a person who is no actor yet. */
export async function recordStaffChange(
  actor: Actor,
  tx: Tx,
  accountId: string,
  change: Change,
  by?: { id: string; name: string },
): Promise<void> {
  await tx.staffChange.create({
    data: {
      ...change,
      accountId,
      actorId: by?.id ?? accountOf(actor),
      actorName: by?.name ?? signatureOf(actor).name,
      at: now(),
    },
  })
}

/** What was done with an account, the newest first. Its caller has asked the gate for the account. */
export async function staffHistory(_actor: Actor, accountId: string, kinds?: StaffChangeKind[]): Promise<StaffStep[]> {
  const rows = await db().staffChange.findMany({
    where: { accountId, kind: kinds && { in: kinds } },
    orderBy: { id: 'desc' },
    take: SHOWN,
  })
  return rows.map(toStaffStep)
}
