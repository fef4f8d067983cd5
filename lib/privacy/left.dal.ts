import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { labelledColumns } from '@/lib/export/columns.rules'
import { db, type Tx } from '@/lib/platform/db'
import type { LeftOwn } from './left.dto'

/** More files than anybody stands in; the newest are told. */
const MOST = 200

/**
 * The lists of experts the individual's own data stood in, the newest first: when, which office, what for, which of his
 * data, and whether anybody fetched it. Offices, never the people in them (trust PR7).
 */
export async function leftWith(actor: Actor, tx: Tx = db()): Promise<LeftOwn[]> {
  await allow(actor, 'person.viewOwn')
  const { accountId } = actor as IndividualActor
  const rows = await tx.expertExport.findMany({
    where: { people: { some: { accountId } } },
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    take: MOST,
  })
  return rows.map(({ number, madeAt, requesterOffice: office, purpose, columns, downloads }) => ({
    number,
    at: madeAt!,
    office,
    purpose,
    columns: labelledColumns(columns).map(({ label }) => label),
    fetched: downloads > 0,
  }))
}
