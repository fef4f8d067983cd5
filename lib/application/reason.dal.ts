import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { db, type Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { courseOf } from '@/lib/policy/desk.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Application } from '@/prisma/generated/client'
import type { SavedReason } from './application.dto'
import { reasonPart } from './application.schema'
import { assertFillable, lockOwnApplication, type SaveResult } from './fill.dal'
import { whyClosed } from './path.rules'
import { keepPart, storedPart } from './section.dal'

/**
 * Saves the reason of a proposal while it is typed, beside the sections of the working copy. Nobody but its proposers
 * reads it until it is sent, which then writes it down (`submitProposal`).
 * @throws Refusal notFound, refused when it is not open for editing
 */
export async function saveReason(
  actor: Actor,
  input: { applicationId: string; version: number; data: { reason: string } },
): Promise<SaveResult> {
  await allow(actor, 'application.propose', { type: 'application', id: input.applicationId })
  const { id: applicationId } = await assertFillable(actor, input.applicationId)
  const { policy } = await currentPolicy()
  return writeTx(actor, async tx => {
    const application = (await lockOwnApplication(actor, tx, applicationId))!
    const why = whyClosed(policy, application.status, courseOf(application))
    if (why) throw refused(why)
    const key = { applicationId, section: reasonPart }
    const stored = await keepPart(actor, tx, key, input.version, input.data)
    return stored ? { saved: true, ...stored } : { saved: false, ...(await storedPart(actor, tx, key)) }
  })
}

/** What was typed last; where nothing was since it was sent, what it was sent with. The caller has read the proposal. */
export async function savedReason(actor: Actor, application: Application): Promise<SavedReason> {
  const { data, version, savedAt } = await storedPart(actor, db(), {
    applicationId: application.id,
    section: reasonPart,
  })
  const typed = typeof data.reason === 'string' ? data.reason : null
  return {
    text: typed ?? application.proposalReason ?? '',
    version,
    savedAt: version > 0 ? savedAt.toISOString() : null,
  }
}

/** What was typed is what was sent: the working copy keeps none. Part of the transaction that sends. */
export async function dropReason(_actor: Actor, tx: Tx, applicationId: string): Promise<void> {
  await tx.applicationSection.deleteMany({ where: { applicationId, section: reasonPart } })
}
