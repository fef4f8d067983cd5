import type { StaffActor } from '@/lib/access/actor'
import { uniqueRefusal } from '@/lib/access/unique'
import { db } from '@/lib/platform/db'
import { Refusal } from '@/lib/platform/errors'
import { addDivisions, listDivisions } from '@/lib/unit/division.dal'
import { enterUnit } from '@/lib/unit/enter.dal'
import { listRegistry } from '@/lib/unit/registry.dal'
import { correctCode } from '@/lib/unit/rename.dal'
import { splitChoices, splitUnit } from '@/lib/unit/split.dal'
import { viewUnit } from '@/lib/unit/unit.dal'
import { findUnits } from '@/lib/unit/unit.public.dal'
import { applicantAtBureau, expertOf, registeredPerson } from '../support/applications'
import { useDatabase } from '../support/database'
import { fixtureCreditCode, fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { labelsOf, makeManager, stored } from '../support/reshape'
import { prove } from '../support/staff'
import { makeReviewer, nextSerial, refusalOf, unitOf, visitor } from '../support/units'

useDatabase()

let manager: StaffActor
let reviewer: StaffActor
beforeAll(async () => {
  manager = await makeManager()
  reviewer = await makeReviewer('沈鉴')
})
const fieldsOf = (error: unknown) =>
  Object.keys((error instanceof Refusal ? error : uniqueRefusal(error))?.fieldErrors ?? {})
afterEach(async () => expect(await brokenInvariants()).toEqual([]))

test('a split takes divisions and persons along with their open applications; what is decided stays', async () => {
  const unit = await unitOf('active', '示范综合大学')
  await addDivisions(unit, { names: ['医学院', '法学院'] })
  const [medicine, law] = await listDivisions(visitor(), unit.unitId)
  const [expert, waiting, single, stays] = [
    await expertOf(unit, reviewer),
    await applicantAtBureau(unit),
    await registeredPerson(unit),
    await registeredPerson(unit),
  ]
  for (const [person, division] of [
    [expert, medicine],
    [waiting, medicine],
    [single, law],
  ] as const)
    await db().affiliation.updateMany({ where: { accountId: person.accountId }, data: { divisionId: division!.id } })
  expect(await splitChoices(manager, unit.unitId)).toMatchObject({
    divisions: [{ people: 2 }, { people: 1 }],
    people: [{ id: stays.accountId }],
    more: false,
  })
  const n = nextSerial()
  const input = {
    id: unit.unitId,
    version: 0,
    nature: 'institute',
    name: '示范医科大学',
    legalPerson: '法正',
    regionCode: '420106',
    contactName: '管韵',
    contactPhone: fixturePhone(n),
    creditCode: fixtureCreditCode(n),
    noCodeReason: null,
    divisionIds: [medicine!.id],
    personIds: [single.accountId],
    reason: '市政府批复',
  }
  const stranger = await registeredPerson(await unitOf('active'))
  const forged = { ...input, personIds: [stranger.accountId] }
  expect((await refusalOf(splitUnit(manager, forged))).message).toContain('刚刚离开了这个单位')
  expect((await refusalOf(splitUnit(manager, input))).code).toBe('stepUp')
  expect(await db().unit.count({ where: { name: input.name } })).toBe(0)
  await prove(manager, 'unit.split', unit.unitId)
  const { id, counts } = await splitUnit(manager, input)
  expect(counts).toEqual({ divisions: 1, people: 3, openApplications: 2, experts: 1 })
  expect(await stored(id)).toMatchObject({ status: 'active', name: '示范医科大学' })
  const unitsOf = async (accountId: string) => ({
    affiliation: (await db().affiliation.findFirstOrThrow({ where: { accountId, endedAt: null } })).unitId,
    application: (await db().application.findFirstOrThrow({ where: { accountId } })).unitId,
  })
  expect(await unitsOf(expert.accountId)).toEqual({ affiliation: id, application: unit.unitId })
  expect(await unitsOf(waiting.accountId)).toEqual({ affiliation: id, application: id })
  expect(await unitsOf(single.accountId)).toEqual({ affiliation: id, application: id })
  expect(await unitsOf(stays.accountId)).toEqual({ affiliation: unit.unitId, application: unit.unitId })
  expect((await labelsOf(manager, unit.unitId)).at(-1)).toBe('分出新单位：示范医科大学（部门 1 个，从属人员 3 人）')
  expect(
    (await refusalOf(splitUnit(manager, { ...input, name: '又一所', creditCode: fixtureCreditCode(nextSerial()) })))
      .code,
  ).toBe('conflict')
  expect(await db().unit.count({ where: { name: '又一所' } })).toBe(0)
})

test('a unit without a code is entered with a reason and can be chosen; the code comes later', async () => {
  const facts = { nature: 'other', legalPerson: '法正', regionCode: '420106', contactName: '管韵' }
  const { id } = await enterUnit(manager, {
    ...facts,
    name: '示范市某某协会筹备组',
    contactPhone: fixturePhone(nextSerial()),
    noCodeReason: '正在办理登记，尚无代码',
  })
  expect((await findUnits('协会筹备组')).units).toMatchObject([{ id, codeTail: '' }])
  expect((await viewUnit(manager, id)).history.at(-1)).toMatchObject({ who: '方衡', opinion: '正在办理登记，尚无代码' })
  const taken = (await stored((await unitOf('active')).unitId)).creditCode!
  const give = (creditCode: string) => correctCode(manager, { id, version: 0, creditCode, reason: '已发证' })
  expect(fieldsOf(await give(taken).catch((error: unknown) => error))).toEqual(['creditCode'])
  const creditCode = fixtureCreditCode(nextSerial())
  await give(creditCode)
  expect(await stored(id)).toMatchObject({ creditCode, noCodeReason: null, version: 1 })
  const { rows } = await listRegistry(manager, { text: '筹备组', size: 20, order: 'desc' })
  expect(rows).toMatchObject([{ id, statusLabel: '正常', people: 0 }])
})
