import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { Refusal, refused } from '@/lib/platform/errors'
import type { EndSeal, SealAgain, StopSealing } from './contribute.schema'
import { lockRound } from './lock.dal'
import { endReckoning } from './reckoning.dal'
import { sealKey } from './reckoning.rules'
import { askedIt, findRequest } from './request-scope.dal'
import type { SealTrouble } from './seal.rules'
import { endSeal } from './seal-end.dal'
import { shownBy } from './seal-open.dal'

/** Ending a seal whose outcome is fixed would be another throw, by whoever has the keys of the server and knows it. */
const DECIDED =
  '三方内容已经全部公开，抽取的结果已经定了，不能再重新封存。请抽取人抽取；抽取以后确有问题的，请宣布抽取无效。'
const OWN = '这是您自己提出的需求，要由另一位业务管理员办理。'

/** The round, held still, for a manager who did not ask for it; null beyond his scope. @throws Refusal refused for his own */
async function held(actor: Actor, tx: Tx, roundId: string) {
  if (!(await lockRound(actor, tx, roundId))) return null
  const round = await tx.drawRound.findUniqueOrThrow({ where: { id: roundId } })
  const request = await findRequest(actor, round.requestId, tx)
  if (!request) return null
  if (await askedIt(actor, tx, request, round)) {
    const denied = { action: 'draw.seal', objectType: 'drawRound', objectId: roundId }
    throw new Refusal('refused', OWN, undefined, denied)
  }
  return { round, request }
}

/**
 * 重新封存: ends the seal of a round before it is drawn from, with the reason that every later one of the round lists: because
 * somebody who keeps his words himself cannot show them any more, or is not there. The worker seals the round anew.
 * @throws Refusal notFound; refused for who asked for it, once all three have shown theirs, and once it was drawn from or has
 *   ended
 */
export async function endSealByHand(actor: Actor, { sealId, opinion }: EndSeal): Promise<null> {
  const subject = { type: 'drawSeal', id: sealId }
  await allow(actor, 'draw.seal', subject)
  const done = await writeTx(actor, async tx => {
    const seal = await tx.drawSeal.findUnique({ where: { id: sealId }, select: { roundId: true } })
    if (!seal || !(await held(actor, tx, seal.roundId))) return false
    const now = await tx.drawSeal.findUniqueOrThrow({
      where: { id: sealId },
      select: { endedAt: true, contributions: true, draw: { select: { id: true } } },
    })
    if (now.endedAt) throw refused('这次封存已经结束，请刷新查看。')
    if (now.draw) throw refused('已经从这次封存抽取。需要重来的，请宣布抽取无效。')
    if (shownBy(actor, now.contributions)) throw refused(DECIDED)
    await endSeal(actor, tx, seal.roundId, { reason: opinion, byHand: true })
    return true
  })
  return done ? null : deny(actor, 'draw.seal', subject)
}

/**
 * 再试一次: has the worker seal a round again that could not be sealed.
 * @throws Refusal notFound; refused for who asked for it, and where nothing hinders
 */
export async function sealAgain(actor: Actor, { roundId }: SealAgain): Promise<null> {
  const subject = { type: 'drawRound', id: roundId }
  await allow(actor, 'draw.seal', subject)
  const done = await writeTx(actor, async tx => {
    const found = await held(actor, tx, roundId)
    if (!found) return false
    if (found.round.sealTrouble === null) throw refused('系统已经在封存，请稍后刷新查看。')
    await tx.drawRound.update({ where: { id: roundId }, data: { sealTrouble: null } })
    const event = { action: 'draw.sealAgain', objectType: 'drawRound', objectId: roundId, result: 'done' } as const
    await audit(tx, actor, { ...event, detail: { why: found.round.sealTrouble } })
    return true
  })
  return done ? null : deny(actor, 'draw.seal', subject)
}

/**
 * 停止计算: calls off the lottery that the worker reckons of a round. Nothing is sealed; the round waits until somebody has it
 * tried again, or sends it anew.
 * @throws Refusal notFound; refused for who asked for it, and where nothing is reckoned any more
 */
export async function stopSealing(actor: Actor, { roundId }: StopSealing): Promise<null> {
  const subject = { type: 'drawRound', id: roundId }
  await allow(actor, 'draw.seal', subject)
  const done = await writeTx(actor, async tx => {
    const found = await held(actor, tx, roundId)
    if (!found) return false
    const sealed = await tx.drawSeal.count({ where: { roundId, endedAt: null } })
    if (found.round.sealTrouble !== null || sealed > 0 || !(await endReckoning(actor, tx, { key: sealKey(roundId) })))
      throw refused('现在没有在计算，请刷新查看。')
    const why: SealTrouble = 'calledOff'
    await tx.drawRound.update({ where: { id: roundId }, data: { sealTrouble: why, sealTriedAt: now() } })
    const event = { action: 'draw.sealStop', objectType: 'drawRound', objectId: roundId, result: 'done' } as const
    await audit(tx, actor, event)
    return true
  })
  return done ? null : deny(actor, 'draw.seal', subject)
}
