import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { isDiscipline } from '@/lib/dict/tree'
import { ownMembership } from '@/lib/expert/own.dal'
import { db } from '@/lib/platform/db'
import { courseOf } from '@/lib/policy/desk.rules'
import { applicationLabels } from '@/lib/policy/labels.rules'
import type { Policy, ProfileSection } from '@/lib/policy/policy.schema'
import { profileProgress, type SectionProgress } from '@/lib/profile/progress.rules'
import { publicityOf } from '@/lib/publicity/own.dal'
import {
  type ApplicationStatus,
  applicantFacts,
  applicationMachine,
  applicationWords,
  publishing,
} from '@/lib/workflow/application.machine'
import { historyOf } from '@/lib/workflow/history.dal'
import { stepLabel, whyNot } from '@/lib/workflow/machine'
import { type OwnApplication, type PersonFacts, type Snapshot, toSnapshot, type WorkingCopy } from './application.dto'
import { personFacts, versionSnapshot } from './content.dal'
import { workingCopy } from './fill.dal'
import { decisionIn, nextStepOf, pathSteps, waitingFor } from './path.rules'
import { proposalOf } from './proposal.dal'
import { deskNames } from './recommender.dal'

/** How far a working copy is; asks the discipline table of the server. */
export async function progressOf(_actor: Actor, copy: WorkingCopy) {
  return profileProgress(copy.policy, {
    sections: sectionData(copy),
    files: copy.files.filter(file => file.state !== 'infected' && file.purpose === 'evidence'),
    isDiscipline,
    returned: untouchedMends(copy),
  })
}

/** Parts that were sent back and to which nothing has been done since, neither in writing nor by a new paper. */
function untouchedMends({ mends, sections, files, statusSince }: WorkingCopy): ProfileSection[] {
  const since = statusSince.getTime()
  const touched = (section: ProfileSection) =>
    (sections[section]?.savedAt.getTime() ?? 0) >= since ||
    files.some(file => file.section === section && Date.parse(file.uploadedAt) >= since)
  return mends.map(mend => mend.section).filter(section => !touched(section))
}

const sectionData = (copy: Pick<WorkingCopy, 'sections'>): Snapshot['sections'] =>
  Object.fromEntries(Object.entries(copy.sections).map(([section, saved]) => [section, saved.data]))

/**
 * The individual's own view of where he stands: his newest application, its way, its history, what he can do now; null
 * before the first.
 * @throws Refusal notFound for everybody who is no individual
 */
export async function ownApplication(actor: Actor): Promise<OwnApplication | null> {
  const copy = await workingCopy(actor)
  if (!copy) return null
  const { policy, status } = copy
  const { recommender, course } = copy
  const machine = applicationMachine(policy, recommender, course)
  const words = applicationWords(policy, course)
  const history = await historyOf(actor, 'application', copy.applicationId)
  const unitName = (await ownFacts(actor)).unitName
  const names = await deskNames(actor, policy, copy.applicationId)
  return {
    applicationId: copy.applicationId,
    number: copy.number,
    course,
    member: await ownMembership(actor),
    proposal: await proposalOf(actor, copy.applicationId),
    status,
    statusLabel: copy.statusLabel,
    statusSince: copy.statusSince,
    unitName,
    steps: pathSteps(policy, status, history, recommender, course),
    next: nextStepOf(status, course),
    waiting: waitingFor(policy, status, names, course),
    publicity: publishing.includes(status) ? await publicityOf(actor, copy.applicationId) : null,
    progress: await progressOf(actor, copy),
    decision: decisionIn(status, history),
    history: history.map(step => ({
      ...step,
      label: stepLabel(words, step),
      toLabel: machine.labels[step.to as ApplicationStatus],
    })),
    canWithdraw: whyNot(machine, status, 'withdraw', actor, applicantFacts) === null,
    earlier: await earlierApplications(actor, copy.applicationId, policy),
  }
}

/** The words that came with a return, for the pages on which they are acted on; null in any other state. */
export async function returnedWith(actor: Actor, copy: Pick<WorkingCopy, 'applicationId' | 'status'>) {
  await allow(actor, 'application.viewOwn')
  if (copy.status !== 'returned') return null
  return decisionIn(copy.status, await historyOf(actor, 'application', copy.applicationId))
}

async function earlierApplications(actor: Actor, current: string, policy: Policy) {
  const { accountId } = actor as IndividualActor
  const rows = await db().application.findMany({
    where: { accountId, id: { not: current }, OR: [{ proposedBy: null }, { submittedAt: { not: null } }] },
    orderBy: { createdAt: 'desc' },
    take: 20,
    select: { id: true, number: true, kind: true, proposedBy: true, status: true, statusSince: true },
  })
  return Promise.all(
    rows.map(async ({ status, kind, proposedBy, ...row }) => ({
      ...row,
      statusLabel: `${kind === 'change' ? '变更 ' : ''}${applicationLabels(policy, courseOf({ kind, proposedBy }))[status]}`,
      decision: status === 'refused' ? decisionIn(status, await historyOf(actor, 'application', row.id)) : null,
    })),
  )
}

/** What is known of the person beside the sections; numbers masked. */
export async function ownFacts(actor: Actor) {
  await allow(actor, 'person.viewOwn')
  return personFacts(actor, db(), (actor as IndividualActor).accountId)
}

export type Checking = {
  snapshot: Snapshot
  progress: SectionProgress[]
  copy: WorkingCopy
  /** of a change: what it is compared to */
  base: Snapshot | null
}

/**
 * Everything before submitting: the working copy in the shape of a snapshot, and what is still missing. While nothing
 * can be changed the snapshot is the version that was submitted, which is what reviewers read. Null before the first.
 */
export async function checkWorkingCopy(actor: Actor): Promise<Checking | null> {
  const copy = await workingCopy(actor)
  return copy && checkingOf(actor, copy, await ownFacts(actor))
}

/** The same of a working copy that its caller has read. */
export async function checkingOf(actor: Actor, copy: WorkingCopy, person: PersonFacts): Promise<Checking> {
  const files = copy.files
    .filter(file => file.state === 'ready' && file.purpose === 'evidence')
    .map(({ id, name, size, section, rowId }) => ({ id, name, size, sha256: '', section, rowId }))
  const working = { person, sections: sectionData(copy), files }
  const snapshot = (!copy.fillable && (await lastSubmitted(copy.applicationId))) || working
  const base = copy.baseVersionId ? await versionSnapshot(actor, db(), copy.baseVersionId) : null
  return { snapshot, progress: await progressOf(actor, copy), copy, base }
}

/** What the pool holds about the individual, and since when; null while he is not in it. */
export async function ownInForce(actor: Actor): Promise<Snapshot | null> {
  await allow(actor, 'application.viewOwn')
  const { accountId } = actor as IndividualActor
  const expert = await db().expert.findUnique({ where: { accountId }, select: { versionId: true } })
  return expert && versionSnapshot(actor, db(), expert.versionId)
}

async function lastSubmitted(applicationId: string): Promise<Snapshot | null> {
  const version = await db().applicationVersion.findFirst({
    where: { applicationId },
    orderBy: { number: 'desc' },
    select: { snapshot: true },
  })
  return version && toSnapshot(version.snapshot)
}
