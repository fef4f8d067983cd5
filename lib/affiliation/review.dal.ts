import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { affiliationScope } from '@/lib/access/scope'
import { writeTx } from '@/lib/access/transaction'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { type AffiliationStatus, affiliationMachine } from '@/lib/workflow/affiliation.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { DecideAffiliation } from './affiliation.schema'

const locking = { lock: '已锁定', unlock: '已解锁' } as const

/**
 * A unit decides about a person of its own: 通过, 不通过, 锁定, 解锁. Status, lock, history, audit and, for the two
 * results, the SMS stand or fall together.
 * @throws Refusal notFound for people of other units; refused; invalid (reason owed); conflict (who was first and when)
 */
export async function decideAffiliation(
  actor: Actor,
  input: DecideAffiliation,
): Promise<{ status: AffiliationStatus; label: string; version: number }> {
  const subject = { type: 'affiliation', id: input.id }
  await allow(actor, 'affiliation.decide', subject)
  const { id: policyVersionId, policy } = await currentPolicy()
  const row = await db().affiliation.findFirst({
    where: { AND: [{ id: input.id }, affiliationScope(actor)] },
    include: { unit: { select: { name: true } } },
  })
  if (!row) return deny(actor, 'affiliation.decide', subject)
  const own = await isSamePerson(actor, row.accountId)
  const { event } = input
  return writeTx(actor, async tx => {
    const moved = await transition(actor, tx, {
      machine: affiliationMachine,
      subject: { type: 'affiliation', id: row.id, status: row.status, version: input.version },
      event,
      facts: { locked: row.lockedAt !== null, own, bound: null },
      policyVersionId,
      opinion: input.opinion,
    })
    if (event === 'approve' || event === 'refuse') {
      await tell(tx, policy, row, { event, opinion: input.opinion ?? '', version: moved.version })
      return { ...moved, label: affiliationMachine.labels[moved.status] }
    }
    const lockedAt = event === 'lock' ? now() : null
    // the person still waits, or was decided about, since the same moment as before
    const lock = { lockedAt, lockReason: lockedAt && input.opinion!.trim(), statusSince: row.statusSince }
    await tx.affiliation.update({ where: { id: row.id }, data: lock })
    return { ...moved, label: locking[event] }
  })
}

/** The SMS that both results owe the person. */
async function tell(
  tx: Tx,
  policy: Policy,
  row: { id: string; accountId: string; unit: { name: string } },
  decision: { event: 'approve' | 'refuse'; opinion: string; version: number },
): Promise<void> {
  const { phoneCipher } = await tx.account.findUniqueOrThrow({ where: { id: row.accountId } })
  const to = decryptField(phoneCipher!, { table: 'account', id: row.accountId, column: 'phone' })
  const sms = { to, accountId: row.accountId, dedupeKey: `affiliation:${row.id}:${decision.version}` }
  const params = { unit: row.unit.name, site: policy.authority.siteTitle }
  if (decision.event === 'approve') return enqueueSms(tx, { ...sms, template: 'affiliation.approved', params })
  return enqueueSms(tx, { ...sms, template: 'affiliation.refused', params: { ...params, opinion: decision.opinion } })
}
