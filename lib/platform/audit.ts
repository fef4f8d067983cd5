import 'server-only'
import type { Prisma } from '@/prisma/generated/client'
import type { Tx } from './db'

/** Who did it, as the audit trail names him. No personal data beyond the name. */
export type AuditWho = { kind: string; accountId: string | null; name: string; address: string; requestId: string }

/** One event. `detail` holds codes, ids and counts only, never a personal value. */
export type AuditEntry = {
  action: string
  objectType?: string
  objectId?: string
  result: 'done' | 'denied' | 'failed'
  detail?: Prisma.InputJsonObject
}

/**
 * Appends one audit event. Inside a transaction it stands or falls with it (trust TE2); if it cannot be written
 * the caller's work is refused (DU8), because the error is passed on.
 */
export async function writeAudit(tx: Tx, who: AuditWho, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({
    data: {
      actorKind: who.kind,
      actorId: who.accountId,
      actorName: who.name,
      address: who.address,
      requestId: who.requestId,
      action: entry.action,
      objectType: entry.objectType,
      objectId: entry.objectId,
      result: entry.result,
      detail: entry.detail,
    },
  })
}
