import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { assertMayApply } from '@/lib/affiliation/own.dal'
import { callNow, enterThrough } from '@/lib/call/entry.dal'
import { acceptedWithout, tieApplication } from '@/lib/invite/accepted.dal'
import type { Tx } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { ended } from '@/lib/workflow/application.machine'
import type { Application } from '@/prisma/generated/client'
import { latestApplication } from './fill.dal'
import { createApplication } from './submit.dal'

/**
 * 申请成为专家, where an application does not come with the registration: creates the empty application (信息未填写).
 * Asking twice gives the same one. Who has accepted an invitation begins what he was invited to.
 * @param input.callId the 征集批次 whose button he pressed; what he has not sent yet is then of that one
 * @throws Refusal refused with what is missing first, or outside a call where the policy demands one
 */
export async function beginApplication(
  actor: Actor,
  input: { callId?: string | null } = {},
): Promise<{ applicationId: string }> {
  await allow(actor, 'application.fill')
  const { accountId } = actor as IndividualActor
  const { id: policyVersionId, policy } = await currentPolicy()
  return writeTx(actor, async tx => {
    await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
    const there = await latestApplication(actor, tx)
    if (there) {
      if (input.callId) await bringUnder(actor, tx, there, input.callId)
      return { applicationId: there.id }
    }
    const { unitId } = await assertMayApply(actor, tx, accountId)
    const invitation = await acceptedWithout(actor, tx, accountId)
    const data = { accountId, unitId, policyVersionId, status: 'empty' } as const
    if (invitation) {
      const applicationId = await createApplication(actor, tx, { ...data, kind: 'invited' }, 'begin')
      await tieApplication(actor, tx, invitation.id, applicationId)
      return { applicationId }
    }
    const callId = await enterThrough(actor, tx, policy, input.callId)
    return { applicationId: await createApplication(actor, tx, { ...data, callId }, 'begin') }
  })
}

/** What came with a registration and was never sent goes under the call by which its author comes back. */
async function bringUnder(actor: Actor, tx: Tx, application: Application, pressed: string): Promise<void> {
  const { id, kind, submittedAt, status } = application
  if (kind !== 'first' || submittedAt || ended.includes(status)) return
  if ((await callNow(actor, tx, pressed)) !== pressed) return
  await tx.application.update({ where: { id }, data: { callId: pressed } })
}
