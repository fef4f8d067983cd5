import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import { enqueueEmail, enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { newId, newReceipt } from '@/lib/platform/ids'
import type { PolicyInForce } from '@/lib/policy/policy.schema'
import { recordBeginning } from '@/lib/workflow/transition.dal'
import { moveInPublicity } from './move.dal'
import type { ObjectionKind } from './objection.schema'

/** An objection as it comes in, on the site or on paper. */
type Incoming = {
  kind: ObjectionKind
  grounds: string
  entry: { id: string; batchId: string; applicationId: string }
  /** who objects; null for a lead without a name */
  by: { name: string; unitName?: string | null; phone: string | null; email: string | null } | null
  /** the day a letter came, `2026-11-21` */
  arrivedOn?: string
  /** of the notice he was shown */
  noticeVersion?: string
  event: 'file' | 'register'
  /** what else belongs to it, between the row and what it causes */
  also?: (id: string) => Promise<void>
}

/**
 * Writes an objection with its history and audit; one by name holds the application of whom it is about, and whoever can
 * be reached gets the receipt. The application is locked by the caller.
 */
export async function writeObjection(
  actor: Actor,
  tx: Tx,
  inForce: PolicyInForce,
  { kind, grounds, entry, by, arrivedOn, noticeVersion, event, also }: Incoming,
): Promise<{ id: string; receipt: string }> {
  const at = now()
  const id = newId(at)
  const receipt = newReceipt()
  const status = by ? 'checking' : 'lead'
  const place = (column: string) => ({ table: 'objection', id, column })
  await tx.objection.create({
    data: {
      ...{ id, receipt, kind, grounds, status, statusSince: at, filedAt: at, noticeVersion },
      ...{ batchId: entry.batchId, entryId: entry.id },
      arrivedOn: arrivedOn && new Date(arrivedOn),
      unitName: by?.unitName ?? null,
      nameCipher: by && encryptField(by.name, place('name')),
      phoneCipher: by?.phone && encryptField(by.phone, place('phone')),
      phoneIndex: by?.phone && blindIndex('phone', by.phone),
      emailCipher: by?.email && encryptField(by.email, place('email')),
    },
  })
  await also?.(id)
  await recordBeginning(actor, tx, { type: 'objection', id, status, policyVersionId: inForce.id, event })
  await audit(tx, actor, {
    action: `objection.${event}`,
    objectType: 'objection',
    objectId: id,
    result: 'done',
    detail: { kind, entry: entry.id, ...(arrivedOn && { arrivedOn }) },
  })
  if (by) {
    await holdApplication(actor, tx, inForce, entry.applicationId)
    const params = { site: inForce.policy.authority.siteTitle, receipt }
    const received = { template: 'objection.received', params, dedupeKey: `objection:${id}` } as const
    if (by.email) await enqueueEmail(tx, { to: by.email, ...received })
    else if (by.phone) await enqueueSms(tx, { to: by.phone, ...received })
  }
  return { id, receipt }
}

/** Holds an application that is in 公示; one that is held already stays so. The row is locked by the caller. */
export async function holdApplication(
  actor: Actor,
  tx: Tx,
  inForce: PolicyInForce,
  applicationId: string,
): Promise<void> {
  const application = await tx.application.findUniqueOrThrow({ where: { id: applicationId } })
  if (application.status !== 'published') return
  await moveInPublicity(actor, tx, inForce, application, {
    // an objection by name holds him by itself; one on paper and a lead because staff registers or takes it up
    event: actor.kind === 'anonymous' ? 'object' : 'hold',
    message: { template: 'publicity.objected', params: {} },
  })
}
