import { systemActor } from '@/lib/access/actor'
import { sealAudit } from '@/lib/audit/audit.dal'
import { db } from '@/lib/platform/db'

/** Seals until nothing is left; transactions of other databases of the same server may hold it up for a moment. */
export async function sealAll(): Promise<void> {
  for (let left = 400; (await db().auditEvent.count({ where: { seal: null } })) > 0; left -= 1) {
    if (left === 0) throw new Error('events stayed unsealed')
    await sealAudit(systemActor('seal-audit'))
    await new Promise(done => setTimeout(done, 25))
  }
}
