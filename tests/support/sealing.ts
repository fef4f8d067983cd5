import { systemActor } from '@/lib/access/actor'
import { sealAudit } from '@/lib/audit/audit.dal'
import { db } from '@/lib/platform/db'
import { until } from './until'

/** Seals until nothing is left; transactions of other databases of the same server may hold it up for a moment. */
export async function sealAll(): Promise<void> {
  await until(async () => {
    await sealAudit(systemActor('seal-audit'))
    return (await db().auditEvent.count({ where: { seal: null } })) === 0
  })
}
