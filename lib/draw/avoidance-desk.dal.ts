import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'

/** Requests that are with the bureau, before the session. */
const open = (): Prisma.DrawRequestWhereInput => ({
  status: { in: ['requested', 'approved', 'drawn', 'inviting', 'confirmed'] },
  sessionFrom: { gt: now() },
})

/** Changes of 评审对象 that somebody else of the bureau has to decide about, and the request of the one that waits longest. */
export async function changesWaiting(actor: Actor): Promise<{ count: number; requestId: string | null }> {
  await allow(actor, 'draw.approve')
  const where = { status: 'pending', askedById: { not: accountOf(actor) ?? undefined }, request: open() }
  const [count, first] = await Promise.all([
    db().drawListChange.count({ where }),
    db().drawListChange.findFirst({ where, orderBy: { at: 'asc' }, select: { requestId: true } }),
  ])
  return { count, requestId: first?.requestId ?? null }
}

/** Declared avoidances that somebody else of the bureau has to decide about, and the request of the one that waits longest. */
export async function avoidancesWaiting(actor: Actor): Promise<{ count: number; requestId: string | null }> {
  await allow(actor, 'draw.approve')
  const where: Prisma.DrawAvoidanceWhereInput = {
    ...{ status: 'pending', endedAt: null },
    OR: [{ declaredById: null }, { declaredById: { not: accountOf(actor) } }],
    request: open(),
  }
  const [count, first] = await Promise.all([
    db().drawAvoidance.count({ where }),
    db().drawAvoidance.findFirst({
      where,
      orderBy: { at: 'asc' },
      select: { requestId: true },
    }),
  ])
  return { count, requestId: first?.requestId ?? null }
}
