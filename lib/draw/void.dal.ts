import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { Refusal, refused } from '@/lib/platform/errors'
import { drawMachine } from '@/lib/workflow/draw.machine'
import { drawRoundMachine } from '@/lib/workflow/draw-round.machine'
import { drawSeatMachine } from '@/lib/workflow/draw-seat.machine'
import { transition } from '@/lib/workflow/transition.dal'
import { endRounds } from './end-round.dal'
import { lockRound } from './lock.dal'
import { roundOf } from './request-read.dal'
import { askedIt } from './request-scope.dal'
import { whyNotVoid } from './run.rules'
import type { VoidDraw } from './run.schema'
import { endSeal } from './seal-end.dal'
import { isOther, sendVoided } from './sent.dal'
import { tellOperators } from './staff-tell.dal'

/**
 * 宣布抽取无效, with the reason, as long as nobody was told and no name may be read: the seats are free again, the round can be drawn once more
 * under the next number, and what was drawn stays to be read.
 * @throws Refusal notFound; refused for who asked for it or drew it, and once somebody was told or the
 *   names may be read; conflict
 */
export async function voidDraw(actor: Actor, { drawId, version, opinion }: VoidDraw): Promise<{ attempt: number }> {
  const subject = { type: 'draw', id: drawId }
  await allow(actor, 'draw.approve', subject)
  const outcome = await writeTx(actor, async tx => {
    const found = await tx.draw.findUnique({ where: { id: drawId } })
    if (!found || !(await lockRound(actor, tx, found.roundId))) return null
    const draw = await tx.draw.findUniqueOrThrow({
      where: { id: drawId },
      include: { seats: true, round: { include: { request: true } } },
    })
    const { round } = draw
    const { request } = round
    // with the first draw everything falls that was built on it: 补抽 and 特邀 of the same request
    const first = round.kind === 'first'
    const seats = first ? await tx.drawSeat.findMany({ where: { requestId: request.id } }) : draw.seats
    if (await isSamePerson(actor, draw.operatorId, tx)) {
      const denied = { action: 'draw.approve', objectType: 'draw', objectId: drawId }
      throw new Refusal('refused', '这是您抽取的，要由另一位业务管理员宣布无效。', undefined, denied)
    }
    if (draw.voidedAt) throw refused('这次抽取已经宣布无效，请刷新查看。')
    const told = whyNotVoid(round.kind, request, seats, now())
    if (told) throw refused(told)
    const own = await askedIt(actor, tx, request, round)
    const { policyVersionId } = round
    const step = { event: 'void', facts: { own }, policyVersionId, opinion } as const
    await transition(actor, tx, {
      ...step,
      machine: drawRoundMachine,
      subject: { type: 'drawRound', id: round.id, status: round.status, version },
    })
    if (first)
      await transition(actor, tx, {
        ...step,
        machine: drawMachine,
        subject: { type: 'draw', id: request.id, status: request.status, version: request.version },
      })
    const held = seats.filter(({ status }) => status === 'drawn')
    for (const { id, status, version } of held)
      await transition(actor, tx, {
        machine: drawSeatMachine,
        subject: { type: 'drawSeat', id, status, version },
        event: 'release',
        facts: { late: false, begun: false, over: false },
        ...{ policyVersionId, opinion: '抽取宣布无效' },
      })
    if (first) {
      const ending = '首次抽取宣布无效，这一轮随之结束'
      await endRounds(actor, tx, { requestId: request.id, policyVersionId, opinion: ending, drawn: true })
    }
    await tx.draw.update({
      where: { id: drawId },
      data: { voidedAt: now(), voidedById: accountOf(actor), voidReason: opinion },
    })
    await endSeal(actor, tx, round.id, { reason: `抽取宣布无效：${opinion}` })
    await sendVoided(actor, tx, request, round.id)
    const waiting = (await roundOf(actor, tx, { id: round.id }))!
    // where it is not what was agreed to any more, it goes back before anybody draws
    if (!(await isOther(actor, tx, request, waiting))) await tellOperators(actor, tx, request, waiting, 'void')
    const detail = { attempt: draw.attempt, number: request.number, round: round.number, seats: held.length }
    await audit(tx, actor, { action: 'draw.void', objectType: 'draw', objectId: drawId, result: 'done', detail })
    return { attempt: draw.attempt }
  })
  return outcome ?? deny(actor, 'draw.approve', subject)
}
