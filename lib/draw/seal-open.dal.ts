import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import type { DrawContribution, DrawSeal } from '@/prisma/generated/client'
import { type Role, roles } from './contributor.rules'
import { drawnForSchema } from './drawn.schema'
import type { Contributions } from './seal/ceremony'
import type { Leaf, PublishedLottery, SealedRecord } from './seal/certificate'
import type { Sealed } from './seal/seal'
import type { PoolRow } from './seal-problem'

/** A seal with what it was made of, and who stands behind its signs. */
export type OpenSeal = {
  row: DrawSeal & { contributions: DrawContribution[] }
  sealed: Sealed
  asked: ReturnType<typeof drawnForSchema.parse>
  pool: readonly PoolRow[]
  signOf: ReadonlyMap<string, string>
  expertOf: ReadonlyMap<string, string>
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8')

/** Reads a seal whole. For callers who have asked the gate; nothing of it goes out before the names do. */
export async function openSeal(_actor: Actor, tx: Tx, id: string): Promise<OpenSeal> {
  const row = await tx.drawSeal.findUniqueOrThrow({ where: { id }, include: { contributions: true } })
  const leaves = JSON.parse(text(row.leaves)) as Leaf[]
  const sealed: Sealed = {
    record: JSON.parse(row.record) as SealedRecord,
    seal: row.seal,
    lottery: JSON.parse(text(row.lottery)) as PublishedLottery,
    leaves,
  }
  const behind = leaves.map(({ sign }, at): [string, string] => [sign, row.expertIds[at]!])
  return {
    ...{ row, sealed, asked: drawnForSchema.parse(row.asked), pool: row.pool as unknown as PoolRow[] },
    expertOf: new Map(behind),
    signOf: new Map(behind.map(([sign, expertId]) => [expertId, sign])),
  }
}

/** The bureau system's secret of a seal, or the salt of its signs. For callers who have asked the gate. */
export const unlocked = (
  _actor: Actor,
  row: Pick<DrawSeal, 'id' | 'secretCipher' | 'saltCipher'>,
  column: 'secret' | 'salt',
): string =>
  decryptField(column === 'secret' ? row.secretCipher : row.saltCipher, { table: 'draw_seal', id: row.id, column })

/** What all three have shown; null as long as one has not. */
export function shownBy(_actor: Actor, contributions: readonly DrawContribution[]): Contributions | null {
  const found = new Map(contributions.map(one => [one.role, one]))
  const of = (role: Role) => {
    const { nonce, contribution } = found.get(role) ?? {}
    return nonce && contribution ? { nonce, contribution } : null
  }
  return roles.every(role => of(role))
    ? (Object.fromEntries(roles.map(role => [role, of(role)])) as Contributions)
    : null
}
