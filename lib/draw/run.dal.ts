import 'server-only'
import { randomBytes } from 'node:crypto'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { requireStepUp } from '@/lib/auth/step-up'
import { now } from '@/lib/platform/clock'
import { encryptField } from '@/lib/platform/crypto'
import { db, type Tx, timedOut } from '@/lib/platform/db'
import { conflict, Refusal, refused } from '@/lib/platform/errors'
import { newId, sha256 } from '@/lib/platform/ids'
import { drawMachine } from '@/lib/workflow/draw.machine'
import { drawRoundMachine } from '@/lib/workflow/draw-round.machine'
import { recordBeginning, transition } from '@/lib/workflow/transition.dal'
import { compareBeside, freshConflicts } from './conflict.dal'
import { drawnForSchema } from './drawn.schema'
import { lockDraws, lockRound } from './lock.dal'
import { poolOf } from './pool.dal'
import type { Pool } from './pool.rules'
import type { DrawAnswer, DrawnSeat } from './reckon'
import { reckonDraw } from './reckon-place'
import { askHashOf, listHashOf } from './request-canon.rules'
import { notAsSent } from './request-ready.rules'
import { askedIt } from './request-scope.dal'
import { storedRound } from './round.dal'
import { whyNotNow } from './run.rules'
import type { RunDraw } from './run.schema'
import { type Chosen, chooseSealed, type ReadySeal, readySeal, whyNotFromSeal } from './sealed-run.dal'
import { tellShort } from './seat-tell.dal'
import { sentOf } from './sent.dal'
import { agreedTo, seatBeside, whySpecialsWait } from './special-first.dal'
import { whyWaits } from './waiting.dal'

type Stored = NonNullable<Awaited<ReturnType<typeof storedRound>>>
/** `already`: another operator was first, and this is what he drew. */
export type Drawn = {
  drawId: string
  attempt: number
  already: boolean
  /** places for which nobody was left, of a draw from a seal */
  open: number
}

/** A busy machine takes long for a large draw; that it gave up after twenty seconds would help nobody who waits. */
const WITHIN = { timeout: 60_000 }

/**
 * 抽取: the pool is read once more, a seed is made, one of all panels is chosen, and everything that shows it is written
 * down, in one transaction. It cannot be repeated: who comes second gets what the first has drawn.
 * @throws Refusal notFound; refused for who had a hand in the request, for a session that has begun, and when the pool
 *   cannot serve (nothing is written then but the event); stepUp; conflict
 */
export async function runDraw(actor: Actor, { roundId, version }: RunDraw): Promise<Drawn> {
  const began = performance.now()
  const subject = { type: 'drawRound', id: roundId }
  await allow(actor, 'draw.run', subject)
  await compareFirst(actor, roundId)
  const ready = await readySeal(actor, roundId)
  const outcome = await writeTx(
    actor,
    async tx => {
      if (!(await lockRound(actor, tx, roundId))) return null
      const stored = (await storedRound(actor, tx, roundId))!
      const { round, request, asked } = stored
      const first = await tx.draw.findFirst({ where: { roundId, voidedAt: null } })
      if (first) return { drawId: first.id, attempt: first.attempt, already: true, open: 0 }
      if (round.version !== version) throw conflict('这一轮刚刚有变化，请刷新后再抽取。')
      const sent = await sentOf(actor, tx, request, round)
      if (round.askHash !== askHashOf(sent)) throw refused(notAsSent.draw)
      const waits = (await whyWaits(actor, tx, request.id)) ?? (await whySpecialsWait(actor, tx, round))
      if (waits) throw refused(waits)
      const facts = await factsOf(actor, tx, stored, ready)
      const policyVersionId = round.policyVersionId
      const step = { event: 'draw', facts, policyVersionId } as const
      const { id, status } = round
      await transition(actor, tx, {
        ...step,
        machine: drawRoundMachine,
        subject: { type: 'drawRound', id, status, version },
      })
      if (round.kind === 'first')
        await transition(actor, tx, {
          ...step,
          machine: drawMachine,
          subject: { type: 'draw', id: request.id, status: request.status, version: request.version },
        })
      await requireStepUp(actor, { action: 'draw.run', objectId: roundId }, tx)
      // as late as can be: others wait for it
      await lockDraws(actor, tx)
      await freshConflicts(actor, tx, request.id)
      if (round.kind === 'first') await seatBeside(actor, tx, request)
      const pool = await poolOf(actor, tx, asked)
      const from = asked.policy.draw.method === 'uniform' ? null : ready
      const drawn = await choose(actor, tx, { ...stored, listHash: listHashOf(sent) }, pool, { began, ready: from })
      return { ...drawn, already: false }
    },
    WITHIN,
  )
  return outcome ?? deny(actor, 'draw.run', subject)
}

/** Compares what has changed before anything is held: under the lock there is as good as nothing left to compare. */
async function compareFirst(actor: Actor, roundId: string): Promise<void> {
  const waiting = { id: roundId, status: 'approved' } as const
  const round = await db().drawRound.findFirst({ where: waiting, select: { requestId: true } })
  try {
    if (round) await compareBeside(actor, round.requestId)
  } catch (error) {
    // somebody holds the request: whoever draws it waits for him, and says so
    if (!timedOut(error)) throw error
  }
}

async function factsOf(actor: Actor, tx: Tx, { round, request, asked }: Stored, ready: ReadySeal | null) {
  if (await agreedTo(actor, tx, round)) {
    const denied = { action: 'draw.run', objectType: 'drawRound', objectId: round.id }
    throw new Refusal('refused', '这是您同意的需求，要由别人抽取。', undefined, denied)
  }
  const late = whyNotNow({ kind: round.kind, request }, now())
  const blocked = late ?? (await whyNotReady(actor, tx, { round, asked }, ready))
  return { own: await askedIt(actor, tx, request, round), blocked }
}

/** Why a round is not drawn yet by the way its policy says; null: it can be. */
async function whyNotReady(
  actor: Actor,
  tx: Tx,
  { round, asked }: Pick<Stored, 'round' | 'asked'>,
  ready: ReadySeal | null,
): Promise<string | null> {
  if (asked.policy.draw.method === 'uniform') return null
  // between looking and locking the last of the three may have shown his
  return (await whyNotFromSeal(actor, tx, round.id)) ?? (ready ? null : '三方内容刚刚公开，请再点一次「抽取」。')
}

/** One set of panels, drawn now or out of what was sealed, with the record of how it came about. */
async function choose(
  actor: Actor,
  tx: Tx,
  stored: Stored & { listHash: string },
  pool: Pool,
  { began, ready }: { began: number; ready: ReadySeal | null },
) {
  const { round, request } = stored
  const drawId = newId()
  const chosen = ready
    ? await chooseSealed(actor, tx, { ...stored, drawId }, pool, ready)
    : await chooseUniform(actor, { ...stored, drawId }, pool)
  const attempt = (await tx.draw.count({ where: { roundId: round.id } })) + 1
  await tx.draw.create({
    data: {
      ...{ ...chosen.row, id: drawId, roundId: round.id, attempt },
      ...{ operatorId: accountOf(actor)!, operatorName: signatureOf(actor).name, drawnAt: now() },
      took: Math.round(performance.now() - began),
    },
  })
  await tx.$executeRaw`
    INSERT INTO draw_pool (draw_id, position, panels, features, expert_ids, units, chances)
    SELECT ${drawId}::uuid, r.position, r.panels, r.features, r.expert_ids, r.units, r.chances
    FROM json_to_recordset(${chosen.pool}::json)
      AS r(position int, panels int[], features jsonb, expert_ids uuid[], units text[], chances float8[])`
  await seat(actor, tx, { round, request, drawId, pool, seats: chosen.seats })
  const { engineVersion, method, seedHash, problemHash, selectionHash, listHash } = chosen.row
  const hashes = { seedHash, problemHash, selectionHash, listHash }
  const open = chosen.open.reduce((sum, count) => sum + count, 0)
  const detail = { attempt, number: request.number, round: round.number, engineVersion, method, ...hashes, open }
  await audit(tx, actor, { action: 'draw.run', objectType: 'draw', objectId: drawId, result: 'done', detail })
  await tellOpen(actor, tx, { request, drawId, pool, open: chosen.open })
  return { drawId, attempt, open }
}

/** One set of panels of all, each equally likely, by a fresh seed. */
async function chooseUniform(
  actor: Actor,
  { round, listHash, drawId }: Stored & { listHash: string; drawId: string },
  { panels, caps, types, counts }: Pool,
): Promise<Chosen> {
  const [seed, salt] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]
  const drawn = await reckonDraw({ panels, caps, types, seed, salt })
  if (drawn.why !== null) throw notDrawn(actor, round.id, drawn)
  const { engineVersion, method, ways, problemHash, selectionHash, seats, pool } = drawn
  return {
    row: {
      ...{ seedHash: sha256(seed), problemHash, selectionHash, listHash, engineVersion, method, ways },
      seedCipher: encryptField(seed, { table: 'draw', id: drawId, column: 'seed' }),
      saltCipher: encryptField(salt, { table: 'draw', id: drawId, column: 'salt' }),
      counts: counts as object[],
      asked: drawnForSchema.parse({ panels, caps }),
    },
    ...{ pool, seats, open: panels.map(() => 0) },
  }
}

/** Places for which nobody of the kind was left are said to whoever asked and those who draw: they want a 补抽. */
async function tellOpen(
  actor: Actor,
  tx: Tx,
  given: { request: Stored['request']; drawId: string; pool: Pool; open: readonly number[] },
): Promise<void> {
  const { request, drawId, pool, open } = given
  for (const [panel, count] of open.entries()) {
    if (count === 0) continue
    const group = await tx.drawGroup.findUniqueOrThrow({ where: { id: pool.panels[panel]!.groupId! } })
    const place = { id: drawId, requestId: request.id, groupId: group.id, sessionFrom: request.sessionFrom! }
    await tellShort(actor, tx, { ...place, kind: 'panel', request, group })
  }
}

/** What the engine refuses as a sentence; the attempt stays in the trail, nothing else does. */
function notDrawn(actor: Actor, roundId: string, drawn: DrawAnswer & { why: 'infeasible' | 'tooLarge' }): Refusal {
  const { why } = drawn
  const words =
    why === 'infeasible'
      ? `按现在的人选，${drawn.panels.map(name => `「${name}」`).join('、')}凑不齐所要的专家。没有抽取。请看下面的检查结果，由提出的人修改要求后重新审批。`
      : '结构要求的组合太多，系统不能逐一算清每种结果的机会，因此没有抽取。请看下面的检查结果，去掉一些结构要求后重新审批。'
  const event = { action: 'draw.run', objectType: 'drawRound', objectId: roundId, result: 'failed' } as const
  return new Refusal('refused', words, undefined, undefined, tx => audit(tx, actor, { ...event, detail: { why } }))
}

async function seat(
  actor: Actor,
  tx: Tx,
  given: Pick<Stored, 'round' | 'request'> & { drawId: string; pool: Pool; seats: readonly DrawnSeat[] },
): Promise<void> {
  const { round, request, drawId, pool, seats } = given
  const rows = seats.map(({ expertId, panel, rank, chance }) => ({
    id: newId(),
    ...{ requestId: request.id, roundId: round.id, groupId: pool.panels[panel]!.groupId!, drawId },
    ...{ expertId, kind: 'panel', rank, chance },
    ...{ sessionFrom: request.sessionFrom!, sessionTo: request.sessionTo!, statusSince: now() },
  }))
  await tx.drawSeat.createMany({ data: rows })
  const { policyVersionId } = round
  for (const { id } of rows)
    await recordBeginning(actor, tx, { type: 'drawSeat', id, status: 'drawn', policyVersionId, event: 'begin' })
}
