import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'

/** Ending by hand is somebody's; what a step brings with it is nobody's own. */
type Ending = { reason: string; byHand?: boolean }

/**
 * Ends the seal of a round that holds, with the reason that the next one lists; one that was drawn from holds as long as
 * its draw does. Part of the caller's transaction, which holds the request.
 * @returns whether there was one to end
 */
export async function endSeal(
  actor: Actor,
  tx: Tx,
  roundId: string,
  { reason, byHand = false }: Ending,
): Promise<boolean> {
  const seal = await tx.drawSeal.findFirst({
    where: { roundId, endedAt: null, OR: [{ draw: null }, { draw: { voidedAt: { not: null } } }] },
    select: { id: true, number: true },
  })
  if (!seal) return false
  const by = byHand ? { endedById: accountOf(actor), endedBy: signatureOf(actor).name } : {}
  const data = { endedAt: now(), endReason: reason, ...by }
  await tx.drawSeal.update({ where: { id: seal.id }, data, select: { id: true } })
  await audit(tx, actor, {
    ...{ action: 'draw.sealEnd', objectType: 'drawSeal', objectId: seal.id, result: 'done' },
    detail: { seal: seal.number },
  })
  return true
}

/** Ends the seal of a round that no longer is what was sealed: sent anew, returned, or over. */
export async function endIfOther(actor: Actor, tx: Tx, roundId: string, reason: string): Promise<boolean> {
  const round = await tx.drawRound.findUniqueOrThrow({
    where: { id: roundId },
    select: { status: true, askHash: true, seals: { where: { endedAt: null }, select: { askHash: true } } },
  })
  const [seal] = round.seals
  if (!seal || (round.status === 'approved' && seal.askHash === round.askHash)) return false
  return endSeal(actor, tx, roundId, { reason })
}
