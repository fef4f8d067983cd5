import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { enqueueSms } from '@/lib/message/outbox'
import type { Tx } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { asRecommender, courseOf } from '@/lib/policy/desk.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { applicantFacts, applicationMachine } from '@/lib/workflow/application.machine'
import { transition } from '@/lib/workflow/transition.dal'
import { phoneOf, proposalOf } from './proposal.dal'

/**
 * The expert ends what his unit or department has begun to propose about him and not sent: it would keep him from any
 * change of his own for as long as they forget it. Who began it is told.
 * @throws Refusal notFound for anything but a proposal about himself, refused once it lies with the bureau
 */
export async function declineProposal(
  actor: Actor,
  input: { applicationId: string; opinion?: string | null },
): Promise<{ status: string }> {
  const subject = { type: 'application', id: input.applicationId }
  await allow(actor, 'application.decline', subject)
  const { accountId, name } = actor as IndividualActor
  const { id: policyVersionId, policy } = await currentPolicy()
  const result = await writeTx(actor, async tx => {
    const application = await lockProposalAbout(tx, accountId, input.applicationId)
    if (!application) return null
    const { id, status, version, recommender, proposedById } = application
    const moved = await transition(actor, tx, {
      machine: applicationMachine(policy, asRecommender(recommender), courseOf(application)),
      subject: { type: 'application', id, status, version },
      event: 'decline',
      facts: applicantFacts,
      policyVersionId,
      opinion: input.opinion,
    })
    const proposer = await phoneOf(actor, tx, proposedById!)
    if (proposer)
      await enqueueSms(tx, {
        ...proposer,
        template: 'change.declined',
        params: { site: policy.authority.siteTitle, name, by: (await proposalOf(actor, id, tx))!.office },
        dedupeKey: `decline:${id}:${moved.version}`,
      })
    return { status: moved.status as string }
  })
  return result ?? deny(actor, 'application.decline', subject)
}

/** Account before application, as everybody who needs both. */
async function lockProposalAbout(tx: Tx, accountId: string, id: string) {
  if (!uuid().safeParse(id).success) return null
  await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
  await tx.$queryRaw`SELECT 1 FROM application WHERE id = ${id}::uuid AND account_id = ${accountId}::uuid FOR UPDATE`
  return tx.application.findFirst({ where: { id, accountId, proposedBy: { not: null } } })
}
