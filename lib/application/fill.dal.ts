import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { fillPermission, fillScope } from '@/lib/access/scope'
import { writeTx } from '@/lib/access/transaction'
import { filesOf } from '@/lib/file/file.dal'
import { db, type Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { asRecommender, courseOf } from '@/lib/policy/desk.rules'
import { applicationLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { draftSchema } from '@/lib/profile/draft.schema'
import { sectionFor } from '@/lib/profile/resolve.schema'
import type { SectionData } from '@/lib/profile/values.rules'
import { applicantFacts, applicationMachine } from '@/lib/workflow/application.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { Application } from '@/prisma/generated/client'
import { toSaved, type WorkingCopy } from './application.dto'
import { reasonPart } from './application.schema'
import { mendsOf, openingNow, openingsOf } from './mend.dal'
import { whyBeyond } from './mend.rules'
import { whyClosed } from './path.rules'
import { keepPart, storedPart } from './section.dal'

/** The database answers anything else with an error of its own. */
const isUuid = (text: string): boolean => uuid().safeParse(text).success

/**
 * The newest application of the person; ended ones count only while no other is open. What his unit or department
 * proposes about him counts from the day it is sent.
 */
export async function latestApplication(actor: Actor, tx: Pick<Tx, 'application'>) {
  const { accountId } = actor as IndividualActor
  return tx.application.findFirst({
    where: { accountId, OR: [{ proposedBy: null }, { submittedAt: { not: null } }] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
}

/**
 * The application whose working copy somebody may change now: an individual his own, a proposer what he proposes.
 * @throws Refusal notFound when it is not his, refused with the reason when it is not open for editing
 */
export async function assertFillable(actor: Actor, applicationId: string) {
  const subject = { type: 'application', id: applicationId }
  await allow(actor, fillPermission(actor), subject)
  const application = isUuid(applicationId)
    ? await db().application.findFirst({ where: { AND: [{ id: applicationId }, fillScope(actor)] } })
    : null
  if (!application) return deny(actor, fillPermission(actor), subject)
  const why = whyClosed((await currentPolicy()).policy, application.status, courseOf(application))
  if (why) throw refused(why)
  return application
}

/**
 * An application the actor may change or take back, held still for the rest of the transaction, so that nothing is
 * saved into what is being submitted at the same moment; null when it is not his or does not exist.
 */
export async function lockOwnApplication(actor: Actor, tx: Tx, applicationId: string) {
  if (!isUuid(applicationId)) return null
  const where = { AND: [{ id: applicationId }, fillScope(actor)] }
  if (!(await tx.application.findFirst({ where, select: { id: true } }))) return null
  await tx.$queryRaw`SELECT 1 FROM application WHERE id = ${applicationId}::uuid FOR UPDATE`
  return tx.application.findFirst({ where })
}

/** Everything the person's form needs: the newest application with its sections, files and policy; null before the first. */
export async function workingCopy(actor: Actor): Promise<WorkingCopy | null> {
  await allow(actor, 'application.viewOwn')
  const application = await latestApplication(actor, db())
  return application && copyOf(actor, application)
}

/**
 * The working copy of an application that its caller has read. Of what others propose about him an individual reads
 * what was sent, never what they are still writing.
 */
export async function copyOf(actor: Actor, application: Application): Promise<WorkingCopy> {
  const { policy } = await currentPolicy()
  const others = actor.kind === 'individual' && application.proposedBy !== null
  const rows = others
    ? []
    : await db().applicationSection.findMany({
        where: { applicationId: application.id, section: { not: reasonPart } },
      })
  const sections: WorkingCopy['sections'] = {}
  for (const row of rows) sections[row.section as ProfileSection] = toSaved(row)
  const mends = await mendsOf(actor, db(), application)
  const course = courseOf(application)
  const closed = whyClosed(policy, application.status, course, actor.kind === 'individual')
  return {
    applicationId: application.id,
    number: application.number,
    course,
    baseVersionId: application.baseVersionId,
    status: application.status,
    statusLabel: applicationLabels(policy, course)[application.status],
    statusSince: application.statusSince,
    version: application.version,
    fillable: closed === null,
    closed,
    recommender: asRecommender(application.recommender),
    sections,
    files: others ? [] : await filesOf(actor, { applicationId: application.id, waiting: true }),
    policy,
    mends,
    openings: await openingsOf(actor, db(), policy, application.id, mends),
  }
}

export type SaveResult =
  | { saved: true; version: number; savedAt: Date }
  | { saved: false; version: number; savedAt: Date; data: SectionData }

/**
 * Saves one section of the working copy. `version` is the one the browser last saw; an older one is not written but
 * answered with what is stored, so that the person can compare (trust CO5). The first save of an empty application
 * turns 信息未填写 into 填写中.
 * @param input.data what was typed, judged leniently (decision 003)
 * @throws Refusal notFound, refused (not open for editing), invalid for data beyond the caps
 */
export async function saveSection(
  actor: Actor,
  input: { applicationId: string; section: ProfileSection; version: number; data: unknown },
): Promise<SaveResult> {
  const { id: applicationId } = await assertFillable(actor, input.applicationId)
  const { id: policyVersionId, policy } = await currentPolicy()
  if (!policy.profile.sections.includes(input.section))
    return deny(actor, fillPermission(actor), { type: 'application', id: applicationId })
  const data = draftOf(input.section, input.data)
  return writeTx(actor, async tx => {
    const application = (await lockOwnApplication(actor, tx, applicationId))!
    const why = whyClosed(policy, application.status, courseOf(application))
    if (why) throw refused(why)
    const key = { applicationId, section: input.section }
    const opening = await openingNow(actor, tx, policy, application, input.section)
    const beyond = whyBeyond(sectionFor(policy, input.section), opening, (await storedPart(actor, tx, key)).data, data)
    if (beyond) throw refused(beyond)
    const stored = await keepPart(actor, tx, key, input.version, data)
    if (!stored) return { saved: false, ...(await storedPart(actor, tx, key)) }
    if (application.status === 'empty')
      await transition(actor, tx, {
        machine: applicationMachine(policy),
        subject: { type: 'application', id: applicationId, status: 'empty', version: application.version },
        event: 'fill',
        facts: applicantFacts,
        policyVersionId,
      })
    return { saved: true, ...stored }
  })
}

function draftOf(section: ProfileSection, data: unknown): SectionData {
  const parsed = draftSchema(section).safeParse(data)
  if (parsed.success) return parsed.data
  throw invalid(Object.fromEntries(parsed.error.issues.map(issue => [issue.path.join('.') || 'form', [issue.message]])))
}
