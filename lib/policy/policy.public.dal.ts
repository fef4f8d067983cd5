import 'server-only'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { type PolicyInForce, policySchema } from './policy.schema'

const FRESH_MS = 5_000
const holder = globalThis as typeof globalThis & { expertPoolPolicy?: { at: number; value: PolicyInForce } }

/**
 * The policy in force now. Public by nature, so it takes no actor; kept for seconds in each process.
 * @throws Error when the database has none (npm run seed was not run)
 */
export async function currentPolicy(): Promise<PolicyInForce> {
  const kept = holder.expertPoolPolicy
  if (kept && Math.abs(now().getTime() - kept.at) < FRESH_MS) return kept.value
  const row = await db().policyVersion.findFirst({
    where: { effectiveFrom: { lte: now() } },
    orderBy: [{ effectiveFrom: 'desc' }, { id: 'desc' }],
  })
  if (!row) throw new Error('数据库里还没有政策数据，请先运行 npm run seed。')
  const value = { id: row.id, policy: policySchema.parse(row.data) }
  holder.expertPoolPolicy = { at: now().getTime(), value }
  return value
}
