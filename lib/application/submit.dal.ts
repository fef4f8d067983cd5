import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { fillPermission } from '@/lib/access/scope'
import { writeTx } from '@/lib/access/transaction'
import { assertMayApply } from '@/lib/affiliation/own.dal'
import { assertMaySend, enterThrough } from '@/lib/call/entry.dal'
import { whyNotChange } from '@/lib/expert/membership.rules'
import { takeEvidenceAlong } from '@/lib/file/file.dal'
import { assertScanned } from '@/lib/file/scan.dal'
import { asksForStamp, whyStampMissing } from '@/lib/infoform/code.rules'
import { stampedForm } from '@/lib/infoform/stamp.dal'
import { informUnit } from '@/lib/invite/accepted.dal'
import { whyNotReenter } from '@/lib/membership/exit.rules'
import { lastExit } from '@/lib/membership/member.dal'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { conflict, invalid, refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { chinaDay, storedDay } from '@/lib/platform/time'
import { asRecommender, courseOf } from '@/lib/policy/desk.rules'
import { membershipLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { PolicyInForce, Recommender } from '@/lib/policy/policy.schema'
import { changesBetween } from '@/lib/profile/diff.rules'
import { disciplinesOf } from '@/lib/profile/facts.rules'
import { missingOf } from '@/lib/profile/progress.rules'
import { type ApplicationStatus, applicantFacts, applicationMachine, ended } from '@/lib/workflow/application.machine'
import { recordBeginning, transition } from '@/lib/workflow/transition.dal'
import type { Application } from '@/prisma/generated/client'
import type { Snapshot } from './application.dto'
import { contentHash, presentContent } from './content.dal'
import { latestApplication, lockOwnApplication } from './fill.dal'
import { keepDepartment } from './recommender.dal'

/**
 * Submits the working copy: checks it by the strict schemas, freezes it as a version, sends it to the first desk.
 * @throws Refusal refused with the sentence of the machine when something is missing, nothing was changed or the state
 *   forbids it
 */
export async function submitApplication(
  actor: Actor,
  input: { applicationId: string; statementVersion: string; recommender?: Recommender },
): Promise<{ status: string }> {
  const subject = { type: 'application', id: input.applicationId }
  await allow(actor, 'application.submit', subject)
  const { accountId } = actor as IndividualActor
  const inForce = await currentPolicy()
  const { statementVersion } = input
  if (statementVersion !== inForce.policy.agreements.statement.version)
    throw invalid({ agreed: ['承诺书的内容刚刚更新，请刷新页面，重新阅读后再勾选。'] })
  const result = await writeTx(actor, async tx => {
    const application = await lockOwnApplication(actor, tx, input.applicationId)
    if (!application) return null
    await assertMayApply(actor, tx, accountId)
    // another window of his chose otherwise: what he reads beside the button must be what happens
    if (input.recommender && input.recommender !== asRecommender(application.recommender))
      throw conflict('推荐人刚刚改过，请刷新页面，核对由谁推荐后再提交。')
    await assertMaySend(actor, tx, inForce.policy, application)
    const moved = await sendOff(actor, tx, inForce, application, statementVersion)
    await informUnit(actor, tx, inForce.policy, application)
    return { status: moved.status as string }
  })
  return result ?? deny(actor, 'application.submit', subject)
}

/**
 * Sends an application that is held still to its first desk, with what is frozen of it.
 * @param statementVersion of the 承诺 that was signed; empty for a proposal, which its expert does not sign
 */
export async function sendOff(
  actor: Actor,
  tx: Tx,
  { id: policyVersionId, policy }: PolicyInForce,
  application: Application,
  statementVersion: string,
): Promise<{ status: ApplicationStatus; version: number }> {
  const { id, status, version } = application
  await assertMayChange(tx, application)
  await assertScanned(actor, tx, { applicationId: id })
  const { progress, sections, files, base, content, hash } = await presentContent(actor, tx, policy, application)
  const asked = asksForStamp(policy, courseOf(application))
  const form = asked && hash ? await stampedForm(actor, tx, application, hash) : null
  const moved = await transition(actor, tx, {
    machine: applicationMachine(policy, asRecommender(application.recommender), courseOf(application)),
    subject: { type: 'application', id, status, version },
    event: 'submit',
    facts: {
      ...applicantFacts,
      missing: missingOf(progress).map(item => item.message),
      stamp: asked ? whyStampMissing(form?.verdict ?? null) : null,
      // as the page before the button compares it
      unchanged: base !== null && changesBetween(policy, base, { sections, files }).length === 0,
    },
    policyVersionId,
  })
  await keepDepartment(actor, tx, policy, { ...application, ...moved })
  // the machine has let it pass: nothing is missing
  await freeze(actor, tx, id, { ...content!, ...(form && { form: form.kept }) }, statementVersion)
  // the disciplines stand beside the snapshot too, so that a queue can be asked for those somebody serves
  const disciplineCodes = disciplinesOf(content!.sections)
  await tx.application.update({ where: { id }, data: { submittedAt: now(), policyVersionId, disciplineCodes } })
  return moved
}

async function freeze(
  actor: Actor,
  tx: Tx,
  applicationId: string,
  snapshot: Snapshot,
  statementVersion: string,
): Promise<void> {
  const count = await tx.applicationVersion.count({ where: { applicationId } })
  await tx.applicationVersion.create({
    data: {
      id: newId(),
      applicationId,
      number: count + 1,
      snapshot: snapshot as object,
      hash: contentHash(actor, snapshot),
      statementVersion,
      submittedAt: now(),
    },
  })
}

/** 撤回: who sent it takes it back before a decision; afterwards another may be started. @throws Refusal notFound, refused */
export async function withdrawApplication(
  actor: Actor,
  input: { applicationId: string; opinion?: string | null },
): Promise<{ status: string }> {
  const subject = { type: 'application', id: input.applicationId }
  const permission = fillPermission(actor, 'application.withdraw')
  await allow(actor, permission, subject)
  const { id: policyVersionId, policy } = await currentPolicy()
  const result = await writeTx(actor, async tx => {
    const application = await lockOwnApplication(actor, tx, input.applicationId)
    if (!application) return null
    const moved = await transition(actor, tx, {
      machine: applicationMachine(policy, asRecommender(application.recommender), courseOf(application)),
      subject: { type: 'application', id: application.id, status: application.status, version: application.version },
      event: 'withdraw',
      facts: applicantFacts,
      policyVersionId,
      opinion: input.opinion,
    })
    return { status: moved.status as string }
  })
  return result ?? deny(actor, permission, subject)
}

/**
 * Starts another application after one that was withdrawn or refused, or after an exit from the pool; sections and
 * evidence are taken over as they were.
 * @throws Refusal refused before the day from which somebody who left may apply again, or outside a call where the policy
 *   demands one
 */
export async function restartApplication(actor: Actor): Promise<{ applicationId: string }> {
  await allow(actor, 'application.fill')
  const { accountId } = actor as IndividualActor
  const { policy } = await currentPolicy()
  return writeTx(actor, async tx => {
    await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
    const last = await latestApplication(actor, tx)
    const left = await leftPool(actor, tx, accountId)
    const over = last && ended.includes(last.status) && (left || (last.status !== 'admitted' && last.kind !== 'change'))
    if (!over) throw invalid({}, '您已有一份进行中的申请，或已经在库，不需要重新申请。')
    const { unitId } = await assertMayApply(actor, tx, accountId)
    const callId = await enterThrough(actor, tx, policy)
    return { applicationId: await restartFrom(actor, tx, last, { accountId, unitId, callId }) }
  })
}

/** Writes the application that follows one that is over, with what that held. The person is held by the caller. */
export async function restartFrom(
  actor: Actor,
  tx: Tx,
  last: Application,
  into: { accountId: string; unitId: string; callId?: string | null; kind?: 'invited' },
): Promise<string> {
  const { id: policyVersionId } = await currentPolicy()
  const sections = await tx.applicationSection.findMany({ where: { applicationId: last.id } })
  const recommender = asRecommender(last.recommender)
  const data = { ...into, recommender, policyVersionId, status: 'draft' } as const
  const id = await createApplication(actor, tx, data, 'restart')
  await tx.applicationSection.createMany({
    data: sections.map(row => ({ applicationId: id, section: row.section, data: row.data as object, version: 1 })),
  })
  const files = await takeEvidenceAlong(actor, tx, last.id, id)
  await audit(tx, actor, {
    action: 'application.restart',
    objectType: 'application',
    objectId: id,
    result: 'done',
    detail: { from: last.id, files },
  })
  return id
}

/** Whether the person was in the pool and left it. @throws Refusal refused while the reason of his exit bars him */
async function leftPool(actor: Actor, tx: Tx, accountId: string): Promise<boolean> {
  const member = await tx.expert.findUnique({ where: { accountId }, select: { status: true } })
  if (member?.status !== 'left') return false
  const exit = await lastExit(actor, tx, accountId)
  const why = whyNotReenter(storedDay(exit?.reentryFrom ?? null), now())
  if (why) throw refused(why)
  return true
}

/** @throws Refusal refused when the person may have left the pool, or been suspended, since the change began */
async function assertMayChange(tx: Tx, { kind, accountId }: Application): Promise<void> {
  if (kind !== 'change') return
  const member = await tx.expert.findUnique({ where: { accountId }, select: { status: true } })
  const why = whyNotChange(member && { ...member, statusLabel: membershipLabels[member.status] })
  if (why) throw refused(why)
}

/**
 * Writes a new application with its number and the first row of its history.
 * @param by the person, where he registers in this very transaction and the actor is still a visitor
 */
export async function createApplication(
  actor: Actor,
  tx: Tx,
  data: {
    accountId: string
    unitId: string
    policyVersionId: number
    status: 'empty' | 'draft'
    recommender?: Recommender
    kind?: 'first' | 'change' | 'invited'
    baseVersionId?: string
    callId?: string | null
    proposedBy?: 'unit' | 'department'
    proposedById?: string
  },
  event: 'create' | 'register' | 'begin' | 'restart' | 'change' | 'propose' = 'create',
  by?: { name: string },
): Promise<string> {
  const id = newId()
  const [sequence] = await tx.$queryRaw<{ next: bigint }[]>`SELECT nextval('application_number_seq') AS next`
  const at = now()
  const number = `${chinaDay(at).slice(0, 4)}-${String(sequence!.next).padStart(6, '0')}`
  await tx.application.create({ data: { id, number, ...data, statusSince: at, createdAt: at } })
  const { status, policyVersionId } = data
  const beginning = { type: 'application', id, status, policyVersionId, event } as const
  await recordBeginning(actor, tx, beginning, by && { accountId: data.accountId, name: by.name, office: '本人' })
  return id
}
