import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { db } from '@/lib/platform/db'
import type { Policy } from '@/lib/policy/policy.schema'
import { payStatuses } from './pay.rules'
import { drawScope } from './request-scope.dal'

const over = ['archived', 'cancelled'] as const

/**
 * Whether the menus of draws stand in front of somebody: where there are draws and, for a unit, it may ask for them; and
 * as long as something of them is to be finished, whatever the rules say by now. 财务 keeps 劳务费 as long as there is a
 * review that is over, also an archived one.
 */
export async function drawsMatter(actor: Actor, { draw: { enabled } }: Pick<Policy, 'draw'>): Promise<boolean> {
  if (actor.kind === 'individual') {
    if (enabled) return true
    const seat = { expertId: actor.accountId, notifiedAt: { not: null }, request: { status: { notIn: [...over] } } }
    return (await db().drawSeat.findFirst({ where: seat, select: { id: true } })) !== null
  }
  if (may(actor, 'draw.pay')) {
    if (enabled) return true
    const held = { status: { in: [...payStatuses] } }
    if (await db().drawRequest.findFirst({ where: held, select: { id: true } })) return true
  }
  if (!may(actor, 'draw.view')) return false
  if (enabled && actor.kind === 'staff') return true
  if (enabled && actor.kind === 'unitAdmin') {
    const unit = await db().unit.findUnique({ where: { id: actor.unitId }, select: { drawsSince: true } })
    if (unit?.drawsSince) return true
  }
  const open = { AND: [await drawScope(actor), { status: { notIn: [...over] } }] }
  return (await db().drawRequest.findFirst({ where: open, select: { id: true } })) !== null
}

/**
 * Whether anybody was drawn for a request that was given up: what was drawn stays to be read after 取消评审. For callers
 * whose page is that request's.
 */
export const wasDrawn = async (_actor: Actor, requestId: string): Promise<boolean> =>
  (await db().draw.findFirst({ where: { round: { requestId } }, select: { id: true } })) !== null
