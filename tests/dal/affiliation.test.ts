import type { IndividualActor, UnitActor } from '@/lib/access/actor'
import { moveToUnit } from '@/lib/affiliation/move.dal'
import { ownAffiliation } from '@/lib/affiliation/own.dal'
import { countPeople, listPeople, nextPerson } from '@/lib/affiliation/queue.dal'
import { decideAffiliation } from '@/lib/affiliation/review.dal'
import { viewPerson } from '@/lib/affiliation/view.dal'
import { beginApplication } from '@/lib/application/begin.dal'
import { ownApplication } from '@/lib/application/own.dal'
import { listApplications } from '@/lib/application/queue.dal'
import { viewApplication } from '@/lib/application/review.dal'
import { submitApplication, withdrawApplication } from '@/lib/application/submit.dal'
import { filesOf, openFile } from '@/lib/file/file.dal'
import { completeData, ownDraft, saveOwnDraft } from '@/lib/person/complete.dal'
import { editPersonSchema } from '@/lib/person/data.schema'
import { editOwnPerson, viewOwnPerson } from '@/lib/person/own.dal'
import { registerPerson } from '@/lib/person/register.dal'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { apply } from '@/prisma/seed/demo'
import { makePerson, makeUnit } from '@/prisma/seed/factory'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { attachPaper, completeInput, password, personInput, registerCodeFor, statementVersion } from '../support/people'
import { enforce } from '../support/policy'
import { nextSerial, outcomes, refusalOf, times, unitOf, visitor } from '../support/units'

useDatabase()

let unit: UnitActor
let other: UnitActor
beforeAll(async () => {
  await enforce('xizang')
  unit = await unitOf('active', '示范高原生态研究所')
  other = await unitOf('active', '示范雪域农业研究所')
})

/** Somebody who has registered, before he has chosen a unit. */
async function registered(name = '路遥之'): Promise<IndividualActor> {
  const actor = visitor()
  const input = personInput('', { name, unitId: '' })
  await registerPerson(actor, { ...input, smsCode: await registerCodeFor(actor, input.phone) })
  const account = await db().account.findFirstOrThrow({ where: { name }, orderBy: { id: 'desc' } })
  return { kind: 'individual', accountId: account.id, name, request: { id: 't', address: '127.0.0.1' } }
}

/** Somebody who waits for a unit. */
async function waiting(at: UnitActor = unit, name?: string): Promise<IndividualActor> {
  const person = await registered(name)
  await attachPaper(person, 'idScan')
  await attachPaper(person, 'titleProof')
  await completeData(person, completeInput(at.unitId))
  return person
}

const live = (person: IndividualActor) =>
  db().affiliation.findFirstOrThrow({ where: { accountId: person.accountId, endedAt: null } })

async function decide(
  actor: UnitActor,
  person: IndividualActor,
  event: 'approve' | 'refuse' | 'lock' | 'unlock',
  opinion: string | null = null,
) {
  const { id, version } = await live(person)
  return decideAffiliation(actor, { id, version, event, opinion })
}

const smsTo = async (person: IndividualActor) =>
  (await db().message.findMany({ where: { accountId: person.accountId }, orderBy: { id: 'asc' } })).map(m => m.template)

describe('registration and completing the data (A1, A2, A5)', () => {
  test('who registers has no unit and no application; 申请成为专家 says what is missing', async () => {
    const person = await registered()
    expect(await ownAffiliation(person)).toBeNull()
    expect(await ownApplication(person)).toBeNull()
    const refusal = await refusalOf(beginApplication(person))
    expect(refusal.message).toContain('请先完善信息')
  })

  test('what is typed is kept, and an older window does not overwrite it', async () => {
    const person = await registered()
    const data = { unitId: unit.unitId, email: 'half@', education: '' }
    expect(await saveOwnDraft(person, { version: 0, data })).toMatchObject({ saved: true, version: 1 })
    expect(await saveOwnDraft(person, { version: 0, data: {} })).toMatchObject({ saved: false, version: 1, data })
    expect(await ownDraft(person)).toMatchObject({ version: 1, data, unit: { name: unit.unitName } })
  })

  test('a paper that is owed is said beside its place; without a title no certificate is owed', async () => {
    const person = await registered()
    const owed = await refusalOf(completeData(person, completeInput(unit.unitId)))
    expect(Object.keys(owed.fieldErrors ?? {}).sort()).toEqual(['idScan', 'titleProof'])
    await attachPaper(person, 'idScan')
    await completeData(person, completeInput(unit.unitId, { titleCode: '999' }))
    expect(await ownAffiliation(person)).toMatchObject({
      status: 'pending',
      unitName: unit.unitName,
      division: '生态室',
    })
    expect(await viewOwnPerson(person)).toMatchObject({ titleName: '无', educationName: '博士研究生毕业' })
    expect(await ownDraft(person)).toMatchObject({ version: 0 })
  })

  test('a unit with a list of departments is asked by its list', async () => {
    const listed = await unitOf('active')
    const division = newId()
    await db().unitDivision.create({ data: { id: division, unitId: listed.unitId, name: '内科', nameKey: '内科' } })
    const person = await registered()
    await attachPaper(person, 'idScan')
    const change = { titleCode: '999', divisionName: '我自己写的' }
    const refusal = await refusalOf(completeData(person, completeInput(listed.unitId, change)))
    expect(Object.keys(refusal.fieldErrors ?? {})).toEqual(['divisionId'])
    await completeData(person, completeInput(listed.unitId, { ...change, divisionId: division }))
    expect(await ownAffiliation(person)).toMatchObject({ division: '内科' })
  })

  test('while the unit looks at them neither data nor papers change; afterwards they do', async () => {
    const person = await waiting()
    const { version } = await viewOwnPerson(person)
    const edit = editPersonSchema.parse({ ...completeInput(unit.unitId), version })
    expect((await refusalOf(editOwnPerson(person, edit))).message).toContain('正在审核')
    expect((await refusalOf(saveOwnDraft(person, { version: 0, data: {} }))).code).toBe('refused')
    await decide(unit, person, 'approve')
    await editOwnPerson(person, { ...edit, email: 'new@example.com' })
    expect(await viewOwnPerson(person)).toMatchObject({ email: 'new@example.com' })
    expect((await refusalOf(editOwnPerson(person, edit))).code).toBe('conflict')
  })
})

describe('the unit decides (U10)', () => {
  test('an approval opens the application; each result is told by one SMS', async () => {
    const person = await waiting()
    await decide(unit, person, 'approve')
    const { applicationId } = await beginApplication(person)
    expect(await beginApplication(person)).toEqual({ applicationId })
    expect(await ownApplication(person)).toMatchObject({ status: 'empty', unitName: unit.unitName })
    expect(await smsTo(person)).toEqual(['affiliation.approved'])
  })

  test('a refusal says why; mended and sent again it waits anew', async () => {
    const person = await waiting()
    expect((await refusalOf(decide(unit, person, 'refuse'))).fieldErrors).toHaveProperty('opinion')
    await decide(unit, person, 'refuse', '身份证扫描件看不清。')
    expect(await ownAffiliation(person)).toMatchObject({
      status: 'refused',
      refusal: { opinion: '身份证扫描件看不清。' },
    })
    expect((await refusalOf(beginApplication(person))).message).toContain('没有通过')
    const elsewhere = await refusalOf(completeData(person, completeInput(other.unitId)))
    expect(elsewhere.fieldErrors?.unitId?.[0]).toContain('修改单位')
    await completeData(person, completeInput(unit.unitId))
    expect(await ownAffiliation(person)).toMatchObject({ status: 'pending', refusal: null })
    await decide(unit, person, 'approve')
    expect(await smsTo(person)).toEqual(['affiliation.refused', 'affiliation.approved'])
  })

  test('who is locked logs in and sees why, but does not apply, submit or move, until he is unlocked', async () => {
    const person = await waiting()
    await decide(unit, person, 'approve')
    const { applicationId } = await beginApplication(person)
    const { statusSince } = await live(person)
    await decide(unit, person, 'lock', '正在核查。')
    expect(await ownAffiliation(person)).toMatchObject({
      status: 'approved',
      lock: { reason: '正在核查。' },
      statusSince,
    })
    const profile = { unitName: unit.unitName, title: '231', disciplines: ['32027'], research: '生态。' }
    const applicant = { ...person, applicationId }
    expect((await refusalOf(apply(applicant, profile))).message).toContain('正在核查')
    const { version } = await live(person)
    const move = { unitId: other.unitId, divisionName: '所办', version }
    expect((await refusalOf(moveToUnit(person, move))).message).toContain('锁定')
    await decide(unit, person, 'unlock', '核查完毕。')
    expect((await ownAffiliation(person))?.lock).toBeNull()
    const { history } = await viewPerson(unit, (await live(person)).id)
    expect(history.map(step => step.label)).toEqual(['完善信息，提交审核', '通过', '锁定', '解锁'])
  })

  test('the list finds by name, pinyin and department, waiting first, with masks only', async () => {
    const own = await unitOf('active')
    const people = [await waiting(own, '阮明月'), await waiting(own, '单小楼'), await waiting(own, '阮清风')]
    await decide(own, people[1]!, 'approve')
    const names = async (query: object) =>
      (await listPeople(own, { size: 10, sort: 'asc', ...query })).rows.map(row => row.name)
    expect(await names({ status: ['pending'] })).toEqual(['阮明月', '阮清风'])
    expect(await names({ text: '清风' })).toEqual(['阮清风'])
    expect(await names({ text: 'shanxiaolou' })).toEqual(['单小楼'])
    expect(await names({ text: 'rmy' })).toEqual(['阮明月'])
    expect(await names({ text: '生态' })).toHaveLength(3)
    expect(await countPeople(own)).toEqual({ pending: 2, approved: 1 })
    const [row] = (await listPeople(own, { size: 1, sort: 'asc' })).rows
    expect(row?.docMask).toMatch(/^\d\*{16}[\dX]$/)
    expect(row?.phoneMask).toMatch(/^\d{3}\*{4}\d{4}$/)
    expect(await nextPerson(own, row!.id)).toMatchObject({ name: '阮清风' })
  })

  test('another unit, and the person himself, decide nothing (AC2)', async () => {
    const person = await waiting()
    const { id } = await live(person)
    expect((await refusalOf(decide(other, person, 'approve'))).code).toBe('notFound')
    expect((await refusalOf(viewPerson(other, id))).code).toBe('notFound')
    expect((await refusalOf(viewPerson(unit, newId()))).code).toBe('notFound')
    const phone = fixturePhone(7000 + nextSerial())
    const n = nextSerial()
    const self = await makeUnit({
      name: `示范一人公司${n}`,
      serial: n,
      status: 'active',
      admin: { name: '独行', phone, password },
    })
    const own = await makePerson({ name: '独行', serial: n, phone, password, unitId: self.unitId })
    expect((await refusalOf(decide(self, own, 'approve'))).message).toContain('不能办理本人')
  })
})

describe('修改单位 (A6)', () => {
  test('the old unit loses sight at once and keeps what it did; the new one is asked', async () => {
    const person = await waiting()
    await decide(unit, person, 'approve', '情况属实。')
    const before = await live(person)
    const [scan] = await filesOf(unit, { purpose: 'idScan', personId: person.accountId })
    expect(scan).toBeDefined()
    const { applicationId } = await beginApplication(person)
    await moveToUnit(person, { unitId: other.unitId, divisionName: '农艺室', version: before.version })
    expect(await ownAffiliation(person)).toMatchObject({
      unitName: other.unitName,
      status: 'pending',
      division: '农艺室',
    })
    expect((await refusalOf(viewApplication(unit, applicationId))).code).toBe('notFound')
    expect((await refusalOf(openFile(unit, scan!.id))).code).toBe('notFound')
    const left = await viewPerson(unit, before.id)
    expect(left).toMatchObject({ status: 'ended', detail: null, docMask: '', phoneMask: '', division: '', events: [] })
    expect(left.name).toMatch(/^.\*+$/)
    expect(left.history).toEqual([expect.objectContaining({ label: '通过', opinion: '情况属实。' })])
    expect(
      (await listPeople(unit, { size: 50, sort: 'asc', text: person.name })).rows.map(row => row.id),
    ).not.toContain(before.id)
    expect((await filesOf(other, { purpose: 'idScan', personId: person.accountId })).length).toBe(1)
    expect((await ownApplication(person))?.unitName).toBe(other.unitName)
  })

  test('what was not sent goes along, but not to the desk before the new unit has agreed', async () => {
    const person = await waiting()
    await decide(unit, person, 'approve')
    const { applicationId } = await beginApplication(person)
    await moveToUnit(person, { unitId: other.unitId, divisionName: '所办', version: 1 })
    const applicant = { ...person, applicationId }
    const profile = { unitName: other.unitName, title: '231', disciplines: ['32027'], research: '生态。' }
    expect((await refusalOf(apply(applicant, profile))).message).toContain(`等待${other.unitName}审核`)
    await decide(other, person, 'approve')
    await submitApplication(applicant, { applicationId, statementVersion: await statementVersion() })
    const { rows } = await listApplications(other, { size: 50, sort: 'asc', status: ['atUnit'] })
    expect(rows.map(row => row.id)).toContain(applicationId)
    const { version } = await live(person)
    const back = { unitId: unit.unitId, divisionName: '所办', version }
    expect((await refusalOf(moveToUnit(person, back))).message).toContain('请先在首页撤回申请')
    await withdrawApplication(person, { applicationId })
    await moveToUnit(person, back)
    expect((await listApplications(other, { size: 50, sort: 'asc' })).rows.map(row => row.id)).not.toContain(
      applicationId,
    )
  })

  test('the same unit again, and a unit that is not registered, are refused beside the field', async () => {
    const person = await waiting()
    const closed = await unitOf('submitted')
    for (const unitId of [unit.unitId, closed.unitId])
      expect(
        (await refusalOf(moveToUnit(person, { unitId, divisionName: '所办', version: 0 }))).fieldErrors,
      ).toHaveProperty('unitId')
  })
})

describe('at once (trust CO4)', () => {
  test('two administrators of the unit and the person himself on one affiliation: one wins, the others are told who', async () => {
    for (let turn = 0; turn < 5; turn++) {
      const person = await waiting()
      const { id, version } = await live(person)
      const second: UnitActor = { ...unit, accountId: newId(), name: '副管' }
      const { done, failed } = await outcomes<unknown>([
        decideAffiliation(unit, { id, version, event: 'approve', opinion: null }),
        decideAffiliation(second, { id, version, event: 'refuse', opinion: '查无此人。' }),
        decideAffiliation(second, { id, version, event: 'lock', opinion: '核查。' }),
        moveToUnit(person, { unitId: other.unitId, divisionName: '所办', version }),
      ])
      expect(done).toHaveLength(1)
      expect(failed.map(error => (error as { code?: string }).code)).toEqual(['conflict', 'conflict', 'conflict'])
      expect(await db().affiliation.count({ where: { accountId: person.accountId, endedAt: null } })).toBe(1)
      expect((await smsTo(person)).length).toBeLessThanOrEqual(1)
    }
    expect(await brokenInvariants()).toEqual([])
  }, 60_000)

  test('the same data sent ten times at once ask the unit once; ten beginnings are one application', async () => {
    const person = await registered()
    await attachPaper(person, 'idScan')
    const input = completeInput(unit.unitId, { titleCode: '999' })
    const sent = await outcomes(times(10, () => completeData(person, input)))
    expect(sent.done).toHaveLength(1)
    await decide(unit, person, 'approve')
    const begun = await outcomes(times(10, () => beginApplication(person)))
    expect(new Set(begun.done.map(one => one.applicationId)).size).toBe(1)
    expect(begun.failed).toEqual([])
    expect(await db().application.count({ where: { accountId: person.accountId } })).toBe(1)
    expect(await brokenInvariants()).toEqual([])
  }, 60_000)
})
