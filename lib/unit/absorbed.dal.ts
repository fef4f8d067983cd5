import 'server-only'
import type { Actor, UnitActor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { ChangeFacts } from './change.rules'
import type { Absorbed } from './unit.dto'

const DAYS = 90

/**
 * What was merged into the actor's unit of late: whoever logs in with the phone or the code of before is told on its
 * home where he is. Nobody learns of it before his password is proved (trust AU1).
 */
export async function recentlyAbsorbed(actor: Actor): Promise<Absorbed[]> {
  await allow(actor, 'unit.viewOwn')
  const since = new Date(now().getTime() - DAYS * 24 * 3600_000)
  const rows = await db().unitChange.findMany({
    where: { unitId: (actor as UnitActor).unitId, kind: 'absorbed', at: { gte: since } },
    orderBy: { id: 'desc' },
    take: 5,
  })
  return rows.map(row => ({ name: String((row.before as ChangeFacts | null)?.name ?? ''), at: row.at }))
}
