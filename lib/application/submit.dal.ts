import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { fillPermission } from '@/lib/access/scope'
import { writeTx } from '@/lib/access/transaction'
import { assertMayApply } from '@/lib/affiliation/own.dal'
import { sortKeys } from '@/lib/audit/chain.rules'
import { dict } from '@/lib/dict'
import { entry, fullName } from '@/lib/dict/tree'
import { snapshotFiles, takeEvidenceAlong } from '@/lib/file/file.dal'
import { assertScanned } from '@/lib/file/scan.dal'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { conflict, invalid } from '@/lib/platform/errors'
import { maskDocument, maskPhone } from '@/lib/platform/fields/masks'
import { newId, sha256 } from '@/lib/platform/ids'
import { chinaDay } from '@/lib/platform/time'
import { asRecommender, courseOf } from '@/lib/policy/desk.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy, PolicyInForce, ProfileSection, Recommender } from '@/lib/policy/policy.schema'
import { changesBetween } from '@/lib/profile/diff.rules'
import { disciplinesOf } from '@/lib/profile/facts.rules'
import { missingOf, profileProgress, strictSections } from '@/lib/profile/progress.rules'
import { rowsOf, type SectionData } from '@/lib/profile/values.rules'
import { type ApplicationStatus, applicantFacts, applicationMachine, ended } from '@/lib/workflow/application.machine'
import { recordBeginning, transition } from '@/lib/workflow/transition.dal'
import type { Application } from '@/prisma/generated/client'
import { type PersonFacts, type Snapshot, type SnapshotFile, toSnapshot } from './application.dto'
import { latestApplication, lockOwnApplication } from './fill.dal'
import { keepDepartment } from './recommender.dal'

/** The canonical bytes of a snapshot: JSON with keys in order. Its SHA-256 is the content hash. */
const snapshotHash = (snapshot: Snapshot): string => sha256(JSON.stringify(sortKeys(snapshot)))

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
    const moved = await sendOff(actor, tx, inForce, application, statementVersion)
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
  const { id, accountId, status, version } = application
  const rows = await tx.applicationSection.findMany({ where: { applicationId: id } })
  const sections: Snapshot['sections'] = {}
  for (const row of rows) sections[row.section as ProfileSection] = row.data as SectionData
  await assertScanned(actor, tx, { applicationId: id })
  const files = await snapshotFiles(actor, tx, id)
  const isDiscipline = (code: string) => entry('discipline', code) !== null
  const missing = missingOf(profileProgress(policy, { sections, files, isDiscipline })).map(item => item.message)
  const base = application.baseVersionId ? await versionSnapshot(actor, tx, application.baseVersionId) : null
  const moved = await transition(actor, tx, {
    machine: applicationMachine(policy, asRecommender(application.recommender), courseOf(application)),
    subject: { type: 'application', id, status, version },
    event: 'submit',
    facts: {
      ...applicantFacts,
      missing,
      // as the page before the button compares it
      unchanged: base !== null && changesBetween(policy, base, { sections, files }).length === 0,
    },
    policyVersionId,
  })
  await keepDepartment(actor, tx, policy, { ...application, ...moved })
  const person = await personFacts(actor, tx, accountId)
  const strict = { ...(base ? noLongerAsked(policy, base.sections) : {}), ...strictSections(policy, sections) }
  const proofs = files.filter(file => provesSomething(strict, file))
  await freeze(tx, id, { person, sections: strict, files: proofs }, statementVersion)
  await tx.application.update({ where: { id }, data: { submittedAt: now(), policyVersionId } })
  return moved
}

/** A version as it was frozen. */
export async function versionSnapshot(
  _actor: Actor,
  tx: Pick<Tx, 'applicationVersion'>,
  id: string,
): Promise<Snapshot> {
  return toSnapshot((await tx.applicationVersion.findUniqueOrThrow({ where: { id } })).snapshot)
}

/** Parts of the version in force that nobody is asked for any more stay as they are. */
const noLongerAsked = (policy: Policy, sections: Snapshot['sections']): Snapshot['sections'] =>
  Object.fromEntries(
    Object.entries(sections).filter(([section]) => !policy.profile.sections.includes(section as ProfileSection)),
  )

async function freeze(tx: Tx, applicationId: string, snapshot: Snapshot, statementVersion: string): Promise<void> {
  const count = await tx.applicationVersion.count({ where: { applicationId } })
  await tx.applicationVersion.create({
    data: {
      id: newId(),
      applicationId,
      number: count + 1,
      snapshot: snapshot as object,
      hash: snapshotHash(snapshot),
      statementVersion,
      submittedAt: now(),
    },
  })
  // kept beside the snapshot, so that a queue can be asked for the disciplines somebody serves
  await tx.application.update({
    where: { id: applicationId },
    data: { disciplineCodes: disciplinesOf(snapshot.sections) },
  })
}

/** Whether a file belongs to what is submitted: the paper of a row that was deleted does not. */
const provesSomething = (sections: Snapshot['sections'], { section, rowId }: SnapshotFile): boolean =>
  !section || (section in sections && (rowId === null || rowsOf(sections[section]).some(row => row.id === rowId)))

/** What is known of the person beside the sections, with masked numbers. */
export async function personFacts(_actor: Actor, tx: Tx, accountId: string): Promise<PersonFacts> {
  const account = await tx.account.findUniqueOrThrow({
    where: { id: accountId },
    include: {
      person: true,
      affiliations: { where: { endedAt: null }, include: { unit: true }, orderBy: { since: 'desc' } },
    },
  })
  const person = account.person!
  const unit = account.affiliations[0]?.unit
  const phone = decryptField(account.phoneCipher!, { table: 'account', id: account.id, column: 'phone' })
  const document = decryptField(person.docCipher, { table: 'person', id: account.id, column: 'doc' })
  return {
    name: person.name,
    sex: dict('sex').name(person.sex),
    docType: dict('documentType').name(person.docType),
    docMask: maskDocument(document),
    birthDate: person.birthDate?.toISOString().slice(0, 10) ?? null,
    phoneMask: maskPhone(phone),
    email: account.email,
    region: person.regionCode ? fullName('region', person.regionCode) : '',
    unitId: unit?.id ?? '',
    unitName: unit?.name ?? '',
  }
}

/**
 * 撤回: the applicant, or who proposed a change, takes it back before a decision; afterwards he may start another.
 */
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
 * Starts another application after one that was withdrawn or refused; sections and evidence are taken over as
 * they were.
 */
export async function restartApplication(actor: Actor): Promise<{ applicationId: string }> {
  await allow(actor, 'application.fill')
  const { accountId } = actor as IndividualActor
  const { id: policyVersionId } = await currentPolicy()
  return writeTx(actor, async tx => {
    await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
    const last = await latestApplication(actor, tx)
    if (!last || !ended.includes(last.status) || last.status === 'admitted' || last.kind !== 'first')
      throw invalid({}, '您已有一份进行中的申请，或已经在库，不需要重新申请。')
    const { unitId } = await assertMayApply(actor, tx, accountId)
    const sections = await tx.applicationSection.findMany({ where: { applicationId: last.id } })
    const recommender = asRecommender(last.recommender)
    const data = { accountId, unitId, recommender, policyVersionId, status: 'draft' } as const
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
    return { applicationId: id }
  })
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
    kind?: 'first' | 'change'
    baseVersionId?: string
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
