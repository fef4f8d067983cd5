import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { applicationScope } from '@/lib/access/scope'
import { db } from '@/lib/platform/db'
import { courseOf } from '@/lib/policy/desk.rules'
import { applicationLabels } from '@/lib/policy/labels.rules'
import type { Policy } from '@/lib/policy/policy.schema'
import { historyOf } from '@/lib/workflow/history.dal'
import type { EarlierApplication } from './application.dto'

const SHOWN = 20

/**
 * A person's earlier applications that came to nothing, the newest first, with what was said: for whoever reviews the
 * next one. The caller has established that the actor may see that one. An earlier one in another unit's reach shows its
 * result, and is no link.
 */
export async function earlierEnded(
  actor: Actor,
  policy: Policy,
  application: { id: string; accountId: string; createdAt: Date },
): Promise<EarlierApplication[]> {
  const { accountId, createdAt } = application
  const where = { accountId, id: { not: application.id }, createdAt: { lte: createdAt }, submittedAt: { not: null } }
  const rows = await db().application.findMany({
    where: { ...where, status: { in: ['refused', 'withdrawn'] } },
    orderBy: { createdAt: 'desc' },
    take: SHOWN,
    select: { id: true, number: true, kind: true, proposedBy: true, status: true, statusSince: true },
  })
  if (rows.length === 0) return []
  const within = await db().application.findMany({
    where: { AND: [{ id: { in: rows.map(row => row.id) } }, applicationScope(actor)] },
    select: { id: true },
  })
  const reached = new Set(within.map(row => row.id))
  return Promise.all(
    rows.map(async ({ id, number, status, statusSince, ...row }) => {
      const last = (await historyOf(actor, 'application', id)).at(-1)
      return {
        id: reached.has(id) ? id : null,
        number,
        status,
        statusLabel: applicationLabels(policy, courseOf(row))[status],
        statusSince,
        by: last ? { who: last.who, office: last.office } : null,
        opinion: last?.opinion ?? null,
      }
    }),
  )
}
