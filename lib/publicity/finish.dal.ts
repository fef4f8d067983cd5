import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { reached } from '@/lib/application/proposal.dal'
import { admitExpert } from '@/lib/expert/admit.dal'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { Refusal } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { PolicyInForce } from '@/lib/policy/policy.schema'
import { applicantFacts, applicationMachine } from '@/lib/workflow/application.machine'
import { publicityMachine } from '@/lib/workflow/publicity.machine'
import { transition } from '@/lib/workflow/transition.dal'

const AT_ONCE = 200

/**
 * 公示 that is over: everybody in it without an open objection enters the pool, then the batch is closed; also whoever
 * an objection held beyond the last day, once it is decided. The server's clock decides, and the database refuses
 * whatever would be early. One transaction each: what two workers do at once is done once, what one leaves undone the
 * next run does.
 * @returns how many came in
 */
export async function finishPublicity(actor: Actor): Promise<number> {
  await allow(actor, 'publicity.finish')
  const inForce = await currentPolicy()
  const over = { status: { in: ['published' as const, 'closed' as const] }, endsAt: { lte: now() } }
  const due = await db().application.findMany({
    where: { status: 'published', publicity: { batch: over } },
    orderBy: { statusSince: 'asc' },
    take: AT_ONCE,
    select: { id: true },
  })
  let admitted = 0
  for (const { id } of due) if (await unlessFirst(() => admit(actor, inForce, id))) admitted += 1
  const batches = await db().publicityBatch.findMany({
    where: { ...over, status: 'published', entries: { none: { application: { status: 'published' } } } },
    take: AT_ONCE,
    select: { id: true, status: true, version: true },
  })
  for (const batch of batches)
    await unlessFirst(() =>
      db().$transaction(tx =>
        transition(actor, tx, {
          machine: publicityMachine,
          subject: { type: 'publicity', ...batch },
          event: 'close',
          facts: { entries: 0, over: true },
          policyVersionId: inForce.id,
        }),
      ),
    )
  return admitted
}

/** Whether the work was done: somebody may have been first, an expert who withdrew, an objection, another worker. */
async function unlessFirst(work: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await work()) !== null
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** Null when he is no longer in 公示 by the time he is held. */
function admit(actor: Actor, { id: policyVersionId, policy }: PolicyInForce, id: string) {
  return db().$transaction(async tx => {
    await tx.$queryRaw`SELECT 1 FROM application WHERE id = ${id}::uuid FOR UPDATE`
    const application = await tx.application.findUniqueOrThrow({ where: { id } })
    if (application.status !== 'published') return null
    const { accountId, status, version } = application
    const moved = await transition(actor, tx, {
      machine: applicationMachine(policy),
      subject: { type: 'application', id, status, version },
      event: 'admit',
      facts: { ...applicantFacts, publicityOver: true },
      policyVersionId,
    })
    await admitExpert(actor, tx, application)
    await enqueueSms(tx, {
      ...(await reached(actor, tx, accountId)),
      template: 'application.admitted',
      params: { site: policy.authority.siteTitle },
      dedupeKey: `application:${id}:${moved.version}`,
    })
    return moved
  })
}
