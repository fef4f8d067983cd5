import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { mayBeDecided } from './list.rules'

/** A run beyond the cap that nobody has decided about. */
export const waitingRun = { waits: true, decision: null, finishedAt: null } as const

/** An exit that somebody of the bureau has to decide. */
export const toDecide = { outcome: null, source: { not: 'automatic' } } as const

/** How many exits wait for a decision, and how many lists beyond the cap. */
export async function countWaitingMembership(actor: Actor): Promise<{ leaving: number; runs: number }> {
  await allow(actor, 'membership.list')
  const [leaving, runs] = await Promise.all([
    db().membershipExit.count({ where: { AND: [toDecide, mayBeDecided(now())] } }),
    db().membershipRun.count({ where: waitingRun }),
  ])
  return { leaving, runs }
}
