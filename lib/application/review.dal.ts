import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { signatureOf } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { may, type Permission } from '@/lib/access/permissions'
import { isSamePerson } from '@/lib/access/same-person'
import { applicationScope, departmentTree, ownDepartment } from '@/lib/access/scope'
import { writeTx } from '@/lib/access/transaction'
import { countView } from '@/lib/access/views'
import { vouchFor } from '@/lib/affiliation/write.dal'
import { judgeNow, keepJudgement } from '@/lib/eligibility/judge.dal'
import { unmetAt, viewEligibility } from '@/lib/eligibility/view.dal'
import { admitExpert } from '@/lib/expert/admit.dal'
import { originOf } from '@/lib/expert/origin.dal'
import { hasInvited, invitationOf } from '@/lib/invite/accepted.dal'
import { barredNamesake } from '@/lib/membership/namesake.dal'
import { enqueueSms } from '@/lib/message/outbox'
import { db, type Tx } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { asRecommender, courseOf, isEntry } from '@/lib/policy/desk.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Course, PolicyInForce } from '@/lib/policy/policy.schema'
import {
  type ApplicationFacts,
  type ApplicationStatus,
  applicantFacts,
  applicationMachine,
  applicationWords,
  type DeskEvent,
  isDeskEvent,
} from '@/lib/workflow/application.machine'
import { decidedLast, historyOf } from '@/lib/workflow/history.dal'
import { openEvents, stepLabel } from '@/lib/workflow/machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { Application } from '@/prisma/generated/client'
import { type ApplicationView, type SubmittedVersion, toSnapshot } from './application.dto'
import { earlierEnded } from './earlier.dal'
import { keepMends } from './mend.dal'
import type { Mend } from './mend.rules'
import { proposalOf, proposingAbout, reached } from './proposal.dal'
import { keepDepartment } from './recommender.dal'

type Found = { id: string; kind: string; accountId: string; departmentId: string | null }

async function factsFor(actor: Actor, application: Found): Promise<Omit<ApplicationFacts, 'unmet'>> {
  const [ownApplication, decided, department, newest, invitedHim] = await Promise.all([
    isSamePerson(actor, application.accountId),
    decidedLast(actor, db(), 'application', [application.id]),
    departmentStep(actor, application.departmentId),
    db().applicationVersion.findFirst({ where: { applicationId: application.id }, orderBy: { number: 'desc' } }),
    hasInvited(actor, application),
  ])
  const toCompare = newest !== null && toSnapshot(newest.snapshot).form?.code === 'unreadable'
  return {
    ...applicantFacts,
    ownApplication,
    decidedBefore: decided.has(application.id),
    invitedHim,
    department,
    toCompare,
  }
}

/** Whose the step of the department is: that of the one it was sent to, or of one above it; without one the bureau's. */
async function departmentStep(actor: Actor, departmentId: string | null): Promise<ApplicationFacts['department']> {
  const own = ownDepartment(actor)
  if (departmentId === null) return own || !may(actor, 'application.decide') ? 'others' : 'standIn'
  if (!own) return 'others'
  const within = await db().department.count({ where: { AND: [{ id: departmentId }, departmentTree(own)] } })
  return within > 0 ? 'mine' : 'others'
}

/**
 * One application as the actor may read it: a submitted version, its history, and what he can do now.
 * @param number which submission; the newest without it, and where there is no such
 * @throws Refusal notFound when it is out of reach or does not exist; both look alike and are audited
 */
export async function viewApplication(actor: Actor, id: string, number?: number): Promise<ApplicationView> {
  const subject = { type: 'application', id }
  await allow(actor, 'application.view', subject)
  const isId = uuid().safeParse(id).success
  const application =
    isId &&
    (await db().application.findFirst({
      where: { AND: [{ id }, applicationScope(actor)] },
      include: {
        account: { select: { name: true } },
        department: { select: { name: true } },
        versions: { orderBy: { number: 'desc' }, select: { number: true, submittedAt: true } },
      },
    }))
  if (!application) return deny(actor, 'application.view', subject)
  await countView(actor)
  const inForce = await currentPolicy()
  const { policy } = inForce
  const course = courseOf(application)
  const machine = applicationMachine(policy, asRecommender(application.recommender), course)
  const words = applicationWords(policy, course)
  const { versions } = application
  const chosen = versions.find(one => one.number === number)?.number ?? versions[0]?.number
  const [submitted, previous] = await Promise.all([
    submittedVersion({ applicationId: id, number: chosen ?? 0 }),
    submittedVersion({ applicationId: id, number: (chosen ?? 0) - 1 }),
  ])
  const known = await factsFor(actor, application)
  const judged = await viewEligibility(actor, inForce, application, known.ownApplication)
  const facts = { ...known, unmet: await unmetAt(actor, application.status, judged) }
  return {
    id: application.id,
    course,
    proposal: await proposalOf(actor, id),
    invitation: await invitationOf(actor, application),
    origin: await originOf(actor, application.accountId, application),
    proposing: await proposingAbout(actor, application.accountId, id),
    number: application.number,
    name: application.account.name,
    status: application.status,
    statusLabel: machine.labels[application.status],
    statusSince: application.statusSince,
    version: application.version,
    submitted,
    previous,
    base: await submittedVersion(application.baseVersionId),
    versions: versions.map(version => ({ number: version.number, at: version.submittedAt })),
    history: (await historyOf(actor, 'application', id)).map(step => ({
      ...step,
      label: stepLabel(words, step),
      toLabel: machine.labels[step.to as ApplicationStatus],
    })),
    department: application.department?.name ?? null,
    standIn: application.status === 'atDepartment' && application.departmentId === null,
    earlier: await earlierEnded(actor, policy, application),
    barredNamesake: await barredNamesake(actor, application.accountId),
    eligibility: judged,
    events: openEvents(machine, application.status, actor, facts).filter(one => isDeskEvent(one.event)),
  }
}

/**
 * What the actor can do now with one application, without its content: for a preview of many.
 * @throws Refusal notFound
 */
export async function deedsOn(
  actor: Actor,
  id: string,
): Promise<Pick<ApplicationView, 'version' | 'statusLabel' | 'events'>> {
  const subject = { type: 'application', id }
  await allow(actor, decidingPermission(actor), subject)
  const application = await db().application.findFirst({ where: { AND: [{ id }, applicationScope(actor)] } })
  if (!application) return deny(actor, 'application.view', subject)
  const inForce = await currentPolicy()
  const machine = applicationMachine(inForce.policy, asRecommender(application.recommender), courseOf(application))
  const known = await factsFor(actor, application)
  const judged = await judgeNow(actor, db(), inForce, id)
  const facts = { ...known, unmet: await unmetAt(actor, application.status, judged) }
  return {
    version: application.version,
    statusLabel: machine.labels[application.status],
    events: openEvents(machine, application.status, actor, facts).filter(one => isDeskEvent(one.event)),
  }
}

/** @param which a version by its id, or one of an application by its number */
async function submittedVersion(which: Which): Promise<SubmittedVersion | null> {
  if (which === null) return null
  const version = await db().applicationVersion.findUnique({
    where: typeof which === 'string' ? { id: which } : { applicationId_number: which },
  })
  if (!version) return null
  const { number, hash, submittedAt, snapshot } = version
  return { number, hash, at: submittedAt, snapshot: toSnapshot(snapshot) }
}

type Which = string | { applicationId: string; number: number } | null

export type DecideInput = {
  id: string
  /** the version the decider was looking at */
  version: number
  event: DeskEvent
  opinion?: string | null
  /** with a return: what shall be mended; without any the whole application opens */
  mend?: Mend[]
  /** he ticked that he has compared the stamped form with the system */
  confirmed?: boolean
}

/** What somebody needs to decide anywhere at all; the machine knows what each step needs. */
function decidingPermission(actor: Actor): Permission {
  if (actor.kind === 'unitAdmin') return 'application.recommend'
  return may(actor, 'application.recommendDepartment') ? 'application.recommendDepartment' : 'application.decide'
}

/**
 * A desk decides: 推荐, 退回修改, 不予推荐, 审核通过, 同意拟入库, 审核不通过; the bureau also corrects a 拟入库. Status, history, audit, message and, where it
 * admits, the entry into the pool stand or fall together.
 * @throws Refusal notFound, refused, invalid (opinion owed), conflict (somebody was first: who and when)
 */
export async function decideApplication(
  actor: Actor,
  input: DecideInput,
): Promise<{ status: ApplicationStatus; label: string }> {
  const subject = { type: 'application', id: input.id }
  await allow(actor, decidingPermission(actor), subject)
  const inForce = await currentPolicy()
  const application = await db().application.findFirst({ where: { AND: [{ id: input.id }, applicationScope(actor)] } })
  if (!application) return deny(actor, 'application.view', subject)
  const course = courseOf(application)
  const machine = applicationMachine(inForce.policy, asRecommender(application.recommender), course)
  const known = await factsFor(actor, application)
  const status = await writeTx(actor, async tx => {
    // nobody accepts or withdraws a relaxation while this is decided
    await tx.$queryRaw`SELECT 1 FROM application WHERE id = ${application.id}::uuid FOR UPDATE`
    const judged = await judgeNow(actor, tx, inForce, application.id)
    const facts = { ...known, unmet: await unmetAt(actor, application.status, judged) }
    const moved = await transition(actor, tx, {
      machine,
      subject: { type: 'application', id: application.id, status: application.status, version: input.version },
      event: input.event,
      facts,
      policyVersionId: inForce.id,
      opinion: input.opinion,
      confirmed: input.confirmed,
    })
    await keepJudgement(actor, tx, { id: application.id, subjectVersion: moved.version }, judged)
    if (moved.status === 'admitted') await admitExpert(actor, tx, application)
    if (input.event === 'recommend' && application.status === 'atUnit')
      await vouchFor(actor, tx, application, inForce.id)
    // back from 拟入库 he is in no batch of 公示 any more: it can only have been a draft
    if (application.status === 'proposed')
      await tx.publicityEntry.deleteMany({ where: { applicationId: application.id } })
    if (input.event === 'return') await keepMends(actor, tx, { ...application, ...moved }, input.mend ?? [])
    await keepDepartment(actor, tx, inForce.policy, { ...application, ...moved })
    await tell(actor, tx, inForce, { ...application, course, version: moved.version }, input)
    return moved.status
  })
  return { status, label: machine.labels[status] }
}

/**
 * The SMS that a decision owes the applicant; a recommendation owes none. A proposal goes back to who made it.
 * @param application as it was before the decision, with the version it has now
 */
async function tell(
  actor: Actor,
  tx: Tx,
  { policy }: PolicyInForce,
  application: Pick<Application, 'id' | 'accountId' | 'status' | 'version' | 'proposedById'> & { course: Course },
  { event, opinion }: DecideInput,
): Promise<void> {
  if (event === 'recommend') return
  const { course, proposedById, status } = application
  const common = {
    ...(await reached(actor, tx, application.accountId, event === 'return' ? proposedById : null)),
    dedupeKey: `application:${application.id}:${application.version}`,
  }
  const { siteTitle: site, name } = policy.authority
  const said = { site, opinion: opinion?.trim() ?? '' }
  const entry = isEntry(course)
  if (event === 'approve') {
    const admitted = policy.path.publicityDays === null ? 'application.admitted' : 'application.proposed'
    return enqueueSms(tx, { ...common, template: entry ? admitted : 'change.admitted', params: { site } })
  }
  const by = decidedBy(actor, name)
  if (event === 'return')
    return enqueueSms(tx, {
      ...common,
      template: entry ? 'application.returned' : 'change.returned',
      params: { ...said, by },
    })
  if (status !== 'atBureau' && status !== 'proposed')
    return enqueueSms(tx, {
      ...common,
      template: entry ? 'application.notRecommended' : 'change.notAgreed',
      params: { ...said, by },
    })
  return enqueueSms(tx, { ...common, template: entry ? 'application.refused' : 'change.refused', params: said })
}

/** Who decided, as the applicant is told: the unit, the department, or the bureau under its whole name. */
function decidedBy(actor: Actor, authority: string): string {
  if (actor.kind === 'unitAdmin') return actor.unitName
  return ownDepartment(actor) ? signatureOf(actor).office : authority
}
