import type { StaffActor } from '@/lib/access/actor'
import { uniqueRefusal } from '@/lib/access/unique'
import { viewApplication } from '@/lib/application/review.dal'
import { db } from '@/lib/platform/db'
import { Refusal } from '@/lib/platform/errors'
import { addDivisions, listDivisions } from '@/lib/unit/division.dal'
import { listDistinctions, listDoubles, markDistinct } from '@/lib/unit/double.dal'
import { enterUnit } from '@/lib/unit/enter.dal'
import { mergeUnits, previewMerge } from '@/lib/unit/merge.dal'
import { registerUnit } from '@/lib/unit/register.dal'
import { listRegistry, viewUnitShape } from '@/lib/unit/registry.dal'
import { addAlias, correctCode, removeAlias, renameUnit, undoRename } from '@/lib/unit/rename.dal'
import { splitChoices, splitUnit } from '@/lib/unit/split.dal'
import { viewUnit } from '@/lib/unit/unit.dal'
import { findUnits } from '@/lib/unit/unit.public.dal'
import { makeStaff } from '@/prisma/seed/factory'
import { applicantAtBureau, decide, expertOf, registeredPerson } from '../support/applications'
import { useDatabase } from '../support/database'
import { fixtureCreditCode, fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import {
  codeFor,
  makeReviewer,
  nextSerial,
  outcomes,
  refusalOf,
  times,
  unitInput,
  unitOf,
  visitor,
} from '../support/units'

useDatabase()

let manager: StaffActor
let reviewer: StaffActor
beforeAll(async () => {
  const login = { login: 'manager1', password: 'Gaoshan#2026liu' }
  manager = await makeStaff({ name: '方衡', ...login, roles: ['bureauManager'], office: '示范市科技局' })
  reviewer = await makeReviewer('沈鉴')
})
afterEach(async () => expect(await brokenInvariants()).toEqual([]))

const stored = (id: string) => db().unit.findUniqueOrThrow({ where: { id } })
const rename = async (id: string, name: string) =>
  renameUnit(manager, { id, version: (await stored(id)).version, name, reason: '更名批复' })
const merge = async (id: string, intoId: string) =>
  mergeUnits(manager, {
    id,
    intoId,
    version: (await stored(id)).version,
    intoVersion: (await stored(intoId)).version,
    reason: '重复注册',
  })
const labelsOf = async (id: string) => (await viewUnit(manager, id)).history.map(step => step.label)
const fieldsOf = (error: unknown) =>
  Object.keys((error instanceof Refusal ? error : uniqueRefusal(error))?.fieldErrors ?? {})

test('renaming: found by both names, the pool shows the new one, what was submitted keeps the old; it can be undone', async () => {
  const unit = await unitOf('active', '示范江汉学院')
  const person = await expertOf(unit, reviewer)
  await rename(unit.unitId, '示范江汉大学')
  expect((await findUnits('江汉学院')).units).toMatchObject([{ name: '示范江汉大学', alias: '示范江汉学院' }])
  expect((await db().expert.findUniqueOrThrow({ where: { accountId: person.accountId } })).unitName).toBe(
    '示范江汉大学',
  )
  expect((await viewApplication(reviewer, person.applicationId)).submitted?.snapshot.person.unitName).toBe(
    '示范江汉学院',
  )
  expect(await viewUnitShape(manager, unit.unitId)).toMatchObject({ undoableName: '示范江汉学院' })

  const { version } = await stored(unit.unitId)
  expect((await refusalOf(undoRename(manager, { id: unit.unitId, version: version - 1, reason: '批错' }))).code).toBe(
    'conflict',
  )
  await undoRename(manager, { id: unit.unitId, version, reason: '批错了单位' })
  expect(await stored(unit.unitId)).toMatchObject({ name: '示范江汉学院', version: version + 1 })
  expect(await viewUnitShape(manager, unit.unitId)).toMatchObject({ aliases: [], undoableName: null })
  expect((await labelsOf(unit.unitId)).slice(-2)).toEqual([
    '更名：示范江汉学院 → 示范江汉大学',
    '撤销更名：示范江汉大学 → 示范江汉学院',
  ])
})

test('a name that is another unit’s former name or alias is not registered, however it is written', async () => {
  const unit = await unitOf('active', '示范测绘院（Ａ）')
  await rename(unit.unitId, '示范空间信息研究院')
  await addAlias(manager, { id: unit.unitId, name: '示范空信院', reason: '简称' })
  for (const name of ['示范测绘院(a)', '示范空信院']) {
    const actor = visitor()
    const input = unitInput({ name })
    const refusal = await refusalOf(registerUnit(actor, { ...input, smsCode: await codeFor(actor, input.phone) }))
    expect(refusal.fieldErrors?.name?.[0]).toContain('示范空间信息研究院')
  }
  const other = await unitOf('active', '示范水利院')
  const add = (name: string) => addAlias(manager, { id: unit.unitId, name, reason: '简称' })
  expect((await refusalOf(add('示范水利院'))).fieldErrors?.name?.[0]).toContain('另一个单位')
  expect((await refusalOf(add('示范空信院'))).fieldErrors).toHaveProperty('name')
  expect((await refusalOf(rename(other.unitId, '示范空信院'))).fieldErrors).toHaveProperty('name')
  const { aliases } = await viewUnitShape(manager, unit.unitId)
  const aliasId = aliases.find(alias => alias.name === '示范空信院')!.id
  await removeAlias(manager, { id: unit.unitId, aliasId, reason: '不再使用' })
  await rename(other.unitId, '示范空信院')
})

test('registering a name while a unit gets it as an alias: one of the two, never both', async () => {
  for (const turn of times(4, index => index)) {
    const unit = await unitOf('active')
    const name = `示范竞名院第${turn}所`
    const people = times(4, () => ({ actor: visitor(), input: unitInput({ name }) }))
    for (const one of people) one.input.smsCode = await codeFor(one.actor, one.input.phone)
    const { done } = await outcomes<unknown>([
      ...people.slice(0, 2).map(one => registerUnit(one.actor, one.input)),
      addAlias(manager, { id: unit.unitId, name, reason: '简称' }),
      ...people.slice(2).map(one => registerUnit(one.actor, one.input)),
    ])
    expect(done).toHaveLength(1)
  }
}, 60_000)

test('a merge moves everything, keeps every name and who decided, and ends what cannot go on', async () => {
  const [from, into] = [await unitOf('active', '示范江城医院'), await unitOf('active', '示范江城第一医院')]
  await addDivisions(from, { names: ['心内科', '检验科'] })
  await addDivisions(into, { names: ['心内科'] })
  const [heart, lab] = await listDivisions(visitor(), from.unitId)
  const expert = await expertOf(from, reviewer)
  const waiting = await applicantAtBureau(from)
  const newcomer = await registeredPerson(from)
  for (const [person, division] of [
    [expert, heart],
    [waiting, lab],
  ] as const)
    await db().affiliation.updateMany({ where: { accountId: person.accountId }, data: { divisionId: division!.id } })
  await addAlias(manager, { id: from.unitId, name: '示范江医', reason: '简称' })
  const { counts, whyNot } = await previewMerge(manager, from.unitId, into.unitId)
  expect([whyNot, counts]).toEqual([
    null,
    { administrators: 1, people: 3, applications: 3, openApplications: 2, experts: 1, aliases: 1, divisions: 2 },
  ])
  expect(await merge(from.unitId, into.unitId)).toEqual(counts)

  expect(await stored(from.unitId)).toMatchObject({
    status: 'disabled',
    mergedIntoId: into.unitId,
    name: '示范江城医院',
  })
  for (const name of ['示范江城医院', '示范江医'])
    expect((await findUnits(name)).units).toMatchObject([{ id: into.unitId, alias: name }])
  expect((await listDivisions(visitor(), into.unitId)).map(row => row.name).sort()).toEqual(['心内科', '检验科'])
  expect(await db().affiliation.count({ where: { unitId: into.unitId, endedAt: null } })).toBe(3)
  expect(await db().expert.findUniqueOrThrow({ where: { accountId: expert.accountId } })).toMatchObject({
    unitId: into.unitId,
    unitName: '示范江城第一医院',
  })
  const seen = await viewApplication({ ...from, unitId: into.unitId }, expert.applicationId)
  expect(seen.history.some(step => step.office === '示范江城医院')).toBe(true)
  await decide(reviewer, waiting, 'approve')
  expect(await db().affiliation.count({ where: { accountId: newcomer.accountId, unitId: into.unitId } })).toBe(1)
  expect((await labelsOf(from.unitId)).at(-1)).toBe('并入其他单位：并入 示范江城第一医院')
  expect((await labelsOf(into.unitId)).at(-1)).toContain('合并其他单位：示范江城医院（管理员 1 人，从属人员 3 人')
  expect(await db().message.count({ where: { template: 'unit.merged', accountId: from.accountId } })).toBe(1)

  // its code is not registered anew, and the unit it went into may take it
  const { creditCode } = await stored(from.unitId)
  const actor = visitor()
  const input = unitInput({ creditCode: creditCode! })
  const refusal = await refusalOf(registerUnit(actor, { ...input, smsCode: await codeFor(actor, input.phone) }))
  expect(refusal.fieldErrors?.creditCode?.[0]).toContain('示范江城第一医院')
  const { version } = await stored(into.unitId)
  await correctCode(manager, { id: into.unitId, version, creditCode: creditCode!, reason: '以合并前的代码为准' })
  await rename(into.unitId, '示范江城医院')
}, 60_000)

test('a merge is refused into itself, into what is not active, twice, and after something changed', async () => {
  const [one, other, pending] = [await unitOf('active'), await unitOf('active'), await unitOf('submitted')]
  expect((await previewMerge(manager, one.unitId, one.unitId)).whyNot).toContain('它自己')
  expect((await refusalOf(merge(one.unitId, pending.unitId))).message).toContain('「正常」')
  await rename(one.unitId, `${one.unitName}（新）`)
  const old = { id: one.unitId, intoId: other.unitId, version: 0, intoVersion: 0, reason: '重复注册' }
  expect((await refusalOf(mergeUnits(manager, old))).code).toBe('conflict')
  await merge(one.unitId, other.unitId)
  expect((await refusalOf(merge(one.unitId, other.unitId))).code).toBe('refused')
})

test('merges at once: each other, in a row, the same one twice; nothing is lost, nothing goes in a circle', async () => {
  for (const _ of times(3, index => index)) {
    const [a, b, c] = [await unitOf('active'), await unitOf('active'), await unitOf('active')]
    for (const unit of [a, b, c]) await registeredPerson(unit)
    const { done, failed } = await outcomes([
      merge(a.unitId, b.unitId),
      merge(b.unitId, a.unitId),
      merge(b.unitId, c.unitId),
      merge(a.unitId, b.unitId),
    ])
    expect(done.length).toBeGreaterThanOrEqual(1)
    for (const error of failed) expect(['conflict', 'refused']).toContain((error as Refusal).code)
    const units = [a, b, c].map(unit => unit.unitId)
    const standing = await db().unit.findMany({ where: { id: { in: units }, mergedIntoId: null } })
    expect(await db().affiliation.count({ where: { unitId: { in: standing.map(unit => unit.id) } } })).toBe(3)
  }
}, 60_000)

test('whoever registers, is admitted or renames while a merge runs arrives at the unit that stays', async () => {
  const [from, into] = [await unitOf('active'), await unitOf('active')]
  const waiting = [await applicantAtBureau(from), await applicantAtBureau(from)]
  const { failed } = await outcomes<unknown>([
    ...times(5, () => registeredPerson(from)),
    merge(from.unitId, into.unitId),
    ...waiting.map(person => decide(reviewer, person, 'approve')),
    ...times(5, () => registeredPerson(from)),
  ])
  expect(failed).toEqual([])
  expect(await db().affiliation.count({ where: { unitId: into.unitId, endedAt: null } })).toBe(12)
}, 60_000)

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
  expect((await labelsOf(unit.unitId)).at(-1)).toBe('分出新单位：示范医科大学（部门 1 个，从属人员 3 人）')
  expect(
    (await refusalOf(splitUnit(manager, { ...input, name: '又一所', creditCode: fixtureCreditCode(nextSerial()) })))
      .code,
  ).toBe('conflict')
  expect(await db().unit.count({ where: { name: '又一所' } })).toBe(0)
}, 60_000)

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

test('likely doubles by code, name and alias; what was judged different is not asked again', async () => {
  const make = async (name: string, creditCode?: string) => {
    const { unitId } = await unitOf('active', name)
    if (creditCode) await db().unit.update({ where: { id: unitId }, data: { creditCode } })
    return unitId
  }
  const serial = nextSerial()
  await make('示范甲单位', fixtureCreditCode(serial, '91'))
  await make('示范乙机构', fixtureCreditCode(serial, '12'))
  await make('示范丙农技站')
  const branch = await make('某县示范丙农技站')
  await make('示范丙农技站附属实验与推广示范中心')
  const named = async () =>
    (await listDoubles(manager)).pairs
      .filter(pair => /[甲乙丙]/.test(pair.one.name))
      .map(pair => [pair.reason, ...[pair.one.name, pair.other.name].sort()])
  expect(await named()).toEqual([
    ['code', '示范乙机构', '示范甲单位'],
    ['contains', '某县示范丙农技站', '示范丙农技站'],
  ])
  const pair = (await listDoubles(manager)).pairs.find(one => [one.one.id, one.other.id].includes(branch))!
  await markDistinct(manager, { oneId: pair.other.id, otherId: pair.one.id, reason: '县站和市站是两个法人' })
  expect(await named()).toEqual([['code', '示范乙机构', '示范甲单位']])
  expect(await listDistinctions(manager)).toMatchObject([{ who: '方衡', reason: '县站和市站是两个法人' }])
})
