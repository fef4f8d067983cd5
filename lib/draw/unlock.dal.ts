import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { tellSpecialsOut } from './approve-tell.dal'
import { attempt } from './attempt'
import { holdRequest } from './seat.dal'
import { readyLists } from './unseal.rules'

const BATCH = 100

/** Opens the names for good, whoever or whatever has opened them. @returns false where they were open before */
export async function openList(actor: Actor, tx: Tx, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.drawRequest.updateMany({ where: { id, unlockedAt: null }, data: { unlockedAt: at } })
  if (count === 0) return false
  // nobody needs a 密封函 any more
  await tx.drawLetter.updateMany({ where: { requestId: id, keyCipher: { not: null } }, data: { keyCipher: null } })
  await audit(tx, actor, { action: 'draw.unlock', objectType: 'draw', objectId: id, result: 'done' })
  await tellSpecialsOut(actor, tx, await tx.drawRequest.findUniqueOrThrow({ where: { id } }))
  return true
}

/** Whether everything has happened that opens a list, or makes it ready for the two who open it. */
export const isReady = async (_actor: Actor, reads: Pick<Tx, 'drawRequest'>, id: string): Promise<boolean> =>
  (await reads.drawRequest.count({ where: { AND: [{ id }, readyLists(now())] } })) > 0

/**
 * Opens the names of a confirmed list for good when everybody who accepted has come or is counted as away; one that two
 * people open is ready for them from then on, and stays sealed.
 * @returns whether the names are open
 */
export async function unlockIfAllIn(actor: Actor, tx: Tx, id: string): Promise<boolean> {
  const request = await holdRequest(actor, tx, id)
  if (!request) return false
  if (request.unlockedAt !== null) return true
  if (request.unseal !== 'auto' || request.unlock !== 'signIn' || request.status !== 'confirmed') return false
  return (await isReady(actor, tx, id)) && openList(actor, tx, id, now())
}

/**
 * Names that open at a time, or with the beginning of the session, are open from then on for good; not those that two
 * people open. @returns how many lists
 */
export async function unlockDue(actor: Actor): Promise<number> {
  await allow(actor, 'draw.clock')
  const at = now()
  const due = await db().drawRequest.findMany({
    where: {
      AND: [
        { unseal: 'auto', unlockedAt: null },
        readyLists(at),
        { OR: [{ unlock: 'time' }, { status: 'confirmed' }] },
      ],
    },
    select: { id: true, unlock: true, unlockAt: true },
    orderBy: { id: 'asc' },
    take: BATCH,
  })
  let opened = 0
  for (const { id, unlock, unlockAt } of due) {
    const open = (tx: Tx) =>
      unlock === 'time' ? openList(actor, tx, id, unlockAt ?? at) : unlockIfAllIn(actor, tx, id)
    if (await attempt(id, () => db().$transaction(open))) opened += 1
  }
  return opened
}
