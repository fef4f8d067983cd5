import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { chinaInstant } from '@/lib/platform/time'
import { mayNames, whenNames } from './names.rules'
import { type Published, publishProblem } from './published'
import { sealedOf } from './record.dal'
import { findRequest } from './request-scope.dal'
import { seesWhole } from './run.rules'

/**
 * One attempt as a file that can be reckoned again without the system (TE6). No name is in it, but what of the drawn was
 * looked at (unit, title, age) is, so it is given out with the names and not before, to those who see draws whole.
 * @throws Refusal notFound; refused while the names are sealed
 */
export async function publishedDraw(actor: Actor, drawId: string): Promise<{ name: string; file: Published }> {
  const subject = { type: 'draw', id: drawId }
  await allow(actor, 'draw.view', subject)
  const found = uuid().safeParse(drawId).success
    ? await db().draw.findUnique({ where: { id: drawId }, include: { round: true } })
    : null
  const request = found && seesWhole(actor) ? await findRequest(actor, found.round.requestId) : null
  if (!found || !request) return deny(actor, 'draw.view', subject)
  if (!mayNames(request, now(), { who: 'staff' })) throw refused(whenNames(request))
  return db().$transaction(
    async tx => {
      const { draw, problem, seed, asked, sign } = await sealedOf(actor, tx, drawId)
      const { attempt, drawnAt, voidedAt, engineVersion, seedHash, problemHash, selectionHash } = draw
      await audit(tx, actor, {
        ...{ action: 'draw.publish', objectType: 'draw', objectId: request.id, result: 'done' },
        detail: { round: found.round.number, attempt },
      })
      // who has the seats, so that reckoning the file again says something of them
      const seats = await tx.drawSeat.findMany({ where: { drawId, kind: 'panel' }, orderBy: { rank: 'asc' } })
      const seated = asked.panels.map(({ groupId }) =>
        seats.flatMap(seat => (seat.groupId === groupId && seat.expertId ? [sign(seat.expertId)] : [])),
      )
      const file: Published = {
        ...{ format: 'expert-pool-draw-1', number: request.number, round: found.round.number, attempt },
        ...{ drawnAt: chinaInstant(drawnAt), voided: voidedAt !== null, engineVersion },
        ...{ seed, seedHash, problemHash, selectionHash, ...publishProblem(problem) },
        panels: seated,
      }
      return { name: `抽取记录_${request.number}_第${found.round.number}轮第${attempt}次.json`, file }
    },
    { timeout: 60_000 },
  )
}
