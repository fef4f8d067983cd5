import 'server-only'
import { type AuditEntry, type AuditWho, writeAudit } from '@/lib/platform/audit'
import type { Tx } from '@/lib/platform/db'
import { notFound, signedOut } from '@/lib/platform/errors'
import { type Actor, accountOf, signatureOf } from './actor'
import { recordDenial } from './denials'
import { may, type Permission } from './permissions'

/** The audit trail's view of an actor. */
export function auditWho(actor: Actor): AuditWho {
  return {
    kind: actor.kind === 'system' ? `system:${actor.job}` : actor.kind,
    accountId: accountOf(actor),
    name: signatureOf(actor).name,
    address: actor.request.address,
    requestId: actor.request.id,
  }
}

/** Appends an audit event for an actor inside a transaction. */
export const audit = (tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> => writeAudit(tx, auditWho(actor), entry)

/** What a permission is asked for: an object, if there is one already. */
export type Subject = { type: string; id: string }

/**
 * The gate (trust D1): every data function calls it first. Passes or throws; a denial is audited (`recordDenial`).
 * @throws Refusal signedOut for a visitor who would have to log in, notFound for everybody else
 */
export async function allow(actor: Actor, permission: Permission, subject?: Subject): Promise<void> {
  if (may(actor, permission)) return
  await deny(actor, permission, subject)
}

/**
 * Records that an actor asked for something out of his reach and throws what he is told.
 * Used by the gate, and by data functions whose scoped look-up found nothing.
 */
export async function deny(actor: Actor, permission: Permission, subject?: Subject): Promise<never> {
  await recordDenial(auditWho(actor), {
    action: permission,
    objectType: subject?.type,
    // whatever stood in an address: the database refuses NUL, and a denial must be recorded all the same
    objectId: subject?.id.replace(/[^\x21-\x7e]/g, '?').slice(0, 64),
  })
  throw actor.kind === 'anonymous' ? signedOut() : notFound()
}
