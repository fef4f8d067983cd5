import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { ownApplication } from '@/lib/application/own.dal'
import { viewApplication } from '@/lib/application/review.dal'
import { restartApplication } from '@/lib/application/submit.dal'
import { ownMembership } from '@/lib/expert/own.dal'
import { searchExperts, viewExpert } from '@/lib/expert/pool.dal'
import { readWords } from '@/lib/expert/words.dal'
import { cleanUploads } from '@/lib/file/clean.dal'
import { decideMember } from '@/lib/membership/decide.dal'
import { requestExit } from '@/lib/membership/own.dal'
import { keepMembership } from '@/lib/membership/run.dal'
import { confirmRun, viewRuns } from '@/lib/membership/runs.dal'
import { ownPlace, viewMember } from '@/lib/membership/view.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { applicationData } from '@/lib/privacy/own-applications.dal'
import { countOwnData } from '@/lib/privacy/own-data.dal'
import { apply } from '@/prisma/seed/demo'
import { type Applicant, decide, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { makeManager } from '../support/departments'
import { brokenInvariants } from '../support/invariants'
import {
  china,
  decideAbout,
  enforceDormancy,
  eventsOf,
  exitOf,
  memberOf,
  ownVersion,
  quietPool,
  turnAt,
} from '../support/membership'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()

let unit: UnitActor
let reviewer: StaffActor
let manager: StaffActor
const worker = systemActor('membership')

beforeAll(async () => {
  await enforceDormancy({
    dormantAfterYears: null,
    leaveAfterYears: null,
    keepAfterExitYears: 3,
    massCap: { share: 0, atLeast: 2 },
  })
  unit = await unitOf('active')
  reviewer = await makeReviewer('沈鉴')
  manager = await makeManager('业勤')
})
beforeEach(quietPool)
afterEach(async () => {
  expect(await brokenInvariants()).toEqual([])
  setClock(null)
})

/** Somebody who left on his own wish at that time. */
async function left(at: string): Promise<Applicant> {
  setClock(china(at))
  const person = await expertOf(unit, reviewer)
  await requestExit(person, await ownVersion(person))
  await decideAbout(manager, person, 'confirmExit')
  return person
}
const day = async (person: Applicant) => (await exitOf(person)).keepUntil?.toISOString().slice(0, 10)
const isErased = async (person: Applicant) => (await exitOf(person)).erasedAt !== null
const snapshots = async (person: Applicant) =>
  JSON.stringify(await db().applicationVersion.findMany({ where: { application: { accountId: person.accountId } } }))

test('until the day that was fixed everything is there; the day after it is gone, once, whatever two workers do', async () => {
  const person = await left('2030-05-10T09:00:00')
  const { name } = await db().person.findUniqueOrThrow({ where: { accountId: person.accountId } })
  expect(await day(person)).toBe('2033-05-10')
  expect((await ownPlace(person))!.consequence).toContain('您的资料保存到 2033年5月10日，之后删除')
  expect((await viewMember(manager, person.accountId)).consequence).toContain('资料保存到 2033年5月10日')
  await turnAt('2033-05-10T23:59:59')
  expect([await isErased(person), (await snapshots(person)).includes(name)]).toEqual([false, true])
  setClock(china('2033-05-11T00:00:00'))
  await Promise.all([keepMembership(worker), keepMembership(worker)])
  expect(await isErased(person)).toBe(true)
  const texts = await snapshots(person)
  expect([texts.includes(name), texts.includes('（已按期删除）')]).toEqual([false, true])
  expect(await memberOf(person)).toMatchObject({ name: '（已按期删除）', birthDate: null, pinyin: '', status: 'left' })
  const { accountId, applicationId } = person
  const judged = await db().judgement.findMany({ where: { applicationId }, select: { results: true } })
  expect(judged.length).toBeGreaterThan(0)
  expect(judged.every(({ results }) => JSON.stringify(results) === '[]')).toBe(true)
  const { version } = await memberOf(person)
  const undo = { id: accountId, version, event: 'revokeExit' as const, opinion: '再核实。' }
  expect((await refusalOf(decideMember(await makeManager('业明'), undo))).message).toContain(
    '资料已按期删除，不能撤销出库',
  )
  expect(await db().applicationSection.count({ where: { application: { accountId } } })).toBe(0)
  expect(await db().storedFile.count({ where: { application: { accountId }, removedAt: null } })).toBe(0)
  expect(await db().auditEvent.count({ where: { action: 'membership.erase', objectId: accountId } })).toBe(1)
  // the record of what was decided stays, and so does his account
  expect(await eventsOf(person)).toEqual(['admit', 'requestExit', 'confirmExit'])
  expect(await db().person.count({ where: { accountId, name } })).toBe(1)

  setClock(china('2033-05-13T00:00:00'))
  await cleanUploads(systemActor('clean-uploads'))
  expect(await db().storedFile.count({ where: { application: { accountId } } })).toBe(0)
  await readWords(systemActor('read-words'))
  // every page that showed it still opens
  expect((await viewExpert(reviewer, accountId)).snapshot.person.name).toBe('（已按期删除）')
  expect((await viewApplication(reviewer, person.applicationId)).submitted!.snapshot.files).toEqual([])
  expect((await searchExperts(reviewer, { name, status: ['left'], size: 5 })).rows).toEqual([])
  expect((await viewMember(manager, accountId)).consequence).toContain('已于 2033年5月11日删除')
  expect((await ownMembership(person))!.place.consequence).toContain('保存期已满')
  expect((await ownApplication(person))!.status).toBe('admitted')
  expect(await countOwnData(person)).toMatchObject({ files: 0 })
  expect(JSON.stringify(await db().$transaction(tx => applicationData(person, tx)))).not.toContain(name)
  await turnAt('2033-05-14T00:00:00')
  expect(await db().auditEvent.count({ where: { action: 'membership.erase', objectId: accountId } })).toBe(1)
})

test('a way back stays open: he applies anew, is admitted, and nothing of the old exit stops or erases him', async () => {
  const person = await left('2030-05-10T09:00:00')
  await turnAt('2033-05-11T00:00:00')
  expect(await isErased(person)).toBe(true)
  const { applicationId } = await restartApplication(person)
  const again = { ...person, applicationId }
  await apply(again, { unitName: unit.unitName, title: '231', disciplines: ['32027'], research: '临床研究。' })
  await decide(unit, again, 'recommend')
  await decide(reviewer, again, 'approve')
  const { name } = await db().person.findUniqueOrThrow({ where: { accountId: person.accountId } })
  expect(await memberOf(person)).toMatchObject({ status: 'active', name, titleCode: '231' })
  await turnAt('2033-06-11T00:00:00')
  expect((await memberOf(person)).name).toBe(name)
})

test('who applies again or comes back before the day is left alone, until that has ended', async () => {
  const [applying, returned] = [await left('2030-05-10T09:00:00'), await left('2030-05-10T09:00:00')]
  setClock(china('2033-05-01T09:00:00'))
  for (const person of [applying, returned]) {
    const { applicationId } = await restartApplication(person)
    person.applicationId = applicationId
    await apply(person, { unitName: unit.unitName, title: '231', disciplines: ['32027'], research: '临床研究。' })
  }
  await decide(unit, returned, 'recommend')
  await decide(reviewer, returned, 'approve')
  await turnAt('2033-05-11T00:00:00')
  expect([await isErased(applying), await isErased(returned)]).toEqual([false, false])
  await decide(unit, applying, 'recommend')
  await decide(reviewer, applying, 'refuse', '近五年没有新的成果。')
  await turnAt('2033-05-12T00:00:00')
  expect([await isErased(applying), await isErased(returned)]).toEqual([true, false])
  expect((await memberOf(returned)).status).toBe('active')
})

test('a draft that he has begun since stays his', async () => {
  const person = await left('2030-05-10T09:00:00')
  setClock(china('2033-05-01T09:00:00'))
  const { applicationId } = await restartApplication(person)
  const parts = () => db().applicationSection.count({ where: { applicationId } })
  const before = await parts()
  await turnAt('2033-05-11T00:00:00')
  expect([await isErased(person), before > 0, await parts()]).toEqual([true, true, before])
})

test('more than the cap wait for a person; nothing of them is erased before, and everything after', async () => {
  const people = [
    await left('2031-05-10T09:00:00'),
    await left('2031-05-10T09:00:00'),
    await left('2031-05-10T09:00:00'),
  ]
  await turnAt('2034-05-11T00:00:00')
  expect(await Promise.all(people.map(isErased))).toEqual([false, false, false])
  const [run] = (await viewRuns(manager)).waiting
  expect(run).toMatchObject({ kind: 'erase', planned: 3, cap: 2 })
  await confirmRun(manager, { id: run!.id, version: run!.version, reason: '名单已核对。' })
  await turnAt('2034-05-11T01:00:00')
  expect(await Promise.all(people.map(isErased))).toEqual([true, true, true])
})

test('where a bar is longer than the years it is kept as long; without a term no day is fixed', async () => {
  setClock(china('2030-05-10T09:00:00'))
  const barred = await expertOf(unit, reviewer)
  await decideAbout(reviewer, barred, 'proposeExit', { reason: 'leak', evidence: '签到表在档案室。' })
  setClock(china('2030-06-10T09:00:00'))
  await decideAbout(manager, barred, 'confirmExit', { confirmed: true })
  expect(await day(barred)).toBe('2035-06-10')
  await turnAt('2033-06-11T00:00:00')
  expect(await isErased(barred)).toBe(false)
  await enforceDormancy({ keepAfterExitYears: null })
  const free = await left('2030-05-10T09:00:00')
  expect(await day(free)).toBeUndefined()
  expect((await ownPlace(free))!.consequence).toContain('按主管部门的档案规定保存')
})
