import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import { storedDay } from '@/lib/platform/time'

/** His leave, and the reviews he has kept away from by himself. Who else is tied to a review is not his to know. */
export async function leaveData(actor: Actor, tx: Tx) {
  const { accountId: expertId } = actor as IndividualActor
  const leaves = await tx.expertLeave.findMany({ where: { expertId }, orderBy: { fromDay: 'asc' } })
  const recusals = await tx.drawAvoidance.findMany({
    where: { expertId, source: 'expert' },
    orderBy: { at: 'asc' },
    include: { request: { select: { number: true, title: true } } },
  })
  return {
    leaves: leaves.map(one => ({
      ...{ from: storedDay(one.fromDay), to: storedDay(one.toDay), note: one.note },
      ...{ takenAt: one.createdAt, endedAt: one.endedAt },
    })),
    recusals: recusals.map(({ request, reason, at }) => ({ number: request.number, title: request.title, reason, at })),
  }
}
