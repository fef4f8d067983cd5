import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { type ChangeFacts, changeWords, type UnitChangeKind } from './change.rules'
import type { UnitHistoryStep } from './unit.dto'

export type UnitChangeEntry = {
  unitId: string
  kind: UnitChangeKind
  reason?: string | null
  before?: ChangeFacts
  after?: ChangeFacts
}

/**
 * The one writer of a unit's history beside its status: who changed what, why, from what to what. Append-only; the
 * names in it stay as they were. The caller has asked the gate and writes the audit event.
 * @param by the person, where his account is made in this very transaction and the actor is still a visitor
 */
export async function recordUnitChange(
  actor: Actor,
  tx: Tx,
  entry: UnitChangeEntry,
  by?: { accountId: string; name: string; office: string },
): Promise<void> {
  const signature = by ?? signatureOf(actor)
  await tx.unitChange.create({
    data: {
      unitId: entry.unitId,
      kind: entry.kind,
      reason: entry.reason?.trim() || null,
      before: entry.before,
      after: entry.after,
      actorId: by?.accountId ?? accountOf(actor),
      actorName: signature.name,
      office: signature.office,
      at: now(),
    },
  })
}

/** The changes of a unit as steps of its history, oldest first. The caller has established that the actor may see it. */
export async function changesOf(_actor: Actor, unitId: string): Promise<UnitHistoryStep[]> {
  const rows = await db().unitChange.findMany({ where: { unitId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })
  return rows.map(row => {
    const label = changeWords(row.kind, row.before as ChangeFacts | null, row.after as ChangeFacts | null)
    return {
      at: row.at,
      event: `change-${row.id}`,
      from: null,
      to: '',
      who: row.actorName,
      office: row.office,
      opinion: row.reason,
      label,
      toLabel: label,
    }
  })
}
