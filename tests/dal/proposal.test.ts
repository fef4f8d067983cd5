import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { startChange } from '@/lib/application/change.dal'
import { ownApplication } from '@/lib/application/own.dal'
import { proposedCopy, startProposal } from '@/lib/application/propose.dal'
import { viewApplication } from '@/lib/application/review.dal'
import { submitApplication, withdrawApplication } from '@/lib/application/submit.dal'
import { removeFile } from '@/lib/file/attach.dal'
import { filesOf, openFile } from '@/lib/file/file.dal'
import { db } from '@/lib/platform/db'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { type Applicant, decide, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { department, give, makeManager, staffOf } from '../support/departments'
import { brokenInvariants } from '../support/invariants'
import { statementVersion } from '../support/people'
import { enforce } from '../support/policy'
import { proposed, send, toOffice } from '../support/proposals'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()

let unit: UnitActor
let reviewer: StaffActor
let officer: StaffActor
let stranger: StaffActor
beforeAll(async () => {
  await enforce('wuhan', { terms: { ...wuhan.terms, insideRegions: [] } })
  unit = await unitOf('active')
  reviewer = await makeReviewer('沈鉴')
  const manager = await makeManager('业勤')
  const district = await department(manager, '某区科技局')
  officer = await staffOf('归口员', district, '某区科技局')
  stranger = await staffOf('别处员', await department(manager, '别区科技局'), '别区科技局')
  await give(manager, unit, district)
})

const entryOf = (person: Applicant) => db().expert.findUniqueOrThrow({ where: { accountId: person.accountId } })
const templatesFor = async (accountId: string) =>
  (await db().message.findMany({ where: { accountId }, orderBy: { id: 'asc' } })).map(message => message.template)

test.each([
  ['a unit', () => unit, 'unit'],
  ['a department', () => officer, 'department'],
] as const)('%s proposes, the bureau alone decides, the expert is told and only reads', async (_, actor, by) => {
  const person = await expertOf(unit, reviewer)
  const before = await entryOf(person)
  const change = await proposed(actor(), person)
  expect(await proposed(actor(), person)).toEqual(change)
  const copy = await proposedCopy(actor(), change.applicationId)
  expect(copy.snapshot.person.docMask).toMatch(/\*{10}/)
  expect(await refusalOf(send(actor(), change))).toMatchObject({ message: expect.stringContaining('没有变化') })
  await toOffice(actor(), change)
  // as long as it is not sent, the expert stands where he stood
  expect(await ownApplication(person)).toMatchObject({ course: 'entry', status: 'admitted' })
  expect(await send(actor(), change)).toEqual({ status: 'atBureau' })
  expect(await ownApplication(person)).toMatchObject({
    course: 'proposal',
    next: 'wait',
    canWithdraw: false,
    proposal: { by, reason: '科室已经调整。' },
    member: { profile: 'underReview' },
  })
  const seen = await viewApplication(reviewer, change.applicationId)
  expect(seen).toMatchObject({ course: 'proposal', proposal: { by } })
  expect(seen.events.map(event => event.event)).toEqual(['approve', 'return', 'refuse'])
  expect(await entryOf(person)).toEqual(before)
  await decide(reviewer, change, 'approve')
  expect(await entryOf(person)).toMatchObject({ admittedAt: before.admittedAt, status: 'active' })
  expect(await templatesFor(person.accountId)).toEqual(['application.admitted', 'change.proposed', 'change.admitted'])
  expect(await brokenInvariants()).toEqual([])
})

test('what is proposed about him the expert can neither change, send nor take back', async () => {
  const person = await expertOf(unit, reviewer)
  const change = await proposed(unit, person)
  expect(await refusalOf(startChange(person))).toMatchObject({ message: expect.stringContaining('正在为您提出') })
  const mine = { applicationId: change.applicationId }
  expect(await refusalOf(toOffice(person, change))).toMatchObject({ code: 'notFound' })
  const version = await statementVersion()
  const sent = submitApplication(person, { ...mine, statementVersion: version })
  expect(await refusalOf(sent)).toMatchObject({ code: 'notFound' })
  expect(await refusalOf(withdrawApplication(person, mine))).toMatchObject({ code: 'notFound' })
})

test('neither another unit, another department nor the unit of a department’s proposal reaches it', async () => {
  const person = await expertOf(unit, reviewer)
  const other = await unitOf('active')
  for (const actor of [other, stranger])
    expect(await refusalOf(startProposal(actor, { accountId: person.accountId }))).toMatchObject({ code: 'notFound' })
  const change = await proposed(officer, person)
  for (const actor of [unit, other, stranger]) {
    expect(await refusalOf(proposedCopy(actor, change.applicationId))).toMatchObject({ code: 'notFound' })
    expect(await refusalOf(toOffice(actor, change))).toMatchObject({ code: 'notFound' })
    expect(await refusalOf(send(actor, change))).toMatchObject({ code: 'notFound' })
    expect(await refusalOf(withdrawApplication(actor, change))).toMatchObject({ code: 'notFound' })
  }
  expect(await refusalOf(startProposal(unit, { accountId: person.accountId }))).toMatchObject({ code: 'refused' })
})

test('returned it goes back to the proposer, who is told; taken back it leaves everything in force', async () => {
  const person = await expertOf(unit, reviewer)
  const before = await entryOf(person)
  const change = await proposed(unit, person)
  await toOffice(unit, change)
  await send(unit, change)
  await decide(reviewer, change, 'return', '请附调动文件。')
  expect(await templatesFor(unit.accountId)).toContain('change.returned')
  expect(await proposedCopy(unit, change.applicationId)).toMatchObject({
    copy: { status: 'returned', closed: null },
    decision: { opinion: '请附调动文件。' },
  })
  expect(await viewApplication(unit, change.applicationId)).toMatchObject({
    proposing: { way: 'continue', applicationId: change.applicationId },
  })
  await withdrawApplication(unit, { applicationId: change.applicationId })
  expect(await entryOf(person)).toEqual(before)
  expect(await viewApplication(unit, person.applicationId)).toMatchObject({ proposing: { way: 'begin' } })
  expect(await brokenInvariants()).toEqual([])
})

test('the proposer works with the evidence of the version in force, and no other unit reads it', async () => {
  const person = await expertOf(unit, reviewer)
  const change = await proposed(unit, person)
  const [file] = await filesOf(unit, { applicationId: change.applicationId })
  expect(file).toMatchObject({ name: '职称证书（示例）.pdf' })
  ;(await openFile(unit, file!.id)).stream.destroy()
  expect(await refusalOf(openFile(stranger, file!.id))).toMatchObject({ code: 'notFound' })
  expect(await refusalOf(removeFile(stranger, { fileId: file!.id }))).toMatchObject({ code: 'notFound' })
  await removeFile(unit, { fileId: file!.id })
  expect(await filesOf(unit, { applicationId: change.applicationId })).toEqual([])
  ;(await openFile(person, file!.id)).stream.destroy()
})
