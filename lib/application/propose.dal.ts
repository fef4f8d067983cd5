import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { accountOf, signatureOf } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { fillScope } from '@/lib/access/scope'
import { writeTx } from '@/lib/access/transaction'
import { lockLiveAffiliation } from '@/lib/affiliation/write.dal'
import { whyUnderWay } from '@/lib/expert/membership.rules'
import { enqueueSms } from '@/lib/message/outbox'
import { db, type Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type ApplicationStatus, applicationWords } from '@/lib/workflow/application.machine'
import { historyOf } from '@/lib/workflow/history.dal'
import { stepLabel } from '@/lib/workflow/machine'
import type { OwnApplication, SavedReason } from './application.dto'
import { copyInForce, lockExpert } from './change.dal'
import { personFacts } from './content.dal'
import { copyOf, lockOwnApplication } from './fill.dal'
import { type Checking, checkingOf } from './own.dal'
import { type DeskDecision, decisionIn } from './path.rules'
import { expertsToPropose, reached } from './proposal.dal'
import { dropReason, savedReason } from './reason.dal'
import { sendOff } from './submit.dal'

/**
 * 提出信息变更 (S§7): a unit about its expert, or a department about one of its units', begins a copy of what is in force.
 * Asking twice gives the same one.
 * @throws Refusal notFound for people out of reach, refused when he is not active in the pool or a change is under way
 */
export async function startProposal(actor: Actor, input: { accountId: string }): Promise<{ applicationId: string }> {
  const subject = { type: 'expert', id: input.accountId }
  await allow(actor, 'application.propose', subject)
  if (!(await isWithin(actor, db(), input.accountId))) return deny(actor, 'application.propose', subject)
  if (await isSamePerson(actor, input.accountId))
    throw refused('不能为本人提出信息变更。请用本人的专家账号登录，点“更新专家信息”。')
  const { policy } = await currentPolicy()
  return writeTx(actor, async tx => {
    const { expert, open } = await lockExpert(actor, tx, input.accountId)
    if (open) {
      const own = await tx.application.count({ where: { AND: [{ id: open.id }, fillScope(actor)] } })
      if (own > 0) return { applicationId: open.id }
      throw refused(whyUnderWay(policy, open, 'proposer'))
    }
    const unitId = await unitStillWithin(actor, tx, input.accountId)
    const proposer = {
      proposedBy: actor.kind === 'unitAdmin' ? 'unit' : 'department',
      proposedById: accountOf(actor)!,
    } as const
    return { applicationId: await copyInForce(actor, tx, { ...expert, unitId }, proposer) }
  })
}

const isWithin = async (actor: Actor, tx: Pick<Tx, 'account'>, id: string): Promise<boolean> =>
  (await tx.account.count({ where: { AND: [{ id }, expertsToPropose(actor)] } })) > 0

/** The expert's unit, held still with his affiliation: it may have been merged or disabled, or he have left, a moment ago. */
async function unitStillWithin(actor: Actor, tx: Tx, accountId: string): Promise<string> {
  const live = await lockLiveAffiliation(actor, tx, accountId)
  const [unit] = await tx.$queryRaw<{ status: string }[]>`
    SELECT status::text AS status FROM unit WHERE id = ${live?.unitId ?? null}::uuid FOR SHARE`
  if (live && unit?.status === 'active' && (await isWithin(actor, tx, accountId))) return live.unitId
  throw refused('这位专家的所在单位刚刚有变动，现在不能提出变更。请刷新页面查看。')
}

/** What a proposer works on: the working copy with its check, why it came back, the reason as typed, what happened. */
export type ProposalCopy = Checking & {
  decision: DeskDecision | null
  reason: SavedReason
  /** it was sent at least once, so that it is read where applications are */
  sent: boolean
  history: OwnApplication['history']
}

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
  const copy = await copyOf(actor, application)
  const history = await historyOf(actor, 'application', id)
  const words = applicationWords(copy.policy, copy.course)
  return {
    ...(await checkingOf(actor, copy, person)),
    decision: decisionIn(application.status, history),
    reason: await savedReason(actor, application),
    sent: application.submittedAt !== null,
    history: history.map(step => ({
      ...step,
      label: stepLabel(words, step),
      toLabel: words.labels[step.to as ApplicationStatus],
    })),
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
    const about = await subjectOf(actor, tx, input.applicationId)
    if (!about) return null
    await lockExpert(actor, tx, about)
    const application = await lockOwnApplication(actor, tx, input.applicationId)
    if (!application) return null
    const { id } = application
    await tx.application.update({ where: { id }, data: { proposalReason: input.reason } })
    await dropReason(actor, tx, id)
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

/** Whom an own proposal is about; he is held before it. */
async function subjectOf(actor: Actor, tx: Tx, id: string): Promise<string | null> {
  if (!uuid().safeParse(id).success) return null
  const where = { AND: [{ id }, fillScope(actor)] }
  return (await tx.application.findFirst({ where, select: { accountId: true } }))?.accountId ?? null
}
