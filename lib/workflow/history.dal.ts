import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { db, type Tx } from '@/lib/platform/db'
import { isDeskEvent } from './application.machine'
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

/** Four eyes: whether the step an object took last was a decision of this very person. */
export async function decidedLast(
  actor: Actor,
  tx: Pick<Tx, 'statusHistory'>,
  type: SubjectType,
  id: string,
): Promise<boolean> {
  const last = await tx.statusHistory.findFirst({
    where: { subjectType: type, subjectId: id },
    orderBy: { subjectVersion: 'desc' },
  })
  return last?.actorId != null && last.actorId === accountOf(actor) && isDeskEvent(last.event)
}
