import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { attempt } from './attempt'
import { holdRequest } from './seat.dal'
import { tellStaff } from './staff-tell.dal'
import { isReady } from './unlock.dal'
import { turnOf } from './unseal.dal'
import { readyLists } from './unseal.rules'

const BATCH = 100

/**
 * Tells those of the two roles who did not ask that a list is ready to be opened by them (G8): once, and once more when it
 * was made again and is ready again.
 * @returns how many lists
 */
export async function tellReadyLists(actor: Actor): Promise<number> {
  await allow(actor, 'draw.clock')
  const open = { unseal: 'two', unlockedAt: null }
  const found = await db().drawRequest.findMany({
    where: { AND: [open, readyLists(now())] },
    select: { id: true, unsealTold: true },
    // those of whom nobody was told before those that wait for somebody who was told
    orderBy: [{ unsealTold: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
    take: BATCH,
  })
  let told = 0
  for (const { id, unsealTold } of found)
    if (unsealTold !== (await turnOf(actor, db(), id)) && (await attempt(id, () => tell(actor, id)))) told += 1
  return told
}

const tell = (actor: Actor, id: string): Promise<boolean> =>
  db().$transaction(async tx => {
    const request = await holdRequest(actor, tx, id)
    const turn = await turnOf(actor, tx, id)
    if (!request || request.unlockedAt || request.unsealTold === turn || !(await isReady(actor, tx, id))) return false
    const to = { roles: ['drawOperator', 'supervisor'] } as const
    await tellStaff(actor, tx, request, to, { template: 'draw.toUnseal', params: {}, about: id, once: String(turn) })
    await tx.drawRequest.update({ where: { id }, data: { unsealTold: turn }, select: { id: true } })
    return true
  })
