import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { describeError, log } from '@/lib/platform/log'
import { fileStore } from '@/lib/platform/storage'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { exportMachine } from '@/lib/workflow/export.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { RevokeExport } from './export.schema'
import { lockExport } from './lock.dal'
import { tellRequester } from './tell.dal'

/**
 * Takes a file that was agreed to out of the world, made or not: from the moment this returns nobody can fetch it and
 * nobody makes it. Whoever asked for it is told, if it was somebody else. Bytes that cannot be removed now, the clean-up
 * of uploads takes away; nobody can fetch them until then.
 * @throws Refusal notFound; refused for who is neither requester nor manager, and when there is nothing to revoke
 */
export async function revokeExport(actor: Actor, input: RevokeExport): Promise<{ label: string }> {
  const subject = { type: 'export', id: input.id }
  await allow(actor, 'expert.export', subject)
  if (actor.kind !== 'staff') return deny(actor, 'expert.export', subject)
  const { id: policyVersionId } = await currentPolicy()
  const outcome = await writeTx(actor, async tx => {
    const row = await lockExport(actor, tx, input.id)
    if (!row) return null
    const own = row.requesterId === actor.accountId
    const { status, version } = await transition(actor, tx, {
      machine: exportMachine,
      subject: { type: 'export', id: row.id, status: row.status, version: row.version },
      event: 'revoke',
      facts: { own, over: null },
      policyVersionId,
      opinion: input.opinion,
    })
    if (!own)
      await tellRequester(actor, tx, row, {
        template: 'export.revoked',
        params: { by: `${actor.office}${actor.name}`, opinion: input.opinion },
        version,
      })
    return { label: exportMachine.labels[status] }
  })
  if (!outcome) return deny(actor, 'expert.export', subject)
  await fileStore()
    .remove(input.id)
    .catch(error => log.warn({ export: input.id, ...describeError(error) }, 'a revoked export is left to the clean-up'))
  return outcome
}
