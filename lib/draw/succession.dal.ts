import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import type { Draw } from '@/prisma/generated/client'
import { nextFor } from './engine/replace'
import { orderOf, sealedOf } from './record.dal'
import { storedRound } from './round.dal'
import { openSeal } from './seal-open.dal'
import { type Free, sealedDraw } from './sealed-lottery'

type Stored = NonNullable<Awaited<ReturnType<typeof storedRound>>>

/** The sealed order of a draw, of whichever kind it is: what 递补 goes by. People are signs in it. */
export type Succession = Stored & {
  draw: Draw
  sign: (expertId: string) => string
  /** the expert behind a sign */
  expertOf: ReadonlyMap<string, string>
  /** who could sit in a group */
  eligible: (panel: number) => readonly string[]
  /** everybody of the pool, with what quotas and caps look at, in clear */
  people: readonly { id: string; features: Readonly<Record<string, string>> }[]
  /** who follows; null: nobody fits */
  next: (free: Free) => string | null
  /** where he stands in the order, as it is written in his seat */
  rank: (sign: string) => number
}

/** Opens the order of a draw. For callers who have asked the gate, or act for the system. */
export async function successionOf(actor: Actor, tx: Tx, drawId: string): Promise<Succession> {
  const { sealId } = await tx.draw.findUniqueOrThrow({ where: { id: drawId }, select: { sealId: true } })
  return sealId ? fromSeal(actor, tx, drawId, sealId) : fromRecord(actor, tx, drawId)
}

async function fromRecord(actor: Actor, tx: Tx, drawId: string): Promise<Succession> {
  const sealed = await sealedOf(actor, tx, drawId)
  const { draw, problem, asked, sign, expertOf, request, round } = sealed
  const order = orderOf(actor, sealed)
  return {
    ...{ draw, asked, sign, expertOf, request, round, people: problem.candidates },
    eligible: panel => problem.panels[panel]!.eligible,
    next: free => nextFor(problem, order, free),
    rank: id => order.indexOf(id),
  }
}

async function fromSeal(actor: Actor, tx: Tx, drawId: string, sealId: string): Promise<Succession> {
  const draw = await tx.draw.findUniqueOrThrow({ where: { id: drawId } })
  const stored = (await storedRound(actor, tx, draw.roundId))!
  const { sealed, asked, pool, signOf, expertOf } = await openSeal(actor, tx, sealId)
  const seed = decryptField(draw.seedCipher, { table: 'draw', id: drawId, column: 'seed' })
  const { drawn, next } = sealedDraw(sealed, seed)
  const seats = await tx.drawSeat.count({ where: { drawId } })
  const places = drawn.flat().length
  return {
    ...{ ...stored, draw, asked: { ...stored.asked, ...asked }, expertOf, next },
    sign: expertId => signOf.get(expertId) ?? '',
    eligible: panel =>
      pool.flatMap(row => (row.panels.includes(panel) ? row.expert_ids.map(id => signOf.get(id)!) : [])),
    people: pool.flatMap(({ features, expert_ids, units }) =>
      expert_ids.map((expertId, at) => ({
        id: signOf.get(expertId)!,
        features: { ...features, unit: units[at] ?? '' },
      })),
    ),
    // behind everybody who was drawn, in the order in which they come
    rank: () => Math.max(seats, places),
  }
}
