import type { UnitActor } from '@/lib/access/actor'
import { moveToUnit } from '@/lib/affiliation/move.dal'
import { ownAffiliation } from '@/lib/affiliation/own.dal'
import { countPeople, listPeople, nextPerson } from '@/lib/affiliation/queue.dal'
import { viewPerson } from '@/lib/affiliation/view.dal'
import { beginApplication } from '@/lib/application/begin.dal'
import { ownApplication } from '@/lib/application/own.dal'
import { completeData, ownDraft, saveOwnDraft } from '@/lib/person/complete.dal'
import { editPersonSchema } from '@/lib/person/data.schema'
import { editOwnPerson, viewOwnPerson } from '@/lib/person/own.dal'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { apply } from '@/prisma/seed/demo'
import { makePerson, makeUnit } from '@/prisma/seed/factory'
import { decide, live, registered, smsTo, waiting as waitingFor } from '../support/affiliations'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { attachPaper, completeInput, password } from '../support/people'
import { enforce } from '../support/policy'
import { nextSerial, refusalOf, unitOf } from '../support/units'

useDatabase()

let unit: UnitActor
let other: UnitActor
beforeAll(async () => {
  await enforce('xizang')
  unit = await unitOf('active', '示范高原生态研究所')
  other = await unitOf('active', '示范雪域农业研究所')
})

const waiting = (at: UnitActor = unit, name?: string) => waitingFor(at, name)

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
