import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { db } from '@/lib/platform/db'
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
    opinion: row.opinion,
  }))
}
