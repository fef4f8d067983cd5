import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { now } from '@/lib/platform/clock'
import { COUNTED, countedOf } from '@/lib/platform/counted'
import { db } from '@/lib/platform/db'
import { countStaff } from './staff.dal'

const DAY = 86_400_000

/** What each administrator sees first: numbers only, nothing of what the others look after. */
export type AdminHome = {
  system: { waiting: number; locked: number; disabled: number; dead: number; queued: number } | null
  security: { withoutRole: number; accounts: number } | null
  audit: { alerts: number; denied: number; unsealed: number; unsealedMore: boolean } | null
}

/** The numbers of an administrator's start page. */
export async function adminHome(actor: Actor): Promise<AdminHome> {
  await allow(actor, 'admin.home')
  return {
    system: may(actor, 'staff.create') ? await systemNumbers(actor) : null,
    security: may(actor, 'staff.grant')
      ? { withoutRole: await countStaff(actor, { role: 'none' }), accounts: await countStaff(actor, {}) }
      : null,
    audit: may(actor, 'audit.read') ? await auditNumbers() : null,
  }
}

async function systemNumbers(actor: Actor): Promise<AdminHome['system']> {
  const [waiting, locked, disabled, dead, queued] = await Promise.all([
    countStaff(actor, { state: 'waiting' }),
    countStaff(actor, { state: 'locked' }),
    countStaff(actor, { state: 'disabled' }),
    db().message.count({ where: { status: 'dead' } }),
    db().message.count({ where: { status: { in: ['queued', 'failed'] } } }),
  ])
  return { waiting, locked, disabled, dead, queued }
}

/** The sealer keeps up within seconds, so only young events are looked through for those not sealed yet. */
async function auditNumbers(): Promise<AdminHome['audit']> {
  const since = { gte: new Date(now().getTime() - DAY) }
  const [alerts, denied, unsealed] = await Promise.all([
    db().auditEvent.count({ where: { at: since, action: { startsWith: 'alert.' } } }),
    db().auditEvent.count({ where: { at: since, result: 'denied' } }),
    db().auditEvent.findMany({ where: { at: since, seal: null }, select: { id: true }, take: COUNTED + 1 }),
  ])
  const { count, more } = countedOf(unsealed.length)
  return { alerts, denied, unsealed: count, unsealedMore: more }
}
