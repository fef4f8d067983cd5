import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { describeError, log } from '@/lib/platform/log'
import { Prisma } from '@/prisma/generated/client'
import { lotteryInThread } from './engine/fair/in-thread'
import type { FairLottery, FairMethod } from './engine/fair/lottery'
import type { Progress } from './engine/fair/progress'
import type { Problem } from './engine/problem'
import { BEAT_MS, CalledOff, GONE_MS, lastingWords, progressWords, type Reckoning } from './reckoning.rules'

/** A row that says that something is reckoned; whoever reckoned under this key before ends at his next look. */
export async function beginReckoning(_actor: Actor, key: string, roundId: string): Promise<string> {
  const { askHash } = await db().drawRound.findUniqueOrThrow({ where: { id: roundId }, select: { askHash: true } })
  const run = newId()
  const begun = { run, roundId, askHash, beganAt: now(), toldAt: now() }
  const blank = { progress: Prisma.DbNull, answer: Prisma.DbNull }
  await db().drawReckoning.upsert({
    where: { key },
    create: { key, ...begun },
    update: { ...begun, ...blank },
    select: { key: true },
  })
  return run
}

/** Says that it goes on, and how far it is. @returns whether anybody still wants it */
async function wanted(run: string, progress: Progress | null): Promise<boolean> {
  const said = progress && JSON.stringify(progress)
  const told = await db().$executeRaw`
    UPDATE draw_reckoning g SET told_at = ${now()}, progress = ${said}::jsonb
    FROM draw_round d
    WHERE g.run = ${run}::uuid AND d.id = g.round_id AND d.status IN ('requested', 'approved')
      AND d.ask_hash IS NOT DISTINCT FROM g.ask_hash AND (g.key LIKE 'trial:%' OR d.seal_trouble IS NULL)`
  return told > 0
}

/**
 * A lottery reckoned in its thread, with a row beside it that says how far it is; it ends when nobody wants it any more.
 * @param run of `beginReckoning`; the caller removes the row
 * @throws as `lotteryInThread`; CalledOff
 */
export async function reckonLottery(
  _actor: Actor,
  run: string,
  problem: Problem,
  method: FairMethod,
): Promise<FairLottery> {
  const control = new AbortController()
  let progress: Progress | null = null
  let asking = false
  const look = async () => {
    if (asking) return
    asking = true
    try {
      if (!(await wanted(run, progress))) control.abort(new CalledOff())
    } catch (error) {
      // a lottery of minutes is not given up because the database was busy for a moment
      log.error(describeError(error), 'how far a lottery is could not be said')
    } finally {
      asking = false
    }
  }
  const beat = setInterval(look, BEAT_MS)
  try {
    const watch = (told: Progress) => {
      progress = told
    }
    return await lotteryInThread(problem, method, { signal: control.signal, watch })
  } finally {
    clearInterval(beat)
  }
}

/** What there is under a key, as one look sees it: the answer of one that is over, or how far it is. */
export type Looked = {
  roundId: string
  answer: Prisma.JsonValue
  /** null: it is over, or whoever reckoned it has ended without a word */
  reckoning: Reckoning | null
}

/** @param whole false for whoever asks */
export async function reckoningOf(_actor: Actor, key: string, whole: boolean): Promise<Looked | null> {
  const row = await db().drawReckoning.findUnique({ where: { key } })
  if (!row) return null
  const { roundId, answer, beganAt: since, toldAt, progress } = row
  const at = now()
  if (answer !== null || at.getTime() - toldAt.getTime() > GONE_MS) return { roundId, answer, reckoning: null }
  const words = progressWords(progress as Progress | null, whole)
  return { roundId, answer, reckoning: { since, lasting: lastingWords(since, at), words } }
}

/** It is over, or not wanted: whoever still reckons it ends at his next look. @param run of one alone, whatever its key */
export async function endReckoning(
  _actor: Actor,
  tx: Pick<Tx, 'drawReckoning'>,
  which: { key: string } | { run: string },
): Promise<boolean> {
  const { count } = await tx.drawReckoning.deleteMany({ where: which })
  return count > 0
}

/** What nobody came back for, and what was left behind by a process that ended, an hour later. */
export async function clearReckonings(_actor: Actor): Promise<void> {
  await db().drawReckoning.deleteMany({ where: { toldAt: { lt: new Date(now().getTime() - 3_600_000) } } })
}
