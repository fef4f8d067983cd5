import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { sha256 } from '@/lib/platform/ids'
import type { Draw } from '@/prisma/generated/client'
import { drawnForSchema } from './drawn.schema'
import { sealedOrder } from './engine/order'
import type { Problem } from './engine/problem'
import { ENGINE_VERSION, Lottery } from './engine/select'
import { problemHash, selectionHash, signedProblem, signer } from './problem'
import { storedRound } from './round.dal'
import { sealedRecordOf } from './seal-check.dal'
import { UNREADABLE, unlessUnreadable } from './unreadable'

type Stored = NonNullable<Awaited<ReturnType<typeof storedRound>>>

/** What was sealed with a draw, opened: the problem as it was drawn, and who stands behind its signs. */
export type Sealed = Pick<Stored, 'round' | 'request' | 'asked'> & {
  draw: Draw
  seed: string
  problem: Problem
  sign: (expertId: string) => string
  /** the expert behind a sign */
  expertOf: ReadonlyMap<string, string>
}

/** Puts the problem of a draw together again from what was stored. For callers who have asked the gate. */
export async function sealedOf(actor: Actor, tx: Tx, drawId: string): Promise<Sealed> {
  const draw = await tx.draw.findUniqueOrThrow({ where: { id: drawId } })
  const stored = (await storedRound(actor, tx, draw.roundId))!
  const open = (column: 'seed' | 'salt') =>
    decryptField(column === 'seed' ? draw.seedCipher : draw.saltCipher, { table: 'draw', id: drawId, column })
  const rows = await tx.drawPool.findMany({ where: { drawId }, orderBy: { position: 'asc' } })
  const types = rows.map(row => ({ ...row, features: row.features as Record<string, string> }))
  const sign = signer(open('salt'))
  const drawnFor = drawnForSchema.parse(draw.asked)
  const { problem, expertOf } = signedProblem({ ...drawnFor, types }, sign)
  const asked = { ...stored.asked, ...drawnFor }
  return { ...stored, asked, draw, seed: open('seed'), problem, sign, expertOf }
}

/** The order that decides who follows; it stands in the hash of the selection. */
export const orderOf = (_actor: Actor, { problem, seed }: Sealed): string[] => sealedOrder(problem, seed)

/** A draw reckoned again from its record alone; `broken`: what does not come out as it was written down. */
export type DrawRecord = Sealed & { panels: readonly (readonly string[])[]; broken: string[] }

/**
 * Reckons a draw again: problem, seed and version give the panel, and the panel is who has the seats. For callers who
 * have asked the gate.
 */
export async function recordOf(actor: Actor, tx: Tx, drawId: string): Promise<DrawRecord> {
  const sealed = await sealedOf(actor, tx, drawId)
  const { draw, problem, seed, asked, expertOf } = sealed
  const broken: string[] = []
  if (draw.engineVersion !== ENGINE_VERSION)
    broken.push(`抽取程序是第 ${draw.engineVersion} 版，这里是第 ${ENGINE_VERSION} 版`)
  if (sha256(seed) !== draw.seedHash) broken.push('种子与登记的校验值不符')
  if (problemHash(problem) !== draw.problemHash) broken.push('候选名单、条件或结构要求与登记的校验值不符')
  const selection = drawAgain(problem, seed)
  if (!selection || selectionHash(selection) !== draw.selectionHash) broken.push('重新计算的结果与登记的校验值不符')
  const panels = selection?.panels.map(signs => signs.map(sign => expertOf.get(sign)!)) ?? []
  const seats = await tx.drawSeat.findMany({ where: { drawId, kind: 'panel' }, orderBy: { rank: 'asc' } })
  const seated = asked.panels.map(({ groupId }) =>
    seats.filter(seat => seat.groupId === groupId).map(seat => seat.expertId),
  )
  if (JSON.stringify(seated) !== JSON.stringify(panels)) broken.push('抽中的专家与重新计算的结果不是同一批人')
  return { ...sealed, panels, broken }
}

function drawAgain(problem: Problem, seed: string) {
  try {
    return new Lottery(problem).draw(seed)
  } catch {
    return null
  }
}

/** A draw of whichever kind reckoned again: who was drawn, by group, and what does not come out. As `recordOf`. */
export async function checkedDraw(
  actor: Actor,
  tx: Tx,
  drawId: string,
): Promise<Pick<DrawRecord, 'panels' | 'broken'>> {
  const { sealId } = await tx.draw.findUniqueOrThrow({ where: { id: drawId }, select: { sealId: true } })
  const record = () => (sealId ? sealedRecordOf(actor, tx, drawId) : recordOf(actor, tx, drawId))
  return (await unlessUnreadable(record)) ?? { panels: [], broken: [UNREADABLE] }
}

/** Ids and numbers of draws, the oldest first: of one request, or a page of all. For the operator's commands. */
export async function drawsOf(_actor: Actor, given: { number: string } | { after?: string; take: number }) {
  const rows = await db().draw.findMany({
    where:
      'number' in given
        ? { round: { request: { number: given.number } } }
        : given.after
          ? { id: { gt: given.after } }
          : {},
    orderBy: { id: 'asc' },
    ...('take' in given && { take: given.take }),
    include: { round: { select: { number: true, request: { select: { number: true } } } } },
  })
  return rows.map(({ id, attempt, drawnAt, voidedAt, engineVersion, problemHash, selectionHash, round }) => ({
    ...{ id, attempt, drawnAt, voidedAt, engineVersion, problemHash, selectionHash },
    ...{ round: round.number, number: round.request.number },
  }))
}
