import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { db } from '@/lib/platform/db'
import { sha256 } from '@/lib/platform/ids'
import { anchorOf } from './anchor.dal'
import { daysBetween } from './audit.rules'
import type { CheckAudit } from './audit.schema'
import { type ChainedEvent, follows, type Link, type SealedEvent, sealInput } from './chain.rules'

const SEALER_LOCK = 7_201_001
const BATCH = 1000

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
    const last = (await tx.auditSeal.findFirst({ orderBy: { position: 'desc' } })) ?? (await anchorOf(actor, tx))
    const events = await tx.$queryRaw<ChainedEvent[]>`
      SELECT e.id, e.at, e.actor_kind AS "actorKind", e.actor_id::text AS "actorId", e.actor_name AS "actorName",
             e.address, e.request_id AS "requestId", e.action, e.object_type AS "objectType",
             e.object_id AS "objectId", e.result, e.detail
      FROM audit_event e LEFT JOIN audit_seal s ON s.event_id = e.id
      WHERE s.event_id IS NULL
        AND (e.tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
          OR e.tx > pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
      ORDER BY e.tx, e.id LIMIT ${BATCH}`
    let previous = last.hash
    let position = last.position
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

/** The next sealed events behind a place in the chain, in its order. */
export const sealedBehind = (_actor: Actor, position: bigint): Promise<SealedEvent[]> => db().$queryRaw<SealedEvent[]>`
  SELECT s.position, s.previous, s.hash, e.id, e.at, e.actor_kind AS "actorKind", e.actor_id::text AS "actorId",
         e.actor_name AS "actorName", e.address, e.request_id AS "requestId", e.action,
         e.object_type AS "objectType", e.object_id AS "objectId", e.result, e.detail
  FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id
  WHERE s.position > ${position} ORDER BY s.position LIMIT ${BATCH}`

/**
 * Recomputes the chain behind a link that is taken as given.
 * @returns the last link that fits, and the position of the first that does not, or null
 */
async function walk(actor: Actor, from: Link, until: bigint | null): Promise<{ last: Link; brokenAt: bigint | null }> {
  let last = from
  while (until === null || last.position < until) {
    const rows = await sealedBehind(actor, last.position)
    for (const row of rows) {
      const position = last.position + 1n
      if (until !== null && position > until) break
      if (!follows(row, last)) return { last, brokenAt: position }
      last = { position, hash: row.hash }
    }
    if (rows.length < BATCH) {
      const missing = until !== null && last.position < until
      return { last, brokenAt: missing ? last.position + 1n : null }
    }
  }
  return { last, brokenAt: null }
}

/** Recomputes the whole chain that is here, from where its beginning was archived. `brokenAt` is the position of the first seal that does not fit, or null. */
export async function checkAuditChain(actor: Actor): Promise<ChainReport> {
  await allow(actor, 'audit.seal')
  const { brokenAt } = await walk(actor, await anchorOf(actor, db()), null)
  const sealed = await db().auditSeal.count()
  const unsealed = (await db().auditEvent.count()) - sealed
  return { sealed, unsealed, brokenAt }
}

/** What a check of some days found. Positions are texts, because they travel as JSON. */
export type CheckReport = {
  checked: number
  /** events of these days that are not sealed yet */
  unsealed: number
  brokenAt: string | null
  /** where to go on; null when all was checked */
  next: string | null
}

/** The most that one check computes again; a larger range is checked in several. */
const AT_ONCE = 50_000n

/**
 * Recomputes the seals of all events of some days, for the auditor's 核对. The check is an event itself.
 * The link before the first is taken as given: a check from the first day on covers the whole chain.
 */
export async function checkAuditDays(actor: Actor, input: CheckAudit): Promise<CheckReport> {
  await allow(actor, 'audit.check')
  const days = daysBetween(input.from, input.to)
  const [range] = await db().$queryRaw<{ first: bigint | null; last: bigint | null; unsealed: bigint }[]>`
    SELECT min(s.position) AS first, max(s.position) AS last, count(*) FILTER (WHERE s.position IS NULL) AS unsealed
    FROM audit_event e LEFT JOIN audit_seal s ON s.event_id = e.id
    WHERE e.at >= ${days.gte} AND e.at < ${days.lt}`
  const done = input.after ? BigInt(input.after) : (range!.first ?? 1n) - 1n
  const until = range!.last ?? 0n
  const stop = until < done + AT_ONCE ? until : done + AT_ONCE
  const anchor = await anchorOf(actor, db())
  const before = done === anchor.position ? anchor : await db().auditSeal.findUnique({ where: { position: done } })
  const start = { position: done, hash: before?.hash ?? '' }
  const found = done < until ? await walk(actor, start, stop) : { last: start, brokenAt: null }
  const report = {
    checked: Number(found.last.position - done),
    unsealed: Number(range!.unsealed),
    brokenAt: found.brokenAt?.toString() ?? null,
    next: found.brokenAt === null && stop < until ? stop.toString() : null,
  }
  await audit(db(), actor, {
    action: 'audit.check',
    result: found.brokenAt === null ? 'done' : 'failed',
    detail: { checked: report.checked, ...(report.brokenAt ? { brokenAt: report.brokenAt } : {}) },
  })
  return report
}
