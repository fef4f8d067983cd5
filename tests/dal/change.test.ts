import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { startChange } from '@/lib/application/change.dal'
import { saveSection, workingCopy } from '@/lib/application/fill.dal'
import { checkWorkingCopy, ownApplication, ownInForce } from '@/lib/application/own.dal'
import { countApplications, listApplications } from '@/lib/application/queue.dal'
import { decideApplication, viewApplication } from '@/lib/application/review.dal'
import { restartApplication, submitApplication, withdrawApplication } from '@/lib/application/submit.dal'
import { confirmProfile, ownMembership } from '@/lib/expert/own.dal'
import { removeFile } from '@/lib/file/attach.dal'
import { openFile } from '@/lib/file/file.dal'
import { decideMember } from '@/lib/membership/decide.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { shaoxing } from '@/lib/policy/presets/shaoxing'
import { changesBetween } from '@/lib/profile/diff.rules'
import { rowsOf, type SectionData } from '@/lib/profile/values.rules'
import { attachSample } from '@/prisma/seed/demo-people'
import { type Applicant, applicantAtBureau, decide, expertOf, registeredPerson } from '../support/applications'
import { useDatabase } from '../support/database'
import { department, give, makeManager, staffOf } from '../support/departments'
import { brokenInvariants } from '../support/invariants'
import { statementVersion } from '../support/people'
import { enforce } from '../support/policy'
import { makeReviewer, outcomes, refusalOf, times, unitOf } from '../support/units'

useDatabase()
afterEach(() => setClock(null))

let unit: UnitActor
let reviewer: StaffActor
beforeAll(async () => {
  unit = await unitOf('active')
  reviewer = await makeReviewer('沈鉴')
})

const entryOf = (person: Applicant) => db().expert.findUniqueOrThrow({ where: { accountId: person.accountId } })

/** The same person at his change instead of his entry. */
async function changing(person: Applicant): Promise<Applicant> {
  return { ...person, applicationId: (await startChange(person)).applicationId }
}

/** Types one part anew, beginning from what is stored. */
async function edit(person: Applicant, section: ProfileSection, change: (data: SectionData) => SectionData) {
  const saved = (await workingCopy(person))!.sections[section]!
  const { applicationId } = person
  return saveSection(person, { applicationId, section, version: saved.version, data: change(saved.data) })
}

const submit = async ({ applicationId, ...person }: Applicant) =>
  submitApplication(person, { applicationId, statementVersion: await statementVersion() })

const toOffice = (person: Applicant) => edit(person, 'basic', data => ({ ...data, department: '教务处' }))
const lastTemplates = async (person: Applicant) =>
  (await db().message.findMany({ where: { accountId: person.accountId }, orderBy: { id: 'asc' } })).map(m => m.template)

test('a change begins as a copy of what is in force, and the pool stays as it is', async () => {
  const person = await expertOf(unit, reviewer)
  const before = await entryOf(person)
  const change = await changing(person)
  const copy = (await workingCopy(change))!
  expect(copy).toMatchObject({ course: 'change', status: 'draft', fillable: true, closed: null })
  expect(copy.applicationId).not.toBe(person.applicationId)
  expect(copy.sections.basic!.data).toMatchObject({ department: '科研处' })
  const { base, snapshot } = (await checkWorkingCopy(change))!
  expect(changesBetween(copy.policy, base!, snapshot)).toEqual([])
  await toOffice(change)
  expect(await entryOf(person)).toEqual(before)
  expect((await ownInForce(person))!.sections.basic).toMatchObject({ department: '科研处' })
  expect(await ownApplication(change)).toMatchObject({
    course: 'change',
    next: 'continue',
    canWithdraw: true,
    member: { status: 'active', profile: 'current', whyNotChange: expect.stringContaining('正在办理') },
  })
})

test('twenty starts at once make one change', async () => {
  const person = await expertOf(unit, reviewer)
  const { done, failed } = await outcomes(times(20, () => startChange(person)))
  expect(failed).toEqual([])
  expect(new Set(done.map(one => one.applicationId)).size).toBe(1)
  expect(await db().application.count({ where: { accountId: person.accountId } })).toBe(2)
})

test('only who is active in the pool changes; a second application is not begun there', async () => {
  const beginner = await registeredPerson(unit)
  expect(await refusalOf(startChange(beginner))).toMatchObject({ code: 'refused' })
  const person = await expertOf(unit, reviewer)
  await decideMember(await makeManager(), { id: person.accountId, version: 0, event: 'suspend', opinion: '调查中。' })
  expect(await refusalOf(startChange(person))).toMatchObject({ message: expect.stringContaining('「暂停」') })
  expect(await refusalOf(restartApplication(person))).toMatchObject({ code: 'invalid' })
})

test('what is a year old is confirmed with one word, counts for a year again, and leaves everything else as it is', async () => {
  const person = await expertOf(unit, reviewer)
  const before = await entryOf(person)
  expect(await refusalOf(confirmProfile(person))).toMatchObject({ message: expect.stringContaining('一年之内') })
  setClock(new Date(before.admittedAt.getTime() + 366 * 86_400_000))
  expect(await ownMembership(person)).toMatchObject({ profile: 'outdated', confirmedAt: null })
  const { done } = await outcomes(times(5, () => confirmProfile(person)))
  expect(done).toHaveLength(1)
  const confirmedAt = new Date(done[0]!.confirmedAt)
  expect(await ownMembership(person)).toMatchObject({ profile: 'current', confirmedAt })
  expect(await entryOf(person)).toEqual({ ...before, confirmedAt })
  expect(await db().auditEvent.count({ where: { objectId: person.accountId, action: 'expert.confirm' } })).toBe(1)
  setClock(new Date(confirmedAt.getTime() + 366 * 86_400_000))
  expect(await ownMembership(person)).toMatchObject({ profile: 'outdated' })
  await startChange(person)
  expect(await refusalOf(confirmProfile(person))).toMatchObject({ message: expect.stringContaining('正在办理') })
})

test('a change in which nothing differs is refused with a sentence', async () => {
  const change = await changing(await expertOf(unit, reviewer))
  expect(await refusalOf(submit(change))).toMatchObject({ message: expect.stringContaining('没有变化，不需要提交') })
  await toOffice(change)
  await edit(change, 'basic', data => ({ ...data, department: '科研处' }))
  expect(await refusalOf(submit(change))).toMatchObject({ code: 'refused' })
})

test('every desk agrees before it is in force; the entry keeps its day and its state', async () => {
  const person = await expertOf(unit, reviewer)
  const before = await entryOf(person)
  setClock(new Date(before.admittedAt.getTime() + 86_400_000))
  const change = await changing(person)
  await toOffice(change)
  await edit(change, 'basic', data => ({ ...data, disciplines: ['32024'] }))
  expect(await submit(change)).toEqual({ status: 'atUnit' })
  expect(await ownApplication(change)).toMatchObject({ member: { profile: 'underReview' }, next: 'wait' })
  const seen = await viewApplication(unit, change.applicationId)
  expect(seen).toMatchObject({
    course: 'change',
    base: { snapshot: { sections: { basic: { department: '科研处' } } } },
  })
  expect(seen.events.map(event => event.label)).toEqual(['同意变更', '退回修改', '不同意变更'])
  await decide(unit, change, 'recommend')
  expect(await entryOf(person)).toEqual(before)
  await decide(reviewer, change, 'approve')
  const after = await entryOf(person)
  const { versionId } = after
  const read = { wordsVersionId: versionId, tiesVersionId: versionId, tiesAt: after.tiesAt }
  expect(after).toEqual({ ...before, versionId, ...read })
  expect(after.versionId).not.toBe(before.versionId)
  const codes = await db().expertDiscipline.findMany({ where: { expertId: person.accountId } })
  expect(codes.map(row => row.code)).toEqual(['32024'])
  expect((await ownInForce(person))!.sections.basic).toMatchObject({ department: '教务处' })
  expect(await lastTemplates(person)).toEqual(['application.admitted', 'change.admitted'])
  // read later, it is still compared with what was in force when it began
  const later = await viewApplication(reviewer, change.applicationId)
  expect(later.base!.snapshot.sections.basic).toMatchObject({ department: '科研处' })
  expect(await ownApplication(change)).toMatchObject({ next: 'done', member: { whyNotChange: null } })
})

test('refused or withdrawn, everything stays in force and another change goes on from what was written', async () => {
  const person = await expertOf(unit, reviewer)
  const before = await entryOf(person)
  const first = await changing(person)
  await toOffice(first)
  const fileId = (await db().storedFile.findFirstOrThrow({ where: { ownerId: person.accountId } })).id
  await removeFile(first, { fileId })
  const { policy } = (await workingCopy(first))!
  await attachSample(first, {
    purpose: 'evidence',
    applicationId: first.applicationId,
    section: policy.profile.sections.includes('evidence') ? 'evidence' : 'titles',
    name: '新的证书.pdf',
  })
  await submit(first)
  await decide(unit, first, 'refuse', '科室没有变动。')
  expect(await entryOf(person)).toEqual(before)
  expect(await ownApplication(first)).toMatchObject({
    next: 'done',
    status: 'refused',
    decision: { opinion: '科室没有变动。' },
    member: { whyNotChange: null, profile: 'current' },
  })
  expect(await lastTemplates(person)).toEqual(['application.admitted', 'change.notAgreed'])
  expect(await refusalOf(restartApplication(first))).toMatchObject({ message: expect.stringContaining('已经在库') })

  const second = await changing(person)
  expect(second.applicationId).not.toBe(first.applicationId)
  const copy = (await workingCopy(second))!
  expect(copy.sections.basic!.data).toMatchObject({ department: '教务处' })
  // a paper of the version in force is back, the new one came along
  expect(copy.files.map(file => file.name).sort()).toEqual(['新的证书.pdf', '职称证书（示例）.pdf'].sort())
  expect(copy.files.map(file => file.id)).toContain(fileId)
  await withdrawApplication(second, { applicationId: second.applicationId })
  expect(await entryOf(person)).toEqual(before)
  expect(await ownApplication(second)).toMatchObject({ status: 'withdrawn', next: 'done' })
})

test('evidence of the entry goes along under the same ids and stays readable to those who read the entry', async () => {
  const person = await expertOf(unit, reviewer)
  const file = await db().storedFile.findFirstOrThrow({ where: { ownerId: person.accountId } })
  const change = await changing(person)
  await toOffice(change)
  for (const actor of [person, unit, reviewer]) (await openFile(actor, file.id)).stream.destroy()
  await removeFile(change, { fileId: file.id })
  for (const actor of [person, unit, reviewer]) (await openFile(actor, file.id)).stream.destroy()
  const other = await unitOf('active')
  expect(await refusalOf(openFile(other, file.id))).toMatchObject({ code: 'notFound' })
  expect((await viewApplication(reviewer, person.applicationId)).submitted!.snapshot.files).toMatchObject([
    { id: file.id },
  ])
})

test('returned with a row named, only that row opens again', async () => {
  const change = await changing(await expertOf(unit, reviewer))
  await edit(change, 'projects', data => ({
    ...data,
    rows: rowsOf(data).map(row => ({ ...row, number: '示科-2022-019' })),
  }))
  await submit(change)
  const seen = await viewApplication(unit, change.applicationId)
  const rowId = String(rowsOf(seen.submitted!.snapshot.sections.projects)[0]!.id)
  await decideApplication(unit, {
    id: change.applicationId,
    version: seen.version,
    event: 'return',
    opinion: '项目编号请核对。',
    mend: [{ section: 'projects', rowId, remark: '与合同书不一致' }],
  })
  expect((await workingCopy(change))!.mends).toMatchObject([{ section: 'projects', rowId }])
  expect(await refusalOf(toOffice(change))).toMatchObject({ code: 'refused' })
  await edit(change, 'projects', data => ({
    ...data,
    rows: rowsOf(data).map(row => ({ ...row, number: '示科-2022-020' })),
  }))
  expect(await submit(change)).toEqual({ status: 'atUnit' })
  const again = await viewApplication(unit, change.applicationId)
  expect(rowsOf(again.base!.snapshot.sections.projects)[0]).toMatchObject({ number: '示科-2022-018' })
  expect(again.versions).toHaveLength(2)
})

test('a queue can be asked for changes alone', async () => {
  const own = await unitOf('active')
  const person = await expertOf(own, reviewer)
  const change = await changing(person)
  await toOffice(change)
  await submit(change)
  const page = { size: 10, sort: 'asc' } as const
  const rows = async (kind?: 'first' | 'change') => (await listApplications(own, { ...page, kind })).rows
  expect((await rows('change')).map(row => [row.id, row.course])).toEqual([[change.applicationId, 'change']])
  expect((await rows('first')).map(row => row.id)).toEqual([person.applicationId])
  expect(await countApplications(own, {})).toEqual({ count: 2, more: false })
})

test('what was written into a change that was taken back stands in the next one of the same version', async () => {
  const person = await expertOf(unit, reviewer)
  const first = await changing(person)
  await toOffice(first)
  await submit(first)
  await withdrawApplication(first, { applicationId: first.applicationId })
  const next = await changing(person)
  expect(next.applicationId).not.toBe(first.applicationId)
  expect((await workingCopy(next))!.sections.basic!.data).toMatchObject({ department: '教务处' })
  await submit(next)
  await decide(unit, next, 'recommend')
  await decide(reviewer, next, 'approve')
  // in force by now: the one after it begins from there
  expect((await workingCopy(await changing(person)))!.sections.basic!.data).toMatchObject({ department: '教务处' })
  expect(await brokenInvariants()).toEqual([])
})

test('三个都同意才生效, without publicity (S§7)', async () => {
  const terms = { ...shaoxing.terms, insideRegions: [] }
  await enforce('shaoxing', { terms, path: { ...shaoxing.path, publicityDays: null } })
  const manager = await makeManager('业勤')
  const own = await unitOf('active')
  const district = await department(manager, '某区科技局')
  await give(manager, own, district)
  const officer = await staffOf('归口员', district, '某区科技局')
  const person = await applicantAtBureau(own)
  await decide(officer, person, 'recommend')
  await decide(reviewer, person, 'approve')
  await enforce('shaoxing', { terms })
  const before = await entryOf(person)
  const change = await changing(person)
  await toOffice(change)
  expect(await submit(change)).toEqual({ status: 'atUnit' })
  expect(await decide(own, change, 'recommend')).toMatchObject({ status: 'atDepartment' })
  expect(await decide(officer, change, 'recommend')).toMatchObject({ status: 'atBureau' })
  expect(await entryOf(person)).toEqual(before)
  expect(await decide(reviewer, change, 'approve')).toMatchObject({ status: 'admitted' })
  expect((await entryOf(person)).admittedAt).toEqual(before.admittedAt)
  expect(await brokenInvariants()).toEqual([])
})
