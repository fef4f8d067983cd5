import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { PIECE_MINUTES, pieceOf } from '@/lib/access/denials'
import { allow, audit } from '@/lib/access/gate'
import { DENIALS_BEYOND } from '@/lib/auth/limits'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'

/**
 * Writes what visitors were refused beyond the budgets into the audit trail: one event for ten minutes, with the number
 * of each action. The counts go in the transaction that writes their sum, so that none is lost or said twice.
 * @returns how many refusals were summed up
 */
export async function recordDeniedSums(actor: Actor): Promise<number> {
  await allow(actor, 'audit.seal')
  const prefix = `${DENIALS_BEYOND}:`
  return db().$transaction(async tx => {
    const rows = await tx.$queryRaw<{ key: string; points: number }[]>`
      DELETE FROM rate_limit WHERE starts_with(key, ${prefix}) AND key < ${prefix + pieceOf(now())}
      RETURNING key, points`
    const pieces = new Map<string, [action: string, points: number][]>()
    for (const { key, points } of rows) {
      const [piece = '', action = ''] = key.slice(prefix.length).split(' ')
      pieces.set(piece, [...(pieces.get(piece) ?? []), [action, points]])
    }
    for (const [piece, actions] of [...pieces].sort())
      await audit(tx, actor, {
        action: 'denial.sum',
        result: 'denied',
        detail: {
          count: actions.reduce((sum, [, points]) => sum + points, 0),
          since: `${piece}Z`,
          minutes: PIECE_MINUTES,
          actions: Object.fromEntries(actions.sort(([, a], [, b]) => b - a)),
        },
      })
    return rows.reduce((sum, { points }) => sum + points, 0)
  })
}
