import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import type { DrawContribution, DrawSeal } from '@/prisma/generated/client'
import { type Role, roles } from './contributor.rules'
import { drawnForSchema } from './drawn.schema'
import { type ShownSeal, sealedIn, storedIn } from './reckon-file'
import type { Contributions } from './seal/ceremony'
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

/** Reads a seal whole. For callers who have asked the gate; nothing of it goes out before the names do. */
export async function openSeal(_actor: Actor, tx: Tx, id: string): Promise<OpenSeal> {
  const row = await tx.drawSeal.findUniqueOrThrow({ where: { id }, include: { contributions: true } })
  const sealed = sealedIn(row)
  const behind = sealed.leaves.map(({ sign }, at): [string, string] => [sign, row.expertIds[at]!])
  return {
    ...{ row, sealed, asked: drawnForSchema.parse(row.asked), pool: row.pool as unknown as PoolRow[] },
    expertOf: new Map(behind),
    signOf: new Map(behind.map(([sign, expertId]) => [expertId, sign])),
  }
}

/** A seal as it is stored, for what is made of it beside the process. For callers who have asked the gate. */
export const storedSeal = (_actor: Actor, tx: Pick<Tx, 'drawSeal'>, id: string) =>
  tx.drawSeal.findUniqueOrThrow({
    where: { id },
    omit: { pool: true, expertIds: true },
    include: { contributions: true },
  })

/** What a certificate is made of; null as long as one of the three has not shown his. */
export function shownSeal(actor: Actor, row: Awaited<ReturnType<typeof storedSeal>>): ShownSeal | null {
  const contributions = shownBy(actor, row.contributions)
  return contributions && { stored: storedIn(row), secret: unlocked(actor, row, 'secret'), contributions }
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
