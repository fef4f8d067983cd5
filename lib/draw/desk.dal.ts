import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { ownAccounts } from '@/lib/access/same-person'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { policyOf } from '@/lib/policy/console/versions.dal'
import type { Prisma } from '@/prisma/generated/client'
import { roles } from './contributor.rules'
import { checkedStatuses, checkSince } from './feedback.rules'

/** How much of a kind waits for somebody, and the request that waits longest. */
export type WaitingDraws = { count: number; requestId: string | null }

async function waiting(
  where: Prisma.DrawRequestWhereInput,
  orderBy: Prisma.DrawRequestOrderByWithRelationInput = { statusSince: 'asc' },
): Promise<WaitingDraws> {
  const [count, first] = await Promise.all([
    db().drawRequest.count({ where }),
    db().drawRequest.findFirst({ where, orderBy, select: { id: true } }),
  ])
  return { count, requestId: first?.id ?? null }
}

/** Somebody asked for none of them, now or before it was taken over. */
const ofOthers = (actor: Actor): Prisma.DrawRequestWhereInput => {
  const id = accountOf(actor)!
  return { requesterId: { not: id }, NOT: { formerRequesterIds: { has: id } } }
}

/**
 * How many rounds somebody can draw now; for the desk of who draws. Of those that are drawn by lottery the ones whose three
 * have shown theirs: before that they stand on the desks of the three.
 */
export async function drawsToRun(actor: Actor): Promise<number> {
  await allow(actor, 'draw.run')
  const own = await ownAccounts(actor)
  const waiting: Prisma.DrawRoundWhereInput = {
    ...{ status: 'approved', kind: { not: 'special' } },
    request: { AND: [ofOthers(actor), { sessionFrom: { gt: now() } }] },
    OR: [{ approvedById: null }, { approvedById: { notIn: own } }],
  }
  const versions = await db().drawRound.findMany({
    ...{ where: waiting, distinct: ['policyVersionId'], select: { policyVersionId: true } },
  })
  const ids = versions.map(one => one.policyVersionId)
  const policies = await Promise.all(ids.map(id => policyOf(actor, db(), id)))
  const shown = roles.map(role => ({ contributions: { some: { role, revealedAt: { not: null } } } }))
  const ready: Prisma.DrawRoundWhereInput[] = [
    { policyVersionId: { in: ids.filter((_, at) => policies[at]!.draw.method === 'uniform') } },
    { seals: { some: { endedAt: null, AND: shown } } },
  ]
  return db().drawRound.count({ where: { AND: [waiting, { OR: ready }] } })
}

/** Reviews whose experts were drawn and are told by nobody yet; for who draws. */
export async function drawsToTell(actor: Actor): Promise<WaitingDraws> {
  await allow(actor, 'draw.run')
  return waiting({ status: 'drawn', sessionTo: { gt: now() } })
}

/** Reviews whose time is over, still to be closed; for who holds the door. */
export async function sessionsToEnd(actor: Actor): Promise<WaitingDraws> {
  await allow(actor, 'draw.signIn')
  return waiting({ status: 'confirmed', sessionTo: { lte: now() } }, { sessionTo: 'asc' })
}

/** People who were told, have not answered, and whose time still runs; for who calls (`listCalls` has their names). */
export async function callsToMake(actor: Actor): Promise<WaitingDraws> {
  await allow(actor, 'draw.notify')
  const at = now()
  const where: Prisma.DrawSeatWhereInput = {
    ...{ status: 'notified', notifiedAt: { lte: at }, answerBy: { gt: at } },
    request: { AND: [ofOthers(actor), { status: { in: ['inviting', 'confirmed'] } }] },
  }
  const [count, first] = await Promise.all([
    db().drawSeat.count({ where }),
    db().drawSeat.findFirst({ where, orderBy: { answerBy: 'asc' }, select: { requestId: true } }),
  ])
  return { count, requestId: first?.requestId ?? null }
}

/** One's own requests that were returned, whole or in a later round, and wait to be mended; for whoever asked. */
export async function drawsToMend(actor: Actor): Promise<WaitingDraws> {
  await allow(actor, 'draw.request')
  const later: Prisma.DrawRequestWhereInput = {
    ...{ status: { in: ['drawn', 'inviting', 'confirmed'] }, sessionFrom: { gt: now() } },
    rounds: { some: { number: { gt: 1 }, status: 'returned' } },
  }
  return waiting({ requesterId: accountOf(actor)!, OR: [{ status: 'returned' }, later] })
}

/** One's own reviews whose experts nobody has said anything of yet; for whoever asked. */
export async function feedbackOwed(actor: Actor): Promise<WaitingDraws> {
  await allow(actor, 'draw.request')
  return waiting({ requesterId: accountOf(actor)!, status: 'held' })
}

/**
 * Reviews of which nobody's work was ever checked (S§14). A review to which nobody was expected has nothing to check.
 * @param within only those that can still be checked whatever became of them: of the last year
 */
export const uncheckedDraws = (_actor: Actor, within: boolean): Prisma.DrawRequestWhereInput => ({
  status: { in: [...checkedStatuses] },
  seats: { some: { status: { in: ['present', 'excused', 'absent'] } } },
  checks: { none: {} },
  ...(within ? { sessionTo: { gte: checkSince(now()) } } : {}),
})

/** How many reviews of others that ended within a year were never checked; for the desk of who manages. */
export async function drawsUnchecked(actor: Actor): Promise<number> {
  await allow(actor, 'draw.check')
  return db().drawRequest.count({ where: { AND: [uncheckedDraws(actor, true), ofOthers(actor)] } })
}
