import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { assertMayApply } from '@/lib/affiliation/own.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { latestApplication } from './fill.dal'
import { createApplication } from './submit.dal'

/**
 * 申请成为专家, where an application does not come with the registration: creates the empty application (信息未填写).
 * Asking twice gives the same one.
 * @throws Refusal refused with what is missing first
 */
export async function beginApplication(actor: Actor): Promise<{ applicationId: string }> {
  await allow(actor, 'application.fill')
  const { accountId } = actor as IndividualActor
  const { id: policyVersionId } = await currentPolicy()
  return writeTx(actor, async tx => {
    await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
    const there = await latestApplication(actor, tx)
    if (there) return { applicationId: there.id }
    const { unitId } = await assertMayApply(actor, tx, accountId)
    const data = { accountId, unitId, policyVersionId, status: 'empty' } as const
    return { applicationId: await createApplication(actor, tx, data, 'begin') }
  })
}
