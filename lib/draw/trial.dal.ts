import 'server-only'
import { randomBytes } from 'node:crypto'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { isWithin } from '@/lib/auth/limits'
import { db } from '@/lib/platform/db'
import { refused, tooMany } from '@/lib/platform/errors'
import { describeError, log } from '@/lib/platform/log'
import { drawFair } from './engine/fair/draw'
import type { FairMethod } from './engine/fair/lottery'
import { NoPanel } from './engine/fair/no-panel'
import { TooLarge } from './engine/too-large'
import { outcomeFeatures } from './outcome.rules'
import { poolOf } from './pool.dal'
import { problemOf } from './problem'
import { beginReckoning, endReckoning, reckoningOf, reckonLottery } from './reckoning.dal'
import { CalledOff, trialKey } from './reckoning.rules'
import { askedIt, findRequest } from './request-scope.dal'
import { type AskedRound, storedRound } from './round.dal'
import type { Trial, TrialState } from './run.dto'
import type { TryDraw } from './run.schema'
import { wordsIn } from './value-words'

/**
 * Begins a 试算 (B3): one made-up draw of a round as the pool is now, by a seed of its own that is thrown away, so that who
 * approves sees what a list looks like in structure. Nobody is drawn, no name leaves, nothing of it is used by the draw;
 * that it was made is recorded, and so many a day are. The lottery may take minutes, so it is reckoned behind the answer;
 * somebody has one at a time, and the next ends the one before.
 * @throws Refusal notFound; refused for his own request, where all lists are equally likely, and once it was drawn; tooMany
 */
export async function tryDraw(actor: Actor, { roundId }: TryDraw): Promise<TrialState> {
  const subject = { type: 'drawRound', id: roundId }
  await allow(actor, 'draw.approve', subject)
  const stored = await storedRound(actor, db(), roundId)
  if (!stored || !(await findRequest(actor, stored.request.id))) return deny(actor, 'draw.approve', subject)
  const { round, request, asked } = stored
  if (await askedIt(actor, db(), request, round)) throw refused('这是您自己提出的需求，不能试算。')
  const { method } = asked.policy.draw
  if (method === 'uniform') throw refused('按这份需求的规定，每种名单的机会相同，不用试算。')
  if (round.status !== 'requested' && round.status !== 'approved')
    throw refused('这一轮现在不等待审批或抽取，不能试算。')
  if (!(await isWithin('drawTrial', accountOf(actor) ?? ''))) throw tooMany('今天的试算次数用完了，明天可以再试。')
  await writeTx(actor, tx =>
    audit(tx, actor, { action: 'draw.trial', objectType: 'drawRound', objectId: roundId, result: 'done' }),
  )
  const run = await beginReckoning(actor, keyOf(actor), roundId)
  void behind(actor, run, asked, method)
  return trialOf(actor, { roundId })
}

/** Reckons it and keeps what comes of it until it is read; nobody waits for it. */
async function behind(actor: Actor, run: string, asked: AskedRound, method: FairMethod): Promise<void> {
  try {
    const answer = await madeUp(actor, run, asked, method)
    await db().drawReckoning.updateMany({ where: { run }, data: { answer } })
  } catch (error) {
    log.error(describeError(error), 'what a trial came to could not be kept')
  }
}

type Answer = { trial: Trial } | { why: string }

async function madeUp(actor: Actor, run: string, asked: AskedRound, method: FairMethod): Promise<Answer> {
  try {
    const pool = await poolOf(actor, db(), asked)
    const lottery = await reckonLottery(actor, run, problemOf(pool), method)
    const { panels } = drawFair(lottery, randomBytes(32).toString('hex'))
    const words = wordsIn(asked.policy)
    const trial = pool.panels.map((panel, at) => ({
      name: panel.name,
      size: panels[at]!.length,
      features: outcomeFeatures(panel, at, pool.types, new Set(panels[at]!), words),
    }))
    return { trial }
  } catch (error) {
    if (error instanceof NoPanel) return { why: '按现在的要求抽不出来，请看抽取检查的结果。' }
    if (error instanceof TooLarge) return { why: '人选的类别太多，抽签方案算不出来，不能试算。请看抽取检查的结果。' }
    if (error instanceof CalledOff) return { why: '需求刚刚有变动，或者又开始了一次试算，这一次没有算完。' }
    log.error(describeError(error), 'the lottery of a trial was not made')
    return { why: '没有算成，不是您的问题。请再试一次。' }
  }
}

const keyOf = (actor: Actor): string => trialKey(accountOf(actor) ?? '')

/** How far somebody's own 试算 of a round is, or what it has come to; it is kept for an hour. @throws Refusal notFound */
export async function trialOf(actor: Actor, { roundId }: TryDraw): Promise<TrialState> {
  await allow(actor, 'draw.approve', { type: 'drawRound', id: roundId })
  const found = await reckoningOf(actor, keyOf(actor), true)
  if (found?.roundId !== roundId) return { state: 'none' }
  const answer = found.answer as Answer | null
  if (answer) return 'trial' in answer ? { state: 'done', ...answer } : { state: 'failed', ...answer }
  return found.reckoning
    ? { state: 'reckoning', reckoning: found.reckoning }
    : { state: 'failed', why: '系统重新启动过，这一次没有算完。请再试一次。' }
}

/** 取消试算: it ends at its next look, and what it came to is forgotten. @throws Refusal notFound */
export async function stopTrial(actor: Actor, { roundId }: TryDraw): Promise<null> {
  await allow(actor, 'draw.approve', { type: 'drawRound', id: roundId })
  await endReckoning(actor, db(), { key: keyOf(actor) })
  return null
}
