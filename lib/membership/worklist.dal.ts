import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { db } from '@/lib/platform/db'
import { reasonLabel } from './exit.rules'
import type { LeavingRow } from './membership.dto'

/** A run beyond the cap that nobody has decided about. */
export const waitingRun = { waits: true, decision: null, finishedAt: null } as const

/** A list on the page names so many. */
const SHOWN = 200

/** An exit that somebody of the bureau has to decide. */
const toDecide = { outcome: null, source: { not: 'automatic' } } as const

/** How many exits wait for a decision, and how many lists beyond the cap. */
export async function countWaitingMembership(actor: Actor): Promise<{ leaving: number; runs: number }> {
  await allow(actor, 'membership.list')
  const [leaving, runs] = await Promise.all([
    db().membershipExit.count({ where: toDecide }),
    db().membershipRun.count({ where: waitingRun }),
  ])
  return { leaving, runs }
}

/** Experts whose exit is to be decided, who has waited longest first. */
export async function viewLeaving(actor: Actor): Promise<LeavingRow[]> {
  await allow(actor, 'membership.list')
  const exits = await db().membershipExit.findMany({
    where: toDecide,
    include: { expert: { select: { name: true, unitName: true } }, _count: { select: { statements: true } } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    take: SHOWN,
  })
  return exits.map(({ accountId, expert, reason, at, hearingUntil, _count }) => ({
    id: accountId,
    ...expert,
    reason: reasonLabel(reason),
    since: at,
    hearingUntil: reason === 'ownWish' ? null : hearingUntil,
    answered: _count.statements > 0,
  }))
}
