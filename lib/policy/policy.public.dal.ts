import 'server-only'
import { now } from '@/lib/platform/clock'
import { sidePool } from '@/lib/platform/side-pool'
import { type PolicyInForce, policySchema } from './policy.schema'

const FRESH_MS = 5_000
const holder = globalThis as typeof globalThis & { expertPoolPolicy?: { at: number; value: PolicyInForce } }

/**
 * The policy in force now. Public by nature, so it takes no actor; kept for seconds in each process. Read beside the
 * main connections: it is asked for inside transactions too, and fifty of those would wait for each other's connection.
 * @throws Error when the database has none (npm run seed was not run)
 */
export async function currentPolicy(): Promise<PolicyInForce> {
  const kept = holder.expertPoolPolicy
  if (kept && Math.abs(now().getTime() - kept.at) < FRESH_MS) return kept.value
  const { rows } = await sidePool().query<{ id: number; data: unknown }>(
    `SELECT id, data FROM policy_version v WHERE effective_from <= $1
       AND NOT EXISTS (SELECT 1 FROM policy_withdrawal w WHERE w.version_id = v.id)
     ORDER BY effective_from DESC, id DESC LIMIT 1`,
    [now()],
  )
  const [row] = rows
  if (!row) throw new Error('数据库里还没有政策数据，请先运行 npm run seed。')
  const value = { id: row.id, policy: policySchema.parse(row.data) }
  holder.expertPoolPolicy = { at: now().getTime(), value }
  return value
}

/** Makes this process ask anew at the next question: it has just released a version itself. */
export function forgetPolicy(): void {
  holder.expertPoolPolicy = undefined
}
