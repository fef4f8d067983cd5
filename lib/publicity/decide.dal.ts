import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { enqueueEmail, enqueueSms } from '@/lib/message/outbox'
import { decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy, PolicyInForce } from '@/lib/policy/policy.schema'
import { type ObjectionEvent, objectionMachine } from '@/lib/workflow/objection.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { Objection } from '@/prisma/generated/client'
import { moveInPublicity } from './move.dal'
import { objectionFacts } from './objections.dal'
import { holdApplication } from './write.dal'

/**
 * Decides an objection: a lead is taken up, which holds the expert, or noted; a checked one is upheld, which refuses
 * his application, or dismissed, which lets it go on once no other objection about him is open. Who objected and the
 * expert are told.
 * @throws Refusal notFound, refused, invalid (opinion owed), conflict
 */
export async function decideObjection(
  actor: Actor,
  input: { id: string; version: number; event: ObjectionEvent; opinion?: string | null },
): Promise<{ label: string }> {
  const subject = { type: 'objection', id: input.id }
  await allow(actor, 'objection.decide', subject)
  const found = await db().objection.findUnique({ where: { id: input.id }, include: { entry: true } })
  if (!found) return deny(actor, 'objection.decide', subject)
  const inForce = await currentPolicy()
  const { applicationId } = found.entry
  const status = await writeTx(actor, async tx => {
    await tx.$queryRaw`SELECT 1 FROM application WHERE id = ${applicationId}::uuid FOR UPDATE`
    const application = await tx.application.findUniqueOrThrow({ where: { id: applicationId } })
    const result = input.opinion?.trim() || null
    if (result === null) throw invalid({ opinion: ['请写明办理意见。'] })
    // the database wants the words with the state
    if (input.event !== 'take') await tx.objection.update({ where: { id: found.id }, data: { result } })
    const moved = await transition(actor, tx, {
      machine: objectionMachine,
      subject: { type: 'objection', id: found.id, status: found.status, version: input.version },
      event: input.event,
      facts: await objectionFacts(actor, tx, inForce.policy, found, application),
      policyVersionId: inForce.id,
      opinion: result,
    })
    if (input.event === 'take') await holdApplication(actor, tx, inForce, applicationId)
    if (input.event === 'uphold') await endApplication(actor, tx, inForce, applicationId, result)
    if (input.event === 'dismiss') await releaseApplication(actor, tx, inForce, found.entryId, applicationId)
    if (input.event !== 'take') await tellObjector(tx, inForce.policy, found, objectionMachine.labels[moved.status])
    return moved.status
  })
  return { label: objectionMachine.labels[status] }
}

/** Refuses the application of whom an objection was upheld about. */
async function endApplication(
  actor: Actor,
  tx: Tx,
  inForce: PolicyInForce,
  applicationId: string,
  opinion: string,
): Promise<void> {
  const application = await tx.application.findUniqueOrThrow({ where: { id: applicationId } })
  // another objection about him was upheld before, or he took his application back
  if (application.status !== 'objected') return
  await moveInPublicity(actor, tx, inForce, application, {
    event: 'uphold',
    facts: { ownApplication: await isSamePerson(actor, application.accountId) },
    opinion,
    message: { template: 'application.refused', params: { opinion } },
  })
}

/** Lets an application go on once nothing is checked about it any more. */
async function releaseApplication(
  actor: Actor,
  tx: Tx,
  inForce: PolicyInForce,
  entryId: string,
  applicationId: string,
): Promise<void> {
  if ((await tx.objection.count({ where: { entryId, status: 'checking' } })) > 0) return
  const application = await tx.application.findUniqueOrThrow({ where: { id: applicationId } })
  if (application.status !== 'objected') return
  await moveInPublicity(actor, tx, inForce, application, {
    event: 'release',
    facts: { ownApplication: await isSamePerson(actor, application.accountId) },
    message: { template: 'publicity.released', params: {} },
  })
}

/** Tells who objected what became of it, where he proved that he can be reached. */
async function tellObjector(tx: Tx, policy: Policy, row: Objection, outcome: string): Promise<void> {
  const clear = (column: string, cipher: string) => decryptField(cipher, { table: 'objection', id: row.id, column })
  const decided = {
    template: 'objection.decided',
    params: { site: policy.authority.siteTitle, receipt: row.receipt, outcome },
    dedupeKey: `objection:${row.id}:${row.version + 1}`,
  } as const
  if (row.emailCipher) await enqueueEmail(tx, { to: clear('email', row.emailCipher), ...decided })
  else if (row.phoneCipher) await enqueueSms(tx, { to: clear('phone', row.phoneCipher), ...decided })
}
