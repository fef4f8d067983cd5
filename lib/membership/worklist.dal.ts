import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { addYears } from '@/lib/platform/fields/age'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { RunPerson } from './membership.dto'

/** A run beyond the cap that nobody has decided about. */
export const waitingRun = { waits: true, decision: null, finishedAt: null } as const

/** A list on the page names so many. */
const SHOWN = 200

/** An exit that somebody of the bureau has to decide. */
export const toDecide = { outcome: null, source: { not: 'automatic' } } as const

/** How many exits wait for a decision, and how many lists beyond the cap. */
export async function countWaitingMembership(actor: Actor): Promise<{ leaving: number; runs: number }> {
  await allow(actor, 'membership.list')
  const [leaving, runs] = await Promise.all([
    db().membershipExit.count({ where: toDecide }),
    db().membershipRun.count({ where: waitingRun }),
  ])
  return { leaving, runs }
}

/**
 * Experts who have become too old for the condition of the policy and for whom nobody relaxed it (S§8①): the system names
 * them, and a person proposes the exit. Empty where the policy has no age.
 */
export async function viewOverage(actor: Actor): Promise<RunPerson[]> {
  await allow(actor, 'membership.list')
  const { policy } = await currentPolicy()
  const age = policy.conditions.list.find(condition => condition.kind === 'age')
  if (!age) return []
  const bornUpTo = new Date(addYears(chinaDay(now()), -(age.max + 1)))
  return db().$queryRaw<RunPerson[]>`
    SELECT e.account_id::text AS id, e.name, e.unit_name AS "unitName", e.activated_at AS "activatedAt",
           (SELECT c.last_login_at IS NOT NULL FROM account c WHERE c.id = e.account_id) AS "loggedIn"
    FROM expert e JOIN application_version v ON v.id = e.version_id
    WHERE e.status IN ('active', 'dormant', 'suspended') AND e.birth_date <= ${bornUpTo}::date
      AND NOT EXISTS (SELECT 1 FROM relaxation r WHERE r.application_id = v.application_id
        AND r.version_number = v.number AND r.condition = ${age.code} AND r.withdrawn_at IS NULL)
    ORDER BY e.birth_date, e.account_id LIMIT ${SHOWN}`
}
