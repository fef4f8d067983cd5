import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import { nameKey } from '@/lib/platform/text'
import type { DrawRequest, DrawSpecial } from '@/prisma/generated/client'
import { seatsThatHold } from './pool.rules'
import type { SpecialReason } from './special.rules'
import { unitsNamed } from './subject-units.dal'

type Outsider = Pick<DrawSpecial, 'id' | 'name' | 'unitName' | 'phoneIndex'>

/**
 * Why somebody from outside the pool cannot be asked, or null: he asked or agreed himself, he was asked before, sits
 * elsewhere at that time, or is tied to what is reviewed. Of him there is no profile: his phone, his name with his unit,
 * and his unit are compared, and a unit that is reviewed keeps him out whatever his faculty is.
 */
export async function outsiderOut(
  actor: Actor,
  tx: Tx,
  request: DrawRequest,
  outsider: Outsider,
  given: { groupId: string; involved: readonly string[] },
): Promise<SpecialReason | null> {
  const { phoneIndex } = outsider
  if (phoneIndex === null) return 'number'
  if ((await tx.account.count({ where: { id: { in: [...given.involved] }, phoneIndex } })) > 0) return 'involved'
  const seats = await tx.drawSeat.findMany({
    where: { special: { phoneIndex }, NOT: { status: 'released', notifiedAt: null } },
    select: { requestId: true, status: true, sessionFrom: true, sessionTo: true },
  })
  if (seats.some(seat => seat.requestId === request.id)) return 'asked'
  const holding: readonly string[] = seatsThatHold
  const clash = (seat: (typeof seats)[number]) =>
    holding.includes(seat.status) && seat.sessionFrom < request.sessionTo! && seat.sessionTo > request.sessionFrom!
  if (seats.some(clash)) return 'taken'
  return (await avoids(actor, tx, request.id, outsider, given.groupId)) ? 'avoids' : null
}

async function avoids(
  actor: Actor,
  tx: Tx,
  requestId: string,
  { name, unitName, phoneIndex }: Outsider,
  groupId: string,
): Promise<boolean> {
  const key = nameKey(unitName)
  const unitIds = (await unitsNamed(actor, tx, [key])).get(key)?.unitIds ?? []
  const units = [{ unitKey: key }, ...(unitIds.length > 0 ? [{ unitId: { in: unitIds } }] : [])]
  const party = await tx.drawParty.count({
    where: {
      subject: { requestId, endedAt: null, OR: [{ groupId: null }, { groupId }] },
      // units of people and of what is reviewed alike: whoever works where they do keeps away
      OR: [{ phoneIndex }, ...units],
    },
  })
  if (party > 0) return true
  const declared = await tx.drawAvoidance.findMany({ where: { requestId, status: 'accepted', endedAt: null } })
  const folded = nameKey(name)
  return declared.some(one =>
    one.kind === 'person'
      ? one.phoneIndex === phoneIndex || (one.nameKey === folded && nameKey(one.unitName ?? '') === key)
      : (one.unitId !== null && unitIds.includes(one.unitId)) || nameKey(one.unitName ?? '') === key,
  )
}
