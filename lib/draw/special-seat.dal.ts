import 'server-only'
import { type Actor, systemActor } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { drawRoundMachine } from '@/lib/workflow/draw-round.machine'
import { recordBeginning, transition } from '@/lib/workflow/transition.dal'
import type { DrawRequest, Prisma } from '@/prisma/generated/client'
import { tellSpecialsOut } from './approve-tell.dal'
import { findConflicts } from './conflict.dal'
import { lockDraws } from './lock.dal'
import { mayNames } from './names.rules'
import { outNow } from './out.dal'
import { storedRound } from './round.dal'
import { asSpecialReason, type SpecialReason } from './special.rules'
import { outsiderOut } from './special-out.dal'

type Invited = Prisma.DrawSpecialGetPayload<object>

/**
 * 特邀 (K5): those who were named get their seats when the round is agreed to, in the same transaction, after they were
 * compared with what is reviewed and with the time; the worker tells them like everybody else, and the round is over. Who
 * may not be asked gets none: why stands with him, and the trail has a number. Whoever asked learns the number when the
 * names open (`unlock`): naming one person alone, it would say of him that he sits.
 * @param version of the round, agreed to
 */
export async function seatSpecials(
  actor: Actor,
  tx: Tx,
  request: DrawRequest,
  { id, version }: { id: string; version: number },
): Promise<void> {
  await lockDraws(actor, tx)
  const { round, asked } = (await storedRound(actor, tx, id))!
  const specials = await tx.drawSpecial.findMany({ where: { roundId: id }, orderBy: { id: 'asc' } })
  const experts = await inPool(tx, specials)
  const ids = [...new Set(experts.values())].filter(one => one !== null)
  if (ids.length > 0) await findConflicts(actor, tx, request.id, ids)
  const groups = [...new Set(specials.map(one => one.groupId))]
  const blank = { name: '', size: 0, alternates: 0, conditions: {} as never, quotas: [], caps: [] }
  const whole = { ...asked, panels: groups.map(groupId => ({ ...blank, groupId })) }
  const taken = new Set<string>()
  let out = 0
  for (const special of specials) {
    const expertId = experts.get(special.id) ?? null
    const { groupId } = special
    const reason: SpecialReason | null =
      expertId !== null
        ? taken.has(expertId)
          ? 'asked'
          : asSpecialReason(
              (await outNow(actor, tx, whole, { panel: groups.indexOf(groupId), ids: [expertId] })).get(expertId),
            )
        : experts.has(special.id)
          ? 'number'
          : await outsiderOut(actor, tx, request, special, { groupId, involved: asked.involved })
    if (reason !== null) {
      out += 1
      await tx.drawSpecial.update({ where: { id: special.id }, data: { outReason: reason } })
      continue
    }
    if (expertId !== null) taken.add(expertId)
    await seatOne(actor, tx, request, { roundId: id, special, expertId, rank: specials.indexOf(special) })
  }
  const { policyVersionId, number } = round
  await transition(systemActor('draw-seats'), tx, {
    machine: drawRoundMachine,
    subject: { type: 'drawRound', id, status: 'approved', version },
    ...{ event: 'seat', facts: { own: false }, policyVersionId },
  })
  const detail = { special: 'seated', round: number, named: specials.length, out }
  await audit(tx, actor, { action: 'draw.save', objectType: 'drawRound', objectId: id, result: 'done', detail })
  if (mayNames(request, now(), { who: 'staff' })) await tellSpecialsOut(actor, tx, request)
}

async function seatOne(
  actor: Actor,
  tx: Tx,
  request: DrawRequest,
  given: { roundId: string; special: Invited; expertId: string | null; rank: number },
): Promise<void> {
  const { roundId, special, expertId, rank } = given
  const id = newId()
  await tx.drawSeat.create({
    data: {
      ...{ id, requestId: request.id, roundId, groupId: special.groupId, expertId, specialId: special.id },
      ...{ kind: 'special', rank, sessionFrom: request.sessionFrom!, sessionTo: request.sessionTo! },
      statusSince: now(),
    },
  })
  const { policyVersionId } = request
  await recordBeginning(actor, tx, { type: 'drawSeat', id, status: 'drawn', policyVersionId, event: 'begin' })
}

/**
 * Who of those named is in the pool: as he was chosen, or by his phone where whoever asked wrote him down as somebody
 * from outside. null: the phone is that of another expert.
 */
async function inPool(tx: Tx, specials: readonly Invited[]): Promise<Map<string, string | null>> {
  const found = new Map<string, string | null>()
  const phones = specials.flatMap(({ expertId, phoneIndex }) => (expertId === null && phoneIndex ? [phoneIndex] : []))
  const accounts = await tx.account.findMany({
    where: { kind: 'individual', phoneIndex: { in: phones }, expert: { status: { not: 'left' } } },
    select: { id: true, phoneIndex: true, expert: { select: { name: true } } },
  })
  for (const { id, expertId, phoneIndex, name } of specials) {
    const known = accounts.find(one => one.phoneIndex !== null && one.phoneIndex === phoneIndex)
    if (expertId !== null) found.set(id, expertId)
    else if (known) found.set(id, known.expert?.name === name ? known.id : null)
  }
  return found
}
