import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { recommendMany } from '@/lib/application/bulk.dal'
import { ownApplication } from '@/lib/application/own.dal'
import { listApplications } from '@/lib/application/queue.dal'
import { chooseRecommender, recommenderChoice } from '@/lib/application/recommender.dal'
import { decideApplication, viewApplication } from '@/lib/application/review.dal'
import { restartApplication, submitApplication } from '@/lib/application/submit.dal'
import { stepUpSet } from '@/lib/auth/step-up'
import { assignUnits, listUnitsToAssign } from '@/lib/department/assign.dal'
import { addDepartment, editDepartment, endDepartment, listDepartments } from '@/lib/department/tree.dal'
import { listDepartmentUnits } from '@/lib/department/units.dal'
import { departmentDesk } from '@/lib/desk/desk.dal'
import { openFile } from '@/lib/file/file.dal'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { shaoxing } from '@/lib/policy/presets/shaoxing'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { makeStaff } from '@/prisma/seed/factory'
import {
  type Applicant,
  applicantAtBureau,
  applicantAtUnit,
  decide,
  registeredPerson,
  versionOf,
} from '../support/applications'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { statementVersion } from '../support/people'
import { enforce } from '../support/policy'
import { makeReviewer, nextSerial, outcomes, refusalOf, times, unitOf } from '../support/units'

useDatabase()

let manager: StaffActor
let bureau: StaffActor
let unit: UnitActor

const staffOf = async (name: string, departmentId: string, office: string): Promise<StaffActor> => {
  const login = `dep${nextSerial()}`
  const made = await makeStaff({ name, login, password: 'Gaoshan#2026liu', roles: ['departmentReviewer'], office })
  await db().staffPost.create({ data: { accountId: made.accountId, departmentId } })
  return { ...made, departmentId }
}
const department = async (name: string, parentId: string | null = null) =>
  (await addDepartment(manager, { name, kind: 'district', parentId, sort: 0 })).id
const give = (actor: UnitActor, to: string) => assignUnits(manager, { unitIds: [actor.unitId], to })
const textOf = async (person: Applicant) => {
  const message = await db().message.findFirstOrThrow({ where: { accountId: person.accountId } })
  return decryptField(message.bodyCipher, { table: 'message', id: message.id, column: 'body' })
}
const stored = (person: Applicant) => db().application.findUniqueOrThrow({ where: { id: person.applicationId } })
const path = (desks: ('unit' | 'department' | 'bureau')[], recommenderChoice = false) => ({
  ...wuhan.path,
  desks,
  recommenderChoice,
})

beforeAll(async () => {
  manager = await makeStaff({
    name: '业勤',
    login: 'yewu',
    password: 'Gaoshan#2026liu',
    roles: ['bureauManager'],
    office: '示范市科技局',
  })
  bureau = await makeReviewer('沈鉴')
  unit = await unitOf('active', '示范江城第一医院')
})

/** Reads the whole database, so it runs once for a group. */
const wellAfterwards = () => afterAll(async () => expect(await brokenInvariants()).toEqual([]))

describe('the tree', () => {
  wellAfterwards()

  test('names are unique among the living, nothing becomes its own ancestor, and four levels are enough', async () => {
    const [a, b] = [await department('甲区科技局'), await department('甲区科技局（分局）')]
    await refusalOf(department('甲区 科技局')).then(refusal => expect(refusal.fieldErrors).toHaveProperty('name'))
    const child = await department('甲区高新办', a)
    const move = (id: string, name: string, parentId: string | null, version = 0) =>
      editDepartment(manager, { id, version, name, kind: 'other', parentId, sort: 0 })
    for (const parentId of [a, child])
      expect(await refusalOf(move(a, '甲区科技局', parentId))).toMatchObject({
        fieldErrors: { parentId: [expect.stringContaining('不能放到自己')] },
      })
    const third = await department('甲区三级', child)
    const fourth = await department('甲区四级', third)
    expect(await refusalOf(department('甲区五级', fourth))).toMatchObject({
      fieldErrors: { parentId: [expect.any(String)] },
    })
    expect(await refusalOf(move(a, '甲区科技局', b))).toMatchObject({
      fieldErrors: { parentId: [expect.stringContaining('最多 4 级')] },
    })
    await move(child, '甲区高新区办', b)
    expect(await refusalOf(move(child, '又改', b))).toMatchObject({ code: 'conflict' })
    expect((await listDepartments(manager)).map(({ name, depth }) => `${depth} ${name}`)).toEqual(
      expect.arrayContaining(['0 甲区科技局', '1 甲区高新区办', '2 甲区三级', '3 甲区四级']),
    )
  })

  test('ten pairs of moves that would make a circle together: one of each pair', async () => {
    for (const n of times(10, i => i)) {
      const [a, b] = [await department(`圈甲${n}科技局`), await department(`圈乙${n}科技局`)]
      const under = (id: string, name: string, parentId: string) =>
        editDepartment(manager, { id, version: 0, name, kind: 'district', parentId, sort: 0 })
      const { done, failed } = await outcomes([under(a, `圈甲${n}科技局`, b), under(b, `圈乙${n}科技局`, a)])
      expect([done.length, failed.length]).toEqual([1, 1])
    }
  })

  test('20 people add the same name: one department', async () => {
    const { done, failed } = await outcomes(times(20, () => department('同名区科技局')))
    expect([done.length, failed.length]).toEqual([1, 19])
    for (const error of failed)
      expect(error).toMatchObject({ code: 'invalid', fieldErrors: { name: [expect.any(String)] } })
  })

  test('one on which something hangs says what is in the way; a free one is ended and its name is free', async () => {
    const id = await department('待撤区科技局')
    const child = await department('待撤区街道办', id)
    const own = await unitOf('active')
    await give(own, id)
    await staffOf('归恒', id, '待撤区科技局')
    const refusal = await refusalOf(endDepartment(manager, { id, version: 0 }))
    expect(refusal.code).toBe('refused')
    for (const words of ['1 个下级部门', '1 个单位', '1 名工作人员']) expect(refusal.message).toContain(words)
    await endDepartment(manager, { id: child, version: 0 })
    await department('待撤区街道办')
    expect(await refusalOf(give(own, child))).toMatchObject({ fieldErrors: { to: [expect.stringContaining('撤销')] } })
  })

  test('units are given in bulk, each with a line in its history; those outside the city stay with the bureau', async () => {
    const id = await department('批量区科技局')
    const units = await Promise.all(times(3, () => unitOf('active')))
    const unitIds = units.map(one => one.unitId)
    expect(await assignUnits(manager, { unitIds, to: id, reason: '按注册地' })).toEqual({ changed: 3 })
    expect(await assignUnits(manager, { unitIds, to: id })).toEqual({ changed: 0 })
    const changes = await db().unitChange.findMany({ where: { unitId: { in: unitIds } } })
    expect(changes.map(({ kind, reason, actorName }) => [kind, reason, actorName])).toEqual(
      times(3, () => ['department', '按注册地', '业勤']),
    )
    await db().unit.update({ where: { id: unitIds[0]! }, data: { regionCode: '330106' } })
    expect(await refusalOf(assignUnits(manager, { unitIds, to: id }))).toMatchObject({
      message: expect.stringMatching(/在市外，由科技局直接归口/),
    })
    await assignUnits(manager, { unitIds: [unitIds[0]!], to: 'bureau' })
    const { rows } = await listUnitsToAssign(manager, { department: id, size: 10, after: null })
    expect(rows.map(row => row.id)).toEqual(unitIds.slice(1).sort())
  })
})

describe('unit → department → bureau (绍兴)', () => {
  wellAfterwards()
  let above: StaffActor
  let below: StaffActor
  let second: StaffActor
  let other: StaffActor

  beforeAll(async () => {
    await enforce('shaoxing', { terms: wuhan.terms, path: path(['unit', 'department', 'bureau']) })
    const top = await department('示范市教育局')
    const sub = await department('示范江城大学', top)
    above = await staffOf('教审', top, '示范市教育局')
    below = await staffOf('校审', sub, '示范江城大学')
    second = await staffOf('校核', sub, '示范江城大学')
    other = await staffOf('他审', await department('别区科技局'), '别区科技局')
    await give(unit, sub)
  })

  const atDepartment = async (): Promise<Applicant> => {
    const person = await applicantAtUnit(unit)
    await decide(unit, person, 'recommend')
    return person
  }

  test('recommended by the department it was sent to, or by the one above; the bureau decides after it', async () => {
    for (const actor of [below, above]) {
      const person = await atDepartment()
      expect(await stored(person)).toMatchObject({ status: 'atDepartment', departmentId: below.departmentId })
      expect(await ownApplication(person)).toMatchObject({ waiting: { who: '示范江城大学', does: '推荐' } })
      expect(await refusalOf(decide(bureau, person, 'recommend'))).toMatchObject({
        code: 'refused',
        message: expect.stringContaining('归口管理部门办理'),
      })
      await decide(actor, person, 'recommend', '同意推荐。')
      expect(await refusalOf(decide(actor, person, 'approve'))).toMatchObject({ code: 'refused' })
      await decide(bureau, person, 'approve')
      const offices = (await viewApplication(bureau, person.applicationId)).history.map(step => step.office)
      expect(offices.slice(-3)).toEqual(['示范江城第一医院', actor.office, '示范市科技局'])
    }
  })

  test('a return and a refusal owe a reason and are told in the name of the department', async () => {
    const [returned, refusedOne] = [await atDepartment(), await atDepartment()]
    expect(await refusalOf(decide(below, returned, 'return'))).toMatchObject({ code: 'invalid' })
    await decide(below, returned, 'return', '请补充职称证书。')
    await decide(below, refusedOne, 'refuse', '不符合条件。')
    expect(await textOf(returned)).toMatch(/被示范江城大学退回修改.*请补充职称证书/)
    expect(await textOf(refusedOne)).toMatch(/未获示范江城大学推荐.*不符合条件/)
  })

  test('a stranger department reaches nothing of it: not the application, its files, its units (AC2)', async () => {
    const person = await atDepartment()
    const file = await db().storedFile.findFirstOrThrow({ where: { applicationId: person.applicationId } })
    for (const attempt of [
      viewApplication(other, person.applicationId),
      decide(other, person, 'recommend'),
      openFile(other, file.id),
      viewApplication(other, newId()),
    ])
      expect(await refusalOf(attempt)).toMatchObject({ code: 'notFound' })
    const list = (actor: StaffActor) => listApplications(actor, { size: 100, sort: 'asc' })
    expect((await list(other)).rows).toEqual([])
    expect((await list(above)).rows.map(row => row.id)).toContain(person.applicationId)
    expect((await listDepartmentUnits(other, { size: 10, sort: 'asc' })).rows).toEqual([])
    expect((await listDepartmentUnits(above, { size: 10, sort: 'asc' })).rows.map(row => row.name)).toEqual([
      unit.unitName,
    ])
    const draft = await registeredPerson(unit)
    expect(await refusalOf(viewApplication(below, draft.applicationId))).toMatchObject({ code: 'notFound' })
  })

  test('what lies with a department stays there when its unit moves on; the new department sees it and waits', async () => {
    const person = await atDepartment()
    await give(unit, other.departmentId!)
    expect(await refusalOf(decide(other, person, 'recommend'))).toMatchObject({ code: 'refused' })
    expect((await departmentDesk(other)).applications.waiting).toBe(0)
    await decide(below, person, 'recommend')
    await give(unit, below.departmentId!)
  })

  test('20 recommendations by two people of the department: one decision, the others learn who and when (CO2)', async () => {
    const person = await atDepartment()
    const input = { id: person.applicationId, version: await versionOf(person), event: 'recommend' as const }
    const { done, failed } = await outcomes(times(20, i => decideApplication(i % 2 ? below : second, input)))
    expect([done.length, failed.length]).toEqual([1, 19])
    for (const error of failed)
      expect(error).toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/^示范江城大学校[审核]已于 .+ 办理/),
      })
  })

  test('many at once: each a decision of its own, one that fails keeps nobody back; not without the second factor', async () => {
    const people = [await atDepartment(), await atDepartment(), await atDepartment()]
    const items = await Promise.all(
      people.map(async person => ({ id: person.applicationId, version: await versionOf(person) })),
    )
    const all = items.map(item => item.id)
    expect(await refusalOf(recommendMany(below, { items, all }))).toMatchObject({ code: 'stepUp' })
    await decide(second, people[1]!, 'return', '请补充。')
    const deed = { action: 'application.recommendMany', objectId: stepUpSet(all) }
    await db().stepUpProof.create({
      data: { id: newId(), ...deed, accountId: below.accountId, session: '', provedAt: new Date() },
    })
    const first = await recommendMany(below, { items: items.slice(0, 2), all })
    expect(first).toEqual([
      { id: all[0], done: true, why: null },
      { id: all[1], done: false, why: expect.stringContaining('校核已于') },
    ])
    expect(await recommendMany(below, { items: items.slice(2), all })).toEqual([{ id: all[2], done: true, why: null }])
    const foreign = await atDepartment()
    const smuggled = { items: [{ id: foreign.applicationId, version: await versionOf(foreign) }], all }
    expect(await refusalOf(recommendMany(below, smuggled))).toMatchObject({ code: 'invalid' })
  })

  test('a unit without a department, or outside the city: the bureau stands in, in its own queue, as a step of its own', async () => {
    const [free, outside] = [await unitOf('active'), await unitOf('active')]
    await give(outside, below.departmentId!)
    await db().unit.update({ where: { id: outside.unitId }, data: { regionCode: '330106' } })
    for (const one of [free, outside]) {
      const person = await applicantAtUnit(one)
      await decide(one, person, 'recommend')
      expect(await stored(person)).toMatchObject({ status: 'atDepartment', departmentId: null })
      const { rows } = await listApplications(bureau, { mine: true, size: 100, sort: 'asc' })
      expect(rows.find(row => row.id === person.applicationId)).toMatchObject({ standIn: true, mine: true })
      expect(await viewApplication(bureau, person.applicationId)).toMatchObject({ standIn: true })
      await decide(bureau, person, 'recommend')
      await decide(bureau, person, 'approve')
      expect((await stored(person)).status).toBe('admitted')
    }
    await assignUnits(manager, { unitIds: [outside.unitId], to: 'bureau' })
  })
})

describe('the expert chooses who recommends (R8, 西藏)', () => {
  wellAfterwards()
  let staff: StaffActor
  beforeAll(async () => {
    await enforce('xizang', { ...shaoxing, terms: wuhan.terms, path: path(['unit', 'bureau'], true) })
    staff = await staffOf('城审', await department('拉萨市科技局'), '拉萨市科技局')
    await give(unit, staff.departmentId!)
  })

  test('by the department: past the unit, whose say it does not become; by the unit: as everywhere', async () => {
    const person = await applicantAtUnit(unit)
    await decide(unit, person, 'return', '请改由科技局推荐。')
    expect(await recommenderChoice(person, person.applicationId)).toEqual({
      chosen: 'unit',
      unit: unit.unitName,
      department: '拉萨市科技局',
    })
    const { applicationId } = person
    await chooseRecommender(person, { applicationId, recommender: 'department' })
    const submit = { applicationId, statementVersion: await statementVersion() }
    expect(await refusalOf(submitApplication(person, { ...submit, recommender: 'unit' }))).toMatchObject({
      code: 'conflict',
    })
    await submitApplication(person, { ...submit, recommender: 'department' })
    expect(await stored(person)).toMatchObject({ status: 'atDepartment', departmentId: staff.departmentId })
    expect(await refusalOf(chooseRecommender(person, { applicationId, recommender: 'unit' }))).toMatchObject({
      code: 'refused',
    })
    expect(await refusalOf(decide(unit, person, 'recommend'))).toMatchObject({ code: 'refused' })
    await decide(staff, person, 'recommend')
    expect(await db().affiliation.findFirst({ where: { accountId: person.accountId } })).toMatchObject({
      status: 'pending',
    })
    await decide(bureau, person, 'approve')
  })

  test('another starts over with the same choice, and reviewers see what became of the first', async () => {
    const person = await applicantAtUnit(unit)
    await decide(unit, person, 'refuse', '已调离。')
    const { applicationId } = await restartApplication(person)
    await chooseRecommender(person, { applicationId, recommender: 'department' })
    await db().storedFile.updateMany({ where: { applicationId: person.applicationId }, data: { applicationId } })
    await submitApplication(person, { applicationId, statementVersion: await statementVersion() })
    const seen = await viewApplication(staff, applicationId)
    expect(seen.earlier).toEqual([
      expect.objectContaining({ id: person.applicationId, status: 'refused', opinion: '已调离。' }),
    ])
  })
})

test('where the policy has no choice, none can be made', async () => {
  await enforce('wuhan')
  const person = await applicantAtBureau(unit)
  const { applicationId } = await registeredPerson(unit)
  expect(await recommenderChoice(person, person.applicationId)).toBeNull()
  expect(await refusalOf(chooseRecommender(person, { applicationId, recommender: 'department' }))).toMatchObject({
    code: 'notFound',
  })
  const own = { applicationId: person.applicationId, recommender: 'department' } as const
  expect(await refusalOf(chooseRecommender(person, own))).toMatchObject({ code: 'refused' })
})
