import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
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

/** Four eyes: of these objects, those whose last step was a decision of this very person. */
export async function decidedLast(
  actor: Actor,
  tx: Pick<Tx, '$queryRaw'>,
  type: SubjectType,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const own = accountOf(actor)
  if (!own || ids.length === 0) return new Set()
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT subject_id::text AS id FROM (
      SELECT DISTINCT ON (subject_id) subject_id, event, actor_id FROM status_history
      WHERE subject_type = ${type} AND subject_id = ANY(${ids}::uuid[]) ORDER BY subject_id, subject_version DESC) AS last
    WHERE actor_id = ${own}::uuid AND event = ANY(${[...deskEvents]})`
  return new Set(rows.map(row => row.id))
}
