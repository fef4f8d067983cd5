import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { encryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { sha256 } from '@/lib/platform/ids'
import type { Prisma } from '@/prisma/generated/client'
import { outNow } from './out.dal'
import type { Pool } from './pool.rules'
import { makeFile } from './reckon-place'
import type { AskedRound, storedRound } from './round.dal'
import { seedOf } from './seal/ceremony'
import { type OpenSeal, openSeal, shownBy, shownSeal, unlocked } from './seal-open.dal'
import { type SealedDraw, sealedDraw } from './sealed-lottery'
import { ranks, seatsFrom } from './sealed-seats'
import { seatedOf } from './seated.dal'
import { agreedCaps, fullIn } from './seated.rules'

type Stored = NonNullable<Awaited<ReturnType<typeof storedRound>>>

/** A round ready to be drawn from its seal, reckoned before anything is held: nothing of it can change any more. */
export type ReadySeal = {
  open: OpenSeal
  seed: string
  draw: SealedDraw
  selectionHash: string
}

/** Why a round is not drawn from its seal yet, as a sentence with the next step; null: all three have shown theirs. */
export async function whyNotFromSeal(actor: Actor, tx: Pick<Tx, 'drawSeal'>, roundId: string): Promise<string | null> {
  const seal = await tx.drawSeal.findFirst({ where: { roundId, endedAt: null }, select: { contributions: true } })
  if (!seal) return '这一轮还没有封存。封存由系统在同意以后自动办理，请稍后刷新；没有封存成功的，原因写在上面。'
  const { contributions } = seal
  if (contributions.length < 3) return '使用单位、抽取人、监督人员三方各交一份内容以后，才能抽取。'
  return shownBy(actor, contributions) ? null : '三方内容已经交齐，还有人没有公开。全部公开以后才能抽取。'
}

/** Reckons what the seal of a round draws; null where it cannot be drawn from yet. For callers who have asked the gate. */
export async function readySeal(actor: Actor, roundId: string): Promise<ReadySeal | null> {
  const row = await db().drawSeal.findFirst({ where: { roundId, endedAt: null }, select: { id: true } })
  if (!row) return null
  const open = await openSeal(actor, db(), row.id)
  const from = shownSeal(actor, open.row)
  if (!from) return null
  const seed = seedOf(open.sealed.seal, from.secret, from.contributions)
  const selectionHash = await makeFile({ make: 'certificateHash', from }, 'draws')
  return { open, seed, draw: sealedDraw(open.sealed, seed), selectionHash }
}

/** Why somebody of a seal cannot sit now, beside those who sit: by the pool as it is at this moment, and by caps. */
async function whoIsOut(actor: Actor, tx: Tx, asked: AskedRound, pool: Pool, { pool: sealedPool, expertOf }: OpenSeal) {
  const now = new Map<string, { panels: readonly number[]; features: Readonly<Record<string, string>> }>()
  for (const { panels, features, expertIds, units } of pool.types)
    expertIds.forEach((expertId, at) => {
      now.set(expertId, { panels, features: { ...features, unit: units[at] ?? '' } })
    })
  const out: Awaited<ReturnType<typeof outNow>>[] = []
  for (const panel of asked.panels.keys()) {
    const known = sealedPool.flatMap(row => (row.panels.includes(panel) ? row.expert_ids : []))
    const ids = known.filter(id => !now.get(id)?.panels.includes(panel))
    out.push(await outNow(actor, tx, asked, { panel, ids }))
  }
  const before = await seatedOf(actor, tx, asked)
  const sealedAs = new Map(
    sealedPool.flatMap(({ features, expert_ids, units }) =>
      expert_ids.map((id, at) => [id, { ...features, unit: units[at] ?? '' }] as const),
    ),
  )
  const full = asked.panels.map((_, panel) => fullIn(agreedCaps(asked), before, panel))
  /** Of somebody who is not in the pool of this moment: what keeps him out, or else something of his has changed. */
  const whyGone = (expertId: string, panel: number): string =>
    out[panel]!.get(expertId) ?? (full[panel]!(sealedAs.get(expertId)!) ? 'unitFull' : 'changed')
  const seatedAs = (sign: string, panel: number) => ({
    groupId: asked.panels[panel]!.groupId!,
    features: now.get(expertOf.get(sign)!)!.features,
  })
  return (sign: string, panel: number, sitting: readonly { sign: string; panel: number }[]): string | null => {
    const expertId = expertOf.get(sign)!
    const found = now.get(expertId)
    if (!found?.panels.includes(panel)) return whyGone(expertId, panel)
    const all = [...before, ...sitting.map(one => seatedAs(one.sign, one.panel))]
    return fullIn(agreedCaps(asked), all, panel)(found.features) ? 'unitFull' : null
  }
}

/** What `runDraw` writes of a draw, whichever way it was drawn. */
export type Chosen = {
  row: Omit<
    Prisma.DrawUncheckedCreateInput,
    'id' | 'roundId' | 'attempt' | 'operatorId' | 'operatorName' | 'drawnAt' | 'took'
  >
  /** rows of `draw_pool` as JSON */
  pool: string
  seats: { expertId: string; panel: number; rank: number; chance: number }[]
  /** places nobody of the kind is left for, by group */
  open: number[]
}

/**
 * Draws a round from its seal at this moment, under the lock of draws: who was drawn and cannot be asked any more is passed
 * over for the next of his kind, by the sealed order. Nothing is drawn again.
 * @param ready reckoned before anything was held
 * @throws Refusal refused where the seal is not the one that holds, or was made of another request
 */
export async function chooseSealed(
  actor: Actor,
  tx: Tx,
  { round, asked, listHash, drawId }: Stored & { listHash: string; drawId: string },
  pool: Pool,
  ready: ReadySeal,
): Promise<Chosen> {
  const { open, seed, draw, selectionHash } = ready
  const { row, sealed, expertOf } = open
  const holds = await tx.drawSeal.findFirst({ where: { roundId: round.id, endedAt: null }, select: { id: true } })
  if (holds?.id !== row.id || row.askHash !== round.askHash || row.listHash !== listHash)
    throw refused('封存以后内容有变动，系统会重新封存。请刷新后，等三方重新交齐再抽取。')
  const { seats, passed } = seatsFrom(draw, await whoIsOut(actor, tx, asked, pool, open))
  const rankOf = ranks(seats)
  const chanceOf = new Map(open.pool.flatMap(({ expert_ids, chances }) => expert_ids.map(id => [id, chances] as const)))
  const { record } = sealed
  return {
    row: {
      ...{ seedHash: sha256(seed), problemHash: row.seal, selectionHash, listHash },
      ...{ engineVersion: record.engine, method: record.method, ways: String(sealed.lottery.rows.length) },
      seedCipher: encryptField(seed, { table: 'draw', id: drawId, column: 'seed' }),
      saltCipher: encryptField(unlocked(actor, row, 'salt'), { table: 'draw', id: drawId, column: 'salt' }),
      ...{ counts: row.counts as object[], asked: row.asked as object, sealId: row.id, passed: [...passed] },
    },
    pool: JSON.stringify(row.pool),
    seats: seats.flatMap((signs, panel) =>
      signs.flatMap((sign, place) => {
        if (sign === null) return []
        const expertId = expertOf.get(sign)!
        return [{ expertId, panel, rank: rankOf(panel, place), chance: chanceOf.get(expertId)![panel]! }]
      }),
    ),
    open: seats.map(signs => signs.filter(sign => sign === null).length),
  }
}
