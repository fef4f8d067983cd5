import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { chinaInstant } from '@/lib/platform/time'
import { mayNames } from './names.rules'
import { type Published, publishProblem } from './published'
import { makeFile } from './reckon-place'
import { sealedOf } from './record.dal'
import { findRequest } from './request-scope.dal'
import { seesWhole } from './run.rules'
import { shownSeal, storedSeal } from './seal-open.dal'
import { sealedWords } from './unseal.dal'

export type DrawFile = { name: string; text: string }

/**
 * One attempt as a file that can be reckoned again without the system (TE6): its record, or the certificate of a sealed
 * draw. No name is in it, but what of the drawn was looked at (unit, title, age) is, so it is given out with the names and
 * not before, to those who see draws whole.
 * @throws Refusal notFound; refused while the names are sealed
 */
export async function publishedDraw(actor: Actor, drawId: string): Promise<DrawFile> {
  const subject = { type: 'draw', id: drawId }
  await allow(actor, 'draw.view', subject)
  const found = uuid().safeParse(drawId).success
    ? await db().draw.findUnique({ where: { id: drawId }, include: { round: true } })
    : null
  const request = found && seesWhole(actor) ? await findRequest(actor, found.round.requestId) : null
  if (!found || !request) return deny(actor, 'draw.view', subject)
  if (!mayNames(request, now(), { who: 'staff' })) throw refused(await sealedWords(actor, request))
  const { sealId, attempt } = found
  const round = found.round.number
  const taken = (tx: Tx) =>
    audit(tx, actor, {
      ...{ action: 'draw.publish', objectType: 'draw', objectId: request.id, result: 'done' },
      detail: { round, attempt },
    })
  if (sealId) {
    const file = await certificateFile(actor, sealId)
    await db().$transaction(taken)
    return file
  }
  return db().$transaction(
    async tx => {
      await taken(tx)
      return recordFile(actor, tx, { drawId, number: request.number, round })
    },
    { timeout: 60_000 },
  )
}

async function recordFile(
  actor: Actor,
  tx: Tx,
  { drawId, number, round }: { drawId: string; number: string; round: number },
): Promise<DrawFile> {
  const { draw, problem, seed, asked, sign } = await sealedOf(actor, tx, drawId)
  const { attempt, drawnAt, voidedAt, engineVersion, seedHash, problemHash, selectionHash } = draw
  // who has the seats, so that reckoning the file again says something of them
  const seats = await tx.drawSeat.findMany({ where: { drawId, kind: 'panel' }, orderBy: { rank: 'asc' } })
  const seated = asked.panels.map(({ groupId }) =>
    seats.flatMap(seat => (seat.groupId === groupId && seat.expertId ? [sign(seat.expertId)] : [])),
  )
  const file: Published = {
    ...{ format: 'expert-pool-draw-1', number, round, attempt },
    ...{ drawnAt: chinaInstant(drawnAt), voided: voidedAt !== null, engineVersion },
    ...{ seed, seedHash, problemHash, selectionHash, ...publishProblem(problem) },
    panels: seated,
  }
  return { name: `抽取记录_${number}_第${round}轮第${attempt}次.json`, text: JSON.stringify(file) }
}

/** Made with nothing held: others may wait for the same thread. */
async function certificateFile(actor: Actor, sealId: string): Promise<DrawFile> {
  const row = await storedSeal(actor, db(), sealId)
  const text = await makeFile({ make: 'certificate', from: shownSeal(actor, row)! })
  return { name: `抽取证书_${row.number}.json`, text }
}
