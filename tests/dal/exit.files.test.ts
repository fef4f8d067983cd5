import { randomUUID } from 'node:crypto'
import type { SignedInActor, StaffActor, UnitActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { removeFile } from '@/lib/file/attach.dal'
import { cleanUploads } from '@/lib/file/clean.dal'
import { stateOwn } from '@/lib/membership/own.dal'
import { ownPlace, viewMember } from '@/lib/membership/view.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { UploadPurpose } from '@/lib/policy/upload-purposes'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { makeManager } from '../support/departments'
import { makePdf } from '../support/files'
import { brokenInvariants } from '../support/invariants'
import { decideAbout, enforceDormancy } from '../support/membership'
import { newPerson } from '../support/people'
import { staffOf } from '../support/staff'
import { makeReviewer, refusalOf, unitOf, visitor } from '../support/units'
import { openBrowser } from '../support/upload-browser'
import { type Site, startSite } from '../support/upload-site'

jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))
useDatabase()

let site: Site
let unit: UnitActor
let reviewer: StaffActor
let other: StaffActor
let manager: StaffActor
const pdf = makePdf({ size: 3000 })

beforeAll(async () => {
  site = await startSite()
  await enforceDormancy()
  unit = await unitOf('active')
  reviewer = await makeReviewer('沈鉴')
  other = await makeReviewer('旁观')
  manager = await makeManager('业勤')
})
afterAll(() => site.close())
afterEach(() => setClock(null))

/** Uploads as the browser does. @returns the id, or the sentence it was refused with */
async function upload(who: SignedInActor, purpose: UploadPurpose, memberId?: string) {
  const browser = await openBrowser(site, who)
  const input = { purpose, ...(memberId && { memberId }) }
  const announced = await browser.announce(input, { name: '签到表.pdf', size: pdf.length, type: 'application/pdf' })
  if (!announced.ok) return { id: '', message: ((await announced.json()) as { message: string }).message }
  const [{ url }] = (await announced.json()) as [{ url: string }]
  const { serverData } = (await (await browser.put(url, pdf)).json()) as { serverData: { id: string } }
  return { id: serverData.id, message: '' }
}
const evidence = async (person: Applicant, who: SignedInActor = reviewer) =>
  (await upload(who, 'exitEvidence', person.accountId)).id
const opens = async (who: SignedInActor, id: string) =>
  (await (await openBrowser(site, who)).send(`/api/files/${id}`)).status
const propose = (person: Applicant, who = reviewer) => decideAbout(who, person, 'proposeExit', { reason: 'leak' })
const namesOf = (files: { name: string }[]) => files.map(file => file.name)

test('evidence goes along with the exit: its expert, who proposed it and who may confirm it read it, nobody else', async () => {
  const person = await expertOf(unit, reviewer)
  const id = await evidence(person)
  expect(namesOf((await viewMember(reviewer, person.accountId)).proposal!.files)).toEqual(['签到表.pdf'])
  // before it is proposed it is its author's alone
  expect([await opens(reviewer, id), await opens(person, id), await opens(manager, id)]).toEqual([200, 404, 404])
  expect((await viewMember(other, person.accountId)).proposal!.files).toEqual([])
  await propose(person)
  for (const who of [reviewer, manager, person]) expect(await opens(who, id)).toBe(200)
  const stranger = await expertOf(unit, reviewer)
  const double = await makeManager('同权')
  expect(await opens(double, id)).toBe(200)
  for (const who of [other, unit, stranger, await newPerson()]) expect(await opens(who, id)).toBe(404)
  expect(await opens(await staffOf('noticeEditor'), id)).toBe(404)
  const files = async (who: StaffActor) => (await viewMember(who, person.accountId)).exit!.files
  expect([namesOf((await files(manager)).evidence), (await files(other)).evidence]).toEqual([['签到表.pdf'], []])
  expect(namesOf((await ownPlace(person))!.exit!.files.evidence)).toEqual(['签到表.pdf'])
  for (const who of [reviewer, person]) expect((await refusalOf(removeFile(who, { fileId: id }))).code).toBe('notFound')
  expect(await brokenInvariants()).toEqual([])
})

test('what was uploaded about one expert does not prove anything about another; a reason that alleges owes proof', async () => {
  const [person, second] = [await expertOf(unit, reviewer), await expertOf(unit, reviewer)]
  await evidence(person)
  await evidence(second, manager)
  expect((await refusalOf(propose(second))).fieldErrors).toHaveProperty('evidence')
  await decideAbout(reviewer, second, 'proposeExit', { reason: 'other' })
  expect((await viewMember(manager, second.accountId)).exit!.files.evidence).toEqual([])
  await propose(person)
  expect((await upload(reviewer, 'exitEvidence', person.accountId)).message).toContain('现在不能提出出库')
})

test('the expert answers with files while he is heard; they stay with his answer', async () => {
  const person = await expertOf(unit, reviewer)
  expect((await upload(person, 'exitAnswer')).message).toContain('现在没有需要您陈述申辩的事项')
  await evidence(person)
  await propose(person)
  const [wrong, id] = [(await upload(person, 'exitAnswer')).id, (await upload(person, 'exitAnswer')).id]
  expect([await opens(person, id), await opens(manager, id)]).toEqual([200, 404])
  await removeFile(person, { fileId: wrong })
  expect((await ownPlace(person))!.answer!.files).toHaveLength(1)
  await stateOwn(person, { statement: '见附件，不是我。' })
  const { exit } = await viewMember(manager, person.accountId)
  expect([namesOf(exit!.files.answer), await opens(manager, id), await opens(other, id)]).toEqual([
    ['签到表.pdf'],
    200,
    404,
  ])
  expect((await refusalOf(removeFile(person, { fileId: id }))).code).toBe('notFound')
  expect((await ownPlace(person))!.answer!.files).toEqual([])
})

test('nobody uploads evidence who cannot propose an exit, nor about nobody', async () => {
  const person = await expertOf(unit, reviewer)
  for (const who of [unit, person, await staffOf('noticeEditor')])
    expect((await upload(who, 'exitEvidence', person.accountId)).id).toBe('')
  expect((await upload(reviewer, 'exitEvidence')).id).toBe('')
  expect((await upload(reviewer, 'exitEvidence', randomUUID())).message).toContain('现在不能提出出库')
  expect((await upload(reviewer, 'exitAnswer', person.accountId)).id).toBe('')
  const browser = await openBrowser(site, visitor())
  const offer = { name: 'a.pdf', size: pdf.length, type: 'application/pdf' }
  expect((await browser.announce({ purpose: 'exitEvidence', memberId: person.accountId }, offer)).ok).toBe(false)
})

test('what was never proposed goes after a day, what proved nothing with the exit that came to nothing', async () => {
  const [idle, person, kept] = [
    await expertOf(unit, reviewer),
    await expertOf(unit, reviewer),
    await expertOf(unit, reviewer),
  ]
  const unused = await evidence(idle)
  const [unproved, proved] = [await evidence(person), await evidence(kept)]
  for (const one of [person, kept]) {
    await propose(one)
    await stateOwn(one, { statement: '不属实。' })
  }
  await decideAbout(manager, person, 'rejectExit')
  await decideAbout(manager, kept, 'confirmExit')
  expect([await opens(manager, unproved), await opens(manager, proved)]).toEqual([404, 200])
  setClock(new Date(Date.now() + 25 * 3_600_000))
  await cleanUploads(systemActor('clean-uploads'))
  const left = await db().storedFile.findMany({ where: { id: { in: [unused, unproved, proved] } } })
  expect(left.map(file => file.id)).toEqual([proved])
  expect(await brokenInvariants()).toEqual([])
})
