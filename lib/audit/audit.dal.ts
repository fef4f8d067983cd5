import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { db } from '@/lib/platform/db'
import { sha256 } from '@/lib/platform/ids'
import { type ChainedEvent, GENESIS, sealInput } from './chain.rules'

const SEALER_LOCK = 7_201_001
const BATCH = 1000

/** A seal with its event; `id` is null when the event is gone. */
type Row = Omit<ChainedEvent, 'id'> & { id: bigint | null; position: bigint; previous: string; hash: string }

/**
 * Chains audit events that are not sealed yet. One sealer at a time (transaction lock). Events are taken in the
 * order (transaction, id) and only from transactions older than any still running, so that none slips in before a
 * sealed one. Rows of a restored database carry foreign transaction numbers and count as finished.
 * @returns how many events were sealed
 */
export async function sealAudit(actor: Actor): Promise<number> {
  await allow(actor, 'audit.seal')
  return db().$transaction(async tx => {
    const [lock] = await tx.$queryRaw<{ got: boolean }[]>`SELECT pg_try_advisory_xact_lock(${SEALER_LOCK}) AS got`
    if (!lock?.got) return 0
    const last = await tx.auditSeal.findFirst({ orderBy: { position: 'desc' } })
    const events = await tx.$queryRaw<ChainedEvent[]>`
      SELECT e.id, e.at, e.actor_kind AS "actorKind", e.actor_id::text AS "actorId", e.actor_name AS "actorName",
             e.address, e.request_id AS "requestId", e.action, e.object_type AS "objectType",
             e.object_id AS "objectId", e.result, e.detail
      FROM audit_event e LEFT JOIN audit_seal s ON s.event_id = e.id
      WHERE s.event_id IS NULL
        AND (e.tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
          OR e.tx > pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
      ORDER BY e.tx, e.id LIMIT ${BATCH}`
    let previous = last?.hash ?? GENESIS
    let position = last?.position ?? 0n
    const seals = events.map(event => {
      const hash = sha256(sealInput(previous, event))
      const seal = { position: ++position, eventId: event.id, previous, hash }
      previous = hash
      return seal
    })
    if (seals.length > 0) await tx.auditSeal.createMany({ data: seals })
    return seals.length
  })
}

export type ChainReport = { sealed: number; unsealed: number; brokenAt: bigint | null }

/** Recomputes the whole chain. `brokenAt` is the position of the first seal that does not fit, or null. */
export async function checkAuditChain(actor: Actor): Promise<ChainReport> {
  await allow(actor, 'audit.seal')
  let previous = GENESIS
  let position = 0n
  for (;;) {
    const rows = await db().$queryRaw<Row[]>`
      SELECT s.position, s.previous, s.hash, e.id, e.at, e.actor_kind AS "actorKind", e.actor_id::text AS "actorId",
             e.actor_name AS "actorName", e.address, e.request_id AS "requestId", e.action,
             e.object_type AS "objectType", e.object_id AS "objectId", e.result, e.detail
      FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id
      WHERE s.position > ${position} ORDER BY s.position LIMIT ${BATCH}`
    for (const row of rows) {
      position += 1n
      if (row.position !== position || !fits(row, previous)) return report(position)
      previous = row.hash
    }
    if (rows.length < BATCH) return report(null)
  }
}

const fits = ({ id, ...event }: Row, previous: string): boolean =>
  id !== null && event.previous === previous && sha256(sealInput(previous, { id, ...event })) === event.hash

async function report(brokenAt: bigint | null): Promise<ChainReport> {
  const sealed = await db().auditSeal.count()
  const unsealed = (await db().auditEvent.count()) - sealed
  return { sealed, unsealed, brokenAt }
}
