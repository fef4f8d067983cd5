import 'server-only'
import { randomBytes } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { canonicalJson } from '@/lib/platform/canonical'
import { now } from '@/lib/platform/clock'
import { encryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { describeError, log } from '@/lib/platform/log'
import { attempt } from './attempt'
import { compareBeside } from './conflict.dal'
import { drawnForSchema } from './drawn.schema'
import type { FairLottery, FairMethod } from './engine/fair/lottery'
import { NoPanel } from './engine/fair/no-panel'
import type { Problem } from './engine/problem'
import { TooLarge } from './engine/too-large'
import { lockRound, nextPlace } from './lock.dal'
import { poolOf } from './pool.dal'
import type { Pool } from './pool.rules'
import { beginReckoning, clearReckonings, endReckoning, reckonLottery } from './reckoning.dal'
import { CalledOff, GONE_MS, sealKey } from './reckoning.rules'
import { askHashOf, listHashOf } from './request-canon.rules'
import { askNames } from './request-view.dal'
import { storedRound } from './round.dal'
import { whyNotNow } from './run.rules'
import { lotterySchema, recordSchema } from './seal/certificate'
import type { Sealed } from './seal/seal'
import { type SealTrouble, sealNumber } from './seal.rules'
import { endIfOther } from './seal-end.dal'
import { poolRows, problemToSeal, sealOfPool } from './seal-problem'
import { tellSealed, tellTrouble } from './seal-tell.dal'
import { sentOf } from './sent.dal'
import { whySpecialsWait } from './special-first.dal'
import { whyWaits } from './waiting.dal'

type Stored = NonNullable<Awaited<ReturnType<typeof storedRound>>>

/** Rounds looked at in one turn of the worker. */
const TURN = 20
/** Reading a large pool takes seconds on a busy machine; nobody is held up meanwhile. */
const WITHIN = { timeout: 60_000 }

/**
 * What the worker does about 封存: seals that no longer are what was agreed to end, and every round that was agreed to
 * under a policy of lotteries is sealed.
 * @returns how many were sealed
 */
export async function keepSeals(actor: Actor): Promise<number> {
  await allow(actor, 'draw.clock')
  const stale = await db().$queryRaw<{ id: string }[]>`
    SELECT d.id::text FROM draw_seal s JOIN draw_round d ON d.id = s.round_id
    WHERE s.ended_at IS NULL AND d.status <> 'drawn' AND (d.status <> 'approved' OR d.ask_hash IS DISTINCT FROM s.ask_hash)
    ORDER BY d.id LIMIT ${TURN}`
  for (const { id } of stale)
    await attempt(id, () =>
      writeTx(
        actor,
        async tx => (await lockRound(actor, tx, id)) && endIfOther(actor, tx, id, '需求有变动，封存的内容不再相符'),
      ),
    )
  // what another worker reckons is left to him: each would call the other's off, and a long lottery would never be done
  const heard = new Date(now().getTime() - GONE_MS)
  const waiting = await db().$queryRaw<{ id: string }[]>`
    SELECT d.id::text FROM draw_round d JOIN policy_version p ON p.id = d.policy_version_id
      JOIN draw_request r ON r.id = d.request_id
    WHERE d.status = 'approved' AND d.kind <> 'special' AND d.seal_trouble IS NULL AND r.session_from > ${now()}
      AND p.data #>> '{draw,method}' IN ('maximin', 'leximin')
      AND NOT EXISTS (SELECT 1 FROM draw_seal s WHERE s.round_id = d.id AND s.ended_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM draw_reckoning g WHERE g.key = ${sealKey('')} || d.id::text
        AND g.ask_hash IS NOT DISTINCT FROM d.ask_hash AND g.told_at > ${heard})
    ORDER BY d.id LIMIT ${TURN}`
  let sealed = 0
  for (const { id } of waiting) if (await attempt(id, () => sealRound(actor, id))) sealed += 1
  await clearReckonings(actor)
  return sealed
}

/** What was reckoned of a round, with nothing held. */
type Ready = { before: Stored; method: FairMethod; attempt: number; pool: Pool; sealed: Sealed; began: number } & {
  lottery: FairLottery
  expertOf: ReadonlyMap<string, string>
  secret: string
  salt: string
}

async function sealRound(actor: Actor, roundId: string): Promise<boolean> {
  const began = performance.now()
  const before = await storedRound(actor, db(), roundId)
  const method = before?.asked.policy.draw.method
  if (!before || !method || method === 'uniform' || (await whyNotSealed(actor, db(), before))) return false
  await compareBeside(actor, before.request.id)
  const pool = await db().$transaction(tx => poolOf(actor, tx, before.asked), WITHIN)
  const [secret, salt] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]
  const { problem, expertOf } = problemToSeal(pool, salt)
  const lottery = pool.types.length > 0 ? await lotteryOf(actor, roundId, problem, method) : 'nobody'
  if (lottery === null) return false
  if (typeof lottery === 'string') return keepTrouble(actor, before, lottery)
  const earlier = await db().drawSeal.findMany({
    where: { roundId },
    ...{ select: { number: true, seal: true, endReason: true }, orderBy: { attempt: 'asc' } },
  })
  const number = sealNumber(before.request.number, before.round.number, earlier.length + 1)
  const names = await askNames(actor, before.asked.policy)
  const sealed = sealOfPool(pool, problem, lottery, {
    ...{ number, secret, names, askHash: before.round.askHash! },
    earlier: earlier.map(one => ({ number: one.number, seal: one.seal, reason: one.endReason ?? '' })),
  })
  // found out now, and not when all three have shown theirs
  if (!recordSchema.safeParse(sealed.record).success || !lotterySchema.safeParse(sealed.lottery).success)
    return keepTrouble(actor, before, 'failed')
  const ready = { before, method, attempt: earlier.length + 1, pool, sealed, began, lottery, expertOf, secret, salt }
  return writeTx(actor, tx => keep(actor, tx, ready), WITHIN)
}

/** Why a round is not sealed now, whatever its pool: it is over, or somebody has still to decide about it. */
async function whyNotSealed(actor: Actor, tx: Tx, { round, request }: Stored): Promise<string | null> {
  if (round.status !== 'approved' || round.sealTrouble !== null) return 'not waiting'
  if (round.askHash !== askHashOf(await sentOf(actor, tx, request, round))) return 'not as sent'
  const late = whyNotNow({ kind: round.kind, request }, now())
  return late ?? (await whyWaits(actor, tx, request.id)) ?? whySpecialsWait(actor, tx, round)
}

/** The lottery, or why there is none; null: nobody wants it any more. */
async function lotteryOf(
  actor: Actor,
  roundId: string,
  problem: Problem,
  method: FairMethod,
): Promise<FairLottery | SealTrouble | null> {
  const run = await beginReckoning(actor, sealKey(roundId), roundId)
  try {
    return await reckonLottery(actor, run, problem, method)
  } catch (error) {
    if (error instanceof CalledOff) return null
    if (error instanceof NoPanel) return 'infeasible'
    if (error instanceof TooLarge) return 'tooLarge'
    log.error(describeError(error), 'the lottery of a draw was not made')
    return 'failed'
  } finally {
    await endReckoning(actor, db(), { run })
  }
}

/** The round as it was looked at, held still; null where anything of it has changed meanwhile. */
async function same(actor: Actor, tx: Tx, { round }: Stored): Promise<Stored | null> {
  if (!(await lockRound(actor, tx, round.id))) return null
  const stored = (await storedRound(actor, tx, round.id))!
  if (stored.round.askHash !== round.askHash || (await whyNotSealed(actor, tx, stored))) return null
  return (await tx.drawSeal.count({ where: { roundId: round.id, endedAt: null } })) === 0 ? stored : null
}

async function keep(actor: Actor, tx: Tx, ready: Ready): Promise<boolean> {
  const { before, pool, sealed, lottery, expertOf, secret, salt } = ready
  const stored = await same(actor, tx, before)
  const roundId = before.round.id
  if (!stored || (await tx.drawSeal.count({ where: { roundId } })) !== ready.attempt - 1) return false
  const { request, round } = stored
  const id = newId()
  const { record, seal, leaves } = sealed
  const place = await nextPlace(actor, tx)
  const listHash = listHashOf(await sentOf(actor, tx, request, round))
  await tx.drawSeal.create({
    data: {
      ...{ id, roundId, attempt: ready.attempt, number: record.number, seal, listHash, askHash: round.askHash!, place },
      record: canonicalJson(record),
      lottery: Buffer.from(canonicalJson(sealed.lottery)),
      leaves: Buffer.from(canonicalJson(leaves)),
      expertIds: leaves.map(({ sign }) => expertOf.get(sign)!),
      pool: poolRows(pool, lottery, expertOf) as object[],
      secretCipher: encryptField(secret, { table: 'draw_seal', id, column: 'secret' }),
      saltCipher: encryptField(salt, { table: 'draw_seal', id, column: 'salt' }),
      counts: pool.counts as object[],
      asked: drawnForSchema.parse({ panels: pool.panels, caps: pool.caps }),
      sealedAt: now(),
      took: Math.round(performance.now() - ready.began),
    },
    select: { id: true },
  })
  const detail = { seal: record.number, hash: seal, method: ready.method, people: leaves.length, round: round.number }
  await audit(tx, actor, { action: 'draw.seal', objectType: 'drawSeal', objectId: id, result: 'done', detail })
  await tellSealed(actor, tx, { request, round, seal: { id, number: record.number } })
  return true
}

/** Nothing can be sealed of the round as it stands: kept with it, and said once to who can mend it. */
const keepTrouble = (actor: Actor, before: Stored, why: SealTrouble): Promise<boolean> =>
  writeTx(actor, async tx => {
    const stored = await same(actor, tx, before)
    if (!stored) return false
    const { request, round } = stored
    await tx.drawRound.update({ where: { id: round.id }, data: { sealTrouble: why, sealTriedAt: now() } })
    const event = { action: 'draw.seal', objectType: 'drawRound', objectId: round.id, result: 'failed' } as const
    await audit(tx, actor, { ...event, detail: { why, round: round.number } })
    await tellTrouble(actor, tx, { request, round, why })
    return false
  })
