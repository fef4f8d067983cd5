import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { accountOf, signatureOf } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { fillScope } from '@/lib/access/scope'
import { writeTx } from '@/lib/access/transaction'
import { enqueueSms } from '@/lib/message/outbox'
import { db } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { historyOf } from '@/lib/workflow/history.dal'
import { copyInForce, lockExpert } from './change.dal'
import { personFacts } from './content.dal'
import { copyOf, lockOwnApplication } from './fill.dal'
import { type Checking, checkingOf } from './own.dal'
import { type DeskDecision, decisionIn } from './path.rules'
import { expertsToPropose, reached } from './proposal.dal'
import { sendOff } from './submit.dal'

/**
 * 提出信息变更 (S§7): a unit about its expert, or a department about one of its units', begins a copy of what is in force.
 * Asking twice gives the same one.
 * @throws Refusal notFound for people out of reach, refused when he is not active in the pool or a change is under way
 */
export async function startProposal(actor: Actor, input: { accountId: string }): Promise<{ applicationId: string }> {
  const subject = { type: 'expert', id: input.accountId }
  await allow(actor, 'application.propose', subject)
  const where = { AND: [{ id: input.accountId }, expertsToPropose(actor)] }
  const person = await db().account.findFirst({
    where,
    select: { affiliations: { where: { endedAt: null }, select: { unitId: true } } },
  })
  const unitId = person?.affiliations[0]?.unitId
  if (!unitId) return deny(actor, 'application.propose', subject)
  if (await isSamePerson(actor, input.accountId))
    throw refused('不能为本人提出信息变更。请用本人的专家账号登录，点“更新专家信息”。')
  return writeTx(actor, async tx => {
    const { expert, open } = await lockExpert(actor, tx, input.accountId)
    if (open) {
      const own = await tx.application.count({ where: { AND: [{ id: open.id }, fillScope(actor)] } })
      if (own > 0) return { applicationId: open.id }
      throw refused('这位专家已有一份信息变更正在办理，办完之后才能再提出。')
    }
    const proposer = {
      proposedBy: actor.kind === 'unitAdmin' ? 'unit' : 'department',
      proposedById: accountOf(actor)!,
    } as const
    return { applicationId: await copyInForce(actor, tx, { ...expert, unitId }, proposer) }
  })
}

/** What a proposer works on: the working copy with its check, why it came back, and the reason he gave before. */
export type ProposalCopy = Checking & { decision: DeskDecision | null; reason: string }

/**
 * What a proposer works on, with everything that its check shows; numbers are masked.
 * @throws Refusal notFound for what is not his
 */
export async function proposedCopy(actor: Actor, id: string): Promise<ProposalCopy> {
  const subject = { type: 'application', id }
  await allow(actor, 'application.propose', subject)
  const application = uuid().safeParse(id).success
    ? await db().application.findFirst({ where: { AND: [{ id }, fillScope(actor)] } })
    : null
  if (!application) return deny(actor, 'application.propose', subject)
  const person = await personFacts(actor, db(), application.accountId)
  return {
    ...(await checkingOf(actor, await copyOf(actor, application), person)),
    decision: decisionIn(application.status, await historyOf(actor, 'application', id)),
    reason: application.proposalReason ?? '',
  }
}

/**
 * Sends a proposal to the bureau, which alone decides; the expert is told.
 * @throws Refusal notFound, refused with the sentence of the machine
 */
export async function submitProposal(
  actor: Actor,
  input: { applicationId: string; reason: string },
): Promise<{ status: string }> {
  const subject = { type: 'application', id: input.applicationId }
  await allow(actor, 'application.propose', subject)
  const inForce = await currentPolicy()
  const result = await writeTx(actor, async tx => {
    const application = await lockOwnApplication(actor, tx, input.applicationId)
    if (!application) return null
    await lockExpert(actor, tx, application.accountId)
    const { id } = application
    await tx.application.update({ where: { id }, data: { proposalReason: input.reason } })
    const moved = await sendOff(actor, tx, inForce, application, '')
    await enqueueSms(tx, {
      ...(await reached(actor, tx, application.accountId)),
      template: 'change.proposed',
      params: { site: inForce.policy.authority.siteTitle, by: signatureOf(actor).office, reason: input.reason },
      dedupeKey: `proposal:${id}:${moved.version}`,
    })
    return { status: moved.status as string }
  })
  return result ?? deny(actor, 'application.propose', subject)
}
