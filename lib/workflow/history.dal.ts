import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { ownAmong } from '@/lib/access/same-person'
import { db, type Tx } from '@/lib/platform/db'
import { deskEvents } from './application.machine'
import type { HistoryStep } from './history.dto'
import type { SubjectType } from './transition.dal'

/**
 * Who did what, when and why, oldest first. The caller has already established that the actor may see the object
 * (its own scoped read), so nothing is narrowed further here.
 */
export async function historyOf(_actor: Actor, type: SubjectType, id: string): Promise<HistoryStep[]> {
  const rows = await db().statusHistory.findMany({
    where: { subjectType: type, subjectId: id },
    orderBy: { subjectVersion: 'asc' },
  })
  return rows.map(row => ({
    at: row.at,
    event: row.event,
    from: row.fromStatus,
    to: row.toStatus,
    who: row.actorName,
    office: row.actorOffice,
    inPlaceOf: row.inPlaceOf,
    opinion: row.opinion,
  }))
}

/** Four eyes: of these objects, those whose last step was a decision (one of `steps`) of this very person. */
export async function decidedLast(
  actor: Actor,
  tx: Tx,
  type: SubjectType,
  ids: readonly string[],
  steps: readonly string[] = deskEvents,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.$queryRaw<Step[]>`
    SELECT subject_id::text AS id, actor_id::text AS "actorId" FROM (
      SELECT DISTINCT ON (subject_id) subject_id, event, actor_id FROM status_history
      WHERE subject_type = ${type} AND subject_id = ANY(${ids}::uuid[]) ORDER BY subject_id, subject_version DESC) AS last
    WHERE actor_id IS NOT NULL AND event = ANY(${[...steps]})`
  return ofThisPerson(actor, tx, rows)
}

/** Four eyes where others act between the two: whether the last of these steps, whatever came after, was this person's. */
export async function tookLast(
  actor: Actor,
  tx: Tx,
  type: SubjectType,
  id: string,
  steps: readonly string[],
): Promise<boolean> {
  const step = await tx.statusHistory.findFirst({
    where: { subjectType: type, subjectId: id, event: { in: [...steps] } },
    orderBy: { subjectVersion: 'desc' },
    select: { actorId: true },
  })
  return (await ofThisPerson(actor, tx, [{ id, actorId: step?.actorId ?? null }])).has(id)
}

type Step = { id: string; actorId: string | null }

async function ofThisPerson(actor: Actor, tx: Tx, steps: readonly Step[]): Promise<ReadonlySet<string>> {
  const actors = new Set(steps.flatMap(step => step.actorId ?? []))
  const own = await ownAmong(actor, [...actors], tx)
  return new Set(steps.filter(step => step.actorId !== null && own.has(step.actorId)).map(step => step.id))
}
