import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { viewPerson } from '@/lib/affiliation/view.dal'
import { startChange } from '@/lib/application/change.dal'
import { declineProposal } from '@/lib/application/decline.dal'
import { ownApplication } from '@/lib/application/own.dal'
import { proposedCopy, startProposal } from '@/lib/application/propose.dal'
import { viewApplication } from '@/lib/application/review.dal'
import { submitApplication, withdrawApplication } from '@/lib/application/submit.dal'
import { ownMembership } from '@/lib/expert/own.dal'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { switchUnit } from '@/lib/unit/review.dal'
import { type Applicant, applicantAtUnit, decide, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { department, give, makeManager, staffOf } from '../support/departments'
import { brokenInvariants } from '../support/invariants'
import { statementVersion } from '../support/people'
import { enforce } from '../support/policy'
import { proposed, send, toOffice } from '../support/proposals'
import { merge } from '../support/reshape'
import { makeReviewer, outcomes, refusalOf, times, unitOf } from '../support/units'

useDatabase()

let unit: UnitActor
let reviewer: StaffActor
let manager: StaffActor
let officer: StaffActor
beforeAll(async () => {
  await enforce('wuhan', { terms: { ...wuhan.terms, insideRegions: [] } })
  unit = await unitOf('active')
  reviewer = await makeReviewer('沈鉴')
  manager = await makeManager('业勤')
  const district = await department(manager, '某区科技局')
  officer = await staffOf('归口员', district, '某区科技局')
  await give(manager, unit, district)
})
afterEach(async () => expect(await brokenInvariants()).toEqual([]))

const openOf = (person: Applicant) =>
  db().application.count({
    where: { accountId: person.accountId, status: { notIn: ['admitted', 'refused', 'withdrawn'] } },
  })
const decline = (person: Applicant, change: Applicant, opinion?: string) =>
  declineProposal(person, { applicationId: change.applicationId, opinion })

/** What the newest message to somebody says. */
async function newestTo({ accountId }: { accountId: string }): Promise<string> {
  const message = await db().message.findFirst({ where: { accountId }, orderBy: { id: 'desc' } })
  return message ? decryptField(message.bodyCipher, { table: 'message', id: message.id, column: 'body' }) : ''
}

test('begun and forgotten, the expert sees who proposes since when, ends it, and changes his data himself', async () => {
  const person = await expertOf(unit, reviewer)
  const change = await proposed(unit, person)
  const { createdAt } = await db().application.findUniqueOrThrow({ where: { id: change.applicationId } })
  expect((await ownMembership(person))!).toMatchObject({
    whyNotChange: expect.stringContaining('还没有提交'),
    proposing: { applicationId: change.applicationId, office: unit.unitName, since: createdAt, returned: false },
  })
  expect(await decline(person, change, '我自己更新。')).toEqual({ status: 'withdrawn' })
  const copy = await proposedCopy(unit, change.applicationId)
  expect(copy.copy.closed).toContain('需要时可以重新提出')
  expect(copy.history.at(-1)).toMatchObject({
    label: '专家本人结束这份变更',
    office: '本人',
    opinion: '我自己更新。',
  })
  expect(await newestTo(unit)).toContain(`${person.name}本人已结束${unit.unitName}提出的专家信息变更`)
  const recorded = { action: 'application.decline', objectId: change.applicationId, result: 'done' }
  expect(await db().auditEvent.count({ where: recorded })).toBe(1)
  expect((await ownMembership(person))!).toMatchObject({ whyNotChange: null, proposing: null })
  await startChange(person)
  expect(await ownApplication(person)).toMatchObject({ course: 'change', status: 'draft' })
})

test('also one that came back and one whose unit was disabled; who has no phone is told nothing, nor is the expert', async () => {
  const gone = await unitOf('active')
  const person = await expertOf(gone, reviewer)
  const change = await proposed(gone, person)
  await toOffice(gone, change)
  await send(gone, change)
  await decide(reviewer, change, 'return', '请附文件。')
  const { version } = await db().unit.findUniqueOrThrow({ where: { id: gone.unitId } })
  await switchUnit(reviewer, { id: gone.unitId, version, event: 'disable', opinion: '单位已停办。' })
  expect((await ownMembership(person))!.proposing).toMatchObject({ returned: true })
  await decline(person, change)
  expect(await startChange(person)).toMatchObject({ applicationId: expect.any(String) })

  const other = await expertOf(unit, reviewer)
  const byOfficer = await proposed(officer, other)
  await db().account.update({ where: { id: officer.accountId }, data: { phoneCipher: null, phoneIndex: null } })
  await decline(other, byOfficer)
  expect(await newestTo(other)).not.toContain('已结束')
})

test('with the bureau he cannot end it; nobody ends what is not proposed about himself', async () => {
  const person = await expertOf(unit, reviewer)
  const other = await expertOf(unit, reviewer)
  const change = await proposed(unit, person)
  expect(await refusalOf(decline(other, change))).toMatchObject({ code: 'notFound' })
  expect(await refusalOf(decline(person, person))).toMatchObject({ code: 'notFound' })
  for (const actor of [unit, reviewer])
    expect(await refusalOf(declineProposal(actor, change))).toMatchObject({ code: 'notFound' })
  expect(await refusalOf(declineProposal(person, { applicationId: 'x' }))).toMatchObject({ code: 'notFound' })
  await toOffice(unit, change)
  await send(unit, change)
  expect((await ownMembership(person))!.proposing).toBeNull()
  expect(await refusalOf(decline(person, change))).toMatchObject({
    code: 'refused',
    message: expect.stringContaining('待科技局审核'),
  })
  const own = { ...other, ...(await startChange(other)) }
  expect(await refusalOf(decline(other, own))).toMatchObject({ code: 'notFound' })
})

test('where the expert changes his data himself, the refusal says whether he still writes; both pages say it too', async () => {
  const person = await expertOf(unit, reviewer)
  const own = { ...person, ...(await startChange(person)) }
  const start = () => startProposal(unit, { accountId: person.accountId })
  const affiliation = await db().affiliation.findFirstOrThrow({ where: { accountId: person.accountId } })
  const said = async (words: string) => {
    expect((await refusalOf(start())).message).toContain(words)
    const closed = { way: 'closed', why: expect.stringContaining(words) }
    expect((await viewApplication(unit, person.applicationId)).proposing).toMatchObject(closed)
    expect((await viewPerson(unit, affiliation.id)).proposing).toMatchObject(closed)
  }
  await said('还没有提交。请联系本人')
  await toOffice(person, own)
  await submitApplication(person, { applicationId: own.applicationId, statementVersion: await statementVersion() })
  await said('现在是「待单位审核」。办完之后才能再提出')
  await decide(unit, own, 'return', '请补充。')
  await said('已退回本人修改，还没有再次提交')
  await withdrawApplication(person, { applicationId: own.applicationId })
  expect((await viewPerson(unit, affiliation.id)).proposing).toMatchObject({ way: 'begin' })
  const change = await proposed(unit, person)
  const goOn = { way: 'continue', applicationId: change.applicationId }
  expect((await viewPerson(unit, affiliation.id)).proposing).toMatchObject(goOn)
  expect((await viewApplication(unit, person.applicationId)).proposing).toMatchObject(goOn)
  // who is not in the pool has nothing to be changed
  const applicant = await applicantAtUnit(unit)
  expect((await viewApplication(unit, applicant.applicationId)).proposing).toBeNull()
})

describe('everybody at once', () => {
  test('ending and sending: one of them counts, and neither waits for the other in a circle', async () => {
    for (let round = 0; round < 4; round += 1) {
      const person = await expertOf(unit, reviewer)
      const change = await proposed(unit, person)
      await toOffice(unit, change)
      const { done, failed } = await outcomes([
        decline(person, change),
        send(unit, change),
        decline(person, change),
        send(unit, change),
      ])
      expect([done.length, failed.length]).toEqual([1, 3])
    }
  })

  test('unit, department and expert begin: there is one change', async () => {
    const person = await expertOf(unit, reviewer)
    await outcomes([
      ...times(5, () => startChange(person)),
      ...times(5, () => startProposal(unit, { accountId: person.accountId })),
      ...times(5, () => startProposal(officer, { accountId: person.accountId })),
    ])
    expect(await openOf(person)).toBe(1)
  })

  test('a merge of the unit: what is begun meanwhile belongs to the unit that remains', async () => {
    for (let round = 0; round < 3; round += 1) {
      const [from, into] = [await unitOf('active'), await unitOf('active')]
      const [first, second] = [await expertOf(from, reviewer), await expertOf(from, reviewer)]
      const { failed } = await outcomes<unknown>([
        merge(manager, from.unitId, into.unitId),
        startChange(first),
        startProposal(from, { accountId: second.accountId }),
      ])
      // only the administrator of the unit that is gone may have come too late
      expect(failed.length).toBeLessThanOrEqual(1)
      const where = { accountId: { in: [first.accountId, second.accountId] } }
      const units = (await db().application.findMany({ where })).map(row => row.unitId)
      expect(new Set(units)).toEqual(new Set([into.unitId]))
      expect(await openOf(first)).toBe(1)
    }
  })
})
