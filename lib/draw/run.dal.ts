import 'server-only'
import { randomBytes } from 'node:crypto'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { requireStepUp } from '@/lib/auth/step-up'
import { now } from '@/lib/platform/clock'
import { encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { conflict, Refusal, refused } from '@/lib/platform/errors'
import { newId, sha256 } from '@/lib/platform/ids'
import { drawMachine } from '@/lib/workflow/draw.machine'
import { drawRoundMachine } from '@/lib/workflow/draw-round.machine'
import { recordBeginning, transition } from '@/lib/workflow/transition.dal'
import { freshConflicts } from './conflict.dal'
import { drawnForSchema } from './drawn.schema'
import { Infeasible, Lottery, type Selection, type TypeChance } from './engine/select'
import { TooLarge } from './engine/too-large'
import { lockDraws, lockRound } from './lock.dal'
import { poolOf } from './pool.dal'
import type { Pool } from './pool.rules'
import { problemHash, selectionHash, signedProblem, signer } from './problem'
import { askHashOf, listHashOf } from './request-canon.rules'
import { askedIt } from './request-scope.dal'
import { storedRound } from './round.dal'
import { whyNotNow } from './run.rules'
import type { RunDraw } from './run.schema'
import { sentOf } from './sent.dal'
import { whyWaits } from './waiting.dal'

type Stored = NonNullable<Awaited<ReturnType<typeof storedRound>>>
/** `already`: another operator was first, and this is what he drew. */
export type Drawn = { drawId: string; attempt: number; already: boolean }

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
  const outcome = await writeTx(actor, async tx => {
    if (!(await lockRound(actor, tx, roundId))) return null
    const stored = (await storedRound(actor, tx, roundId))!
    const { round, request, asked } = stored
    const first = await tx.draw.findFirst({ where: { roundId, voidedAt: null } })
    if (first) return { drawId: first.id, attempt: first.attempt, already: true }
    if (round.version !== version) throw conflict('这一轮刚刚有变化，请刷新后再抽取。')
    const sent = await sentOf(actor, tx, request, round)
    if (round.askHash !== askHashOf(sent))
      throw refused('这一轮的内容与审批时不一致，不能抽取。请联系系统管理员核对数据。')
    const waits = await whyWaits(actor, tx, request.id)
    if (waits) throw refused(waits)
    const facts = await factsOf(actor, tx, stored)
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
    await freshConflicts(actor, tx, request.id)
    // as late as can be: others wait for it
    await lockDraws(actor, tx)
    const pool = await poolOf(actor, tx, asked)
    return { ...(await choose(actor, tx, { ...stored, listHash: listHashOf(sent) }, pool, began)), already: false }
  })
  return outcome ?? deny(actor, 'draw.run', subject)
}

async function factsOf(actor: Actor, tx: Tx, { round, request }: Stored) {
  if (await isSamePerson(actor, round.approvedById, tx)) {
    const denied = { action: 'draw.run', objectType: 'drawRound', objectId: round.id }
    throw new Refusal('refused', '这是您同意的需求，要由别人抽取。', undefined, denied)
  }
  const own = await askedIt(actor, tx, request, round)
  return { own, blocked: whyNotNow({ kind: round.kind, request }, now()) }
}

/** One panel of all, by a fresh seed, with the record of how it came about. */
async function choose(
  actor: Actor,
  tx: Tx,
  { round, request, listHash }: Stored & { listHash: string },
  pool: Pool,
  began: number,
) {
  const [seed, salt] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]
  const { problem, expertOf } = signedProblem(pool, signer(salt))
  const lottery = reckon(actor, round.id, () => new Lottery(problem))
  const selection = lottery.draw(seed)
  const drawId = newId()
  const attempt = (await tx.draw.count({ where: { roundId: round.id } })) + 1
  const hashes = {
    seedHash: sha256(seed),
    problemHash: problemHash(problem, lottery.types),
    selectionHash: selectionHash(selection),
    listHash,
  }
  const { engineVersion, method } = selection
  await tx.draw.create({
    data: {
      ...{ id: drawId, roundId: round.id, attempt, ...hashes, engineVersion, method },
      seedCipher: encryptField(seed, { table: 'draw', id: drawId, column: 'seed' }),
      saltCipher: encryptField(salt, { table: 'draw', id: drawId, column: 'salt' }),
      ways: String(lottery.ways),
      counts: pool.counts,
      asked: drawnForSchema.parse({ panels: pool.panels, caps: pool.caps }),
      ...{ operatorId: accountOf(actor)!, operatorName: signatureOf(actor).name, drawnAt: now() },
      took: Math.round(performance.now() - began),
    },
  })
  await keepPool(tx, drawId, lottery, expertOf)
  await seat(actor, tx, { request, round, drawId, pool, selection, lottery, expertOf })
  const detail = { attempt, number: request.number, round: round.number, engineVersion, ...hashes }
  await audit(tx, actor, { action: 'draw.run', objectType: 'draw', objectId: drawId, result: 'done', detail })
  return { drawId, attempt }
}

/** The pool with everybody's chance: those are one row whom nothing but their units tells apart and who have one chance. */
async function keepPool(
  tx: Tx,
  drawId: string,
  { chances: all }: Lottery,
  expertOf: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = new Map<string, { of: TypeChance; kind: object; expertIds: string[]; units: string[] }>()
  for (const of of all) {
    const { unit = '', ...kind } = of.type.features
    const key = JSON.stringify([of.type.panels, Object.entries(kind).sort(), of.chances])
    const row = rows.get(key) ?? { of, kind, expertIds: [], units: [] }
    rows.set(key, row)
    for (const sign of of.type.members) {
      row.expertIds.push(expertOf.get(sign)!)
      row.units.push(unit)
    }
  }
  await tx.drawPool.createMany({
    data: [...rows.values()].map(({ of, kind, expertIds, units }, position) => ({
      ...{ drawId, position, features: kind, expertIds, units },
      ...{ panels: [...of.type.panels], chances: [...of.chances] },
    })),
  })
}

/** What the engine refuses as sentences; the attempt stays in the trail, nothing else does. */
function reckon<T>(actor: Actor, roundId: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const why =
      error instanceof Infeasible
        ? `按现在的人选，${error.panels.map(name => `「${name}」`).join('、')}凑不齐所要的专家。没有抽取。请看下面的检查结果，由提出的人修改要求后重新审批。`
        : error instanceof TooLarge
          ? '结构要求的组合太多，系统不能逐一算清每种结果的机会，因此没有抽取。请看下面的检查结果，去掉一些结构要求后重新审批。'
          : null
    if (why === null) throw error
    const what = error instanceof Infeasible ? 'infeasible' : 'tooLarge'
    const event = { action: 'draw.run', objectType: 'drawRound', objectId: roundId, result: 'failed' } as const
    throw new Refusal('refused', why, undefined, undefined, tx => audit(tx, actor, { ...event, detail: { why: what } }))
  }
}

async function seat(
  actor: Actor,
  tx: Tx,
  given: Pick<Stored, 'round' | 'request'> & {
    drawId: string
    pool: Pool
    selection: Selection
    lottery: Lottery
    expertOf: ReadonlyMap<string, string>
  },
): Promise<void> {
  const { round, request, drawId, pool, selection, lottery, expertOf } = given
  const rank = new Map(selection.order.map((sign, at) => [sign, at]))
  const seats = selection.panels.flatMap((signs, panel) => signs.map(sign => ({ sign, panel })))
  const wanted = new Set(seats.map(({ sign }) => sign))
  const chances = new Map(
    lottery.chances.flatMap(({ type, chances }) =>
      type.members.flatMap(sign => (wanted.has(sign) ? [[sign, chances] as const] : [])),
    ),
  )
  const rows = seats.map(({ sign, panel }) => ({
    id: newId(),
    ...{ requestId: request.id, roundId: round.id, groupId: pool.panels[panel]!.groupId!, drawId },
    ...{ expertId: expertOf.get(sign)!, kind: 'panel', rank: rank.get(sign)!, chance: chances.get(sign)![panel]! },
    ...{ sessionFrom: request.sessionFrom!, sessionTo: request.sessionTo!, statusSince: now() },
  }))
  await tx.drawSeat.createMany({ data: rows })
  const { policyVersionId } = round
  for (const { id } of rows)
    await recordBeginning(actor, tx, { type: 'drawSeat', id, status: 'drawn', policyVersionId, event: 'begin' })
}
