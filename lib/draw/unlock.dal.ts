import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { tellSpecialsOut } from './approve-tell.dal'
import { attempt } from './attempt'
import { drawnStates } from './names.rules'
import { holdRequest } from './seat.dal'
import { waitingSeats } from './seat.rules'

const BATCH = 100

async function unlock(actor: Actor, tx: Tx, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.drawRequest.updateMany({ where: { id, unlockedAt: null }, data: { unlockedAt: at } })
  if (count === 0) return false
  await audit(tx, actor, { action: 'draw.unlock', objectType: 'draw', objectId: id, result: 'done' })
  await tellSpecialsOut(actor, tx, await tx.drawRequest.findUniqueOrThrow({ where: { id } }))
  return true
}

/**
 * Opens the names of a confirmed list for good when everybody who accepted has come or is counted as away. Before the
 * session begins only when all have come: nobody opens a list by writing people off early.
 * @returns whether the names are open
 */
export async function unlockIfAllIn(actor: Actor, tx: Tx, id: string): Promise<boolean> {
  const request = await holdRequest(actor, tx, id)
  if (!request) return false
  if (request.unlockedAt !== null) return true
  if (request.unlock !== 'signIn' || request.status !== 'confirmed') return false
  const seats = await tx.drawSeat.findMany({ where: { requestId: id }, select: { status: true } })
  if (seats.some(({ status }) => waitingSeats.includes(status))) return false
  const begun = request.sessionFrom !== null && now() >= request.sessionFrom
  if (!begun && seats.some(({ status }) => status === 'excused' || status === 'absent')) return false
  return unlock(actor, tx, id, now())
}

/** Names that open at a time, or with the beginning of the session, are open from then on for good. @returns how many lists */
export async function unlockDue(actor: Actor): Promise<number> {
  await allow(actor, 'draw.clock')
  const at = now()
  const [byTime, bySignIn] = await Promise.all([
    db().drawRequest.findMany({
      where: {
        status: { in: [...drawnStates] },
        ...{ unlock: 'time', unlockAt: { lte: at }, unlockedAt: null },
      },
      select: { id: true, unlockAt: true },
      take: BATCH,
    }),
    db().drawRequest.findMany({
      where: {
        ...{ status: 'confirmed', unlock: 'signIn', unlockedAt: null, sessionFrom: { lte: at } },
        seats: { none: { status: { in: [...waitingSeats] } } },
      },
      select: { id: true },
      take: BATCH,
    }),
  ])
  let opened = 0
  for (const { id, unlockAt } of byTime)
    if (await attempt(id, () => db().$transaction(tx => unlock(actor, tx, id, unlockAt ?? at)))) opened += 1
  for (const { id } of bySignIn)
    if (await attempt(id, () => db().$transaction(tx => unlockIfAllIn(actor, tx, id)))) opened += 1
  return opened
}
