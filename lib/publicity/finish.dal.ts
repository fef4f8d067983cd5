import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { admitExpert } from '@/lib/expert/admit.dal'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { Refusal } from '@/lib/platform/errors'
import { describeError, log } from '@/lib/platform/log'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { PolicyInForce } from '@/lib/policy/policy.schema'
import { publicityMachine } from '@/lib/workflow/publicity.machine'
import { transition } from '@/lib/workflow/transition.dal'
import { moveInPublicity } from './move.dal'

const AT_ONCE = 200

/**
 * 公示 that is over: everybody in it without an open objection enters the pool, then the batch is closed; also whoever
 * an objection held beyond the last day, once it is decided. The server's clock decides, and the database refuses
 * whatever would be early. One transaction each: what two workers do at once is done once, what one leaves undone the
 * next run does, and one that cannot be done keeps nobody back.
 * @returns how many came in
 */
export async function finishPublicity(actor: Actor): Promise<number> {
  await allow(actor, 'publicity.finish')
  const inForce = await currentPolicy()
  const over = { status: { in: ['published' as const, 'closed' as const] }, endsAt: { lte: now() } }
  let admitted = 0
  for (let after: string | undefined; ; ) {
    const due = await db().application.findMany({
      where: { status: 'published', publicity: { batch: over }, ...(after && { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: AT_ONCE,
      select: { id: true },
    })
    for (const { id } of due) if (await tried({ application: id }, () => admit(actor, inForce, id))) admitted += 1
    if (due.length < AT_ONCE) break
    after = due.at(-1)!.id
  }
  const batches = await db().publicityBatch.findMany({
    where: { ...over, status: 'published', entries: { none: { application: { status: 'published' } } } },
    take: AT_ONCE,
    select: { id: true, status: true, version: true },
  })
  for (const batch of batches) await tried({ batch: batch.id }, () => close(actor, inForce, batch))
  return admitted
}

const close = (
  actor: Actor,
  { id: policyVersionId }: PolicyInForce,
  batch: { id: string; status: 'draft' | 'published' | 'closed' | 'dropped'; version: number },
) =>
  db().$transaction(tx =>
    transition(actor, tx, {
      machine: publicityMachine,
      subject: { type: 'publicity', ...batch },
      event: 'close',
      facts: { entries: 0, over: true },
      policyVersionId,
    }),
  )

/**
 * Whether the work was done. Somebody may have been first: an expert who withdrew, an objection, another worker.
 * Whatever else keeps one back is logged with its id, and the others go on.
 */
async function tried(what: Record<string, string>, work: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await work()) !== null
  } catch (error) {
    const first = error instanceof Refusal && error.code === 'conflict'
    if (!first) log.error({ where: 'finish-publicity', ...what, ...describeError(error) }, 'could not be finished')
    return false
  }
}

/** Null when he is no longer in 公示 by the time he is held. */
function admit(actor: Actor, inForce: PolicyInForce, id: string) {
  return db().$transaction(async tx => {
    await tx.$queryRaw`SELECT 1 FROM application WHERE id = ${id}::uuid FOR UPDATE`
    const application = await tx.application.findUniqueOrThrow({ where: { id } })
    if (application.status !== 'published') return null
    await moveInPublicity(actor, tx, inForce, application, {
      event: 'admit',
      facts: { publicityOver: true },
      message: { template: 'application.admitted', params: {} },
    })
    await admitExpert(actor, tx, application)
    return id
  })
}
