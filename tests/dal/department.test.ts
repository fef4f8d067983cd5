import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { type BulkEvent, decideMany, previewMany } from '@/lib/application/bulk.dal'
import { ownApplication } from '@/lib/application/own.dal'
import { listApplications } from '@/lib/application/queue.dal'
import { decideApplication, viewApplication } from '@/lib/application/review.dal'
import { stepUpSet } from '@/lib/auth/step-up'
import { assignUnits } from '@/lib/department/assign.dal'
import { listDepartmentUnits } from '@/lib/department/units.dal'
import { departmentDesk } from '@/lib/desk/desk.dal'
import { openFile } from '@/lib/file/file.dal'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { wuhan } from '@/lib/policy/presets/wuhan'
import {
  type Applicant,
  applicantAtUnit,
  decide,
  registeredPerson,
  stored,
  textFor,
  versionOf,
} from '../support/applications'
import { useDatabase } from '../support/database'
import {
  give as giveTo,
  makeManager,
  department as newDepartment,
  path,
  staffOf,
  wellAfterwards,
} from '../support/departments'
import { enforce } from '../support/policy'
import { makeReviewer, outcomes, refusalOf, times, unitOf } from '../support/units'

useDatabase()

let manager: StaffActor
let bureau: StaffActor
let colleague: StaffActor
let unit: UnitActor

const itemOf = async (person: Applicant, event: BulkEvent) => ({
  id: person.applicationId,
  version: await versionOf(person),
  event,
})

/** The second factor, proved for exactly these. */
const proveFor = (actor: StaffActor, all: string[], action = 'application.agreeToMany') =>
  db().stepUpProof.create({
    data: {
      id: newId(),
      action,
      objectId: stepUpSet(all),
      accountId: actor.accountId,
      session: '',
      provedAt: new Date(),
    },
  })

const department = (name: string, parentId: string | null = null) => newDepartment(manager, name, parentId)
const give = (actor: UnitActor, to: string) => giveTo(manager, actor, to)

beforeAll(async () => {
  manager = await makeManager()
  bureau = await makeReviewer('沈鉴')
  colleague = await makeReviewer('方衡')
  unit = await unitOf('active', '示范江城第一医院')
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
    expect(await textFor(returned)).toMatch(/被示范江城大学退回修改.*请补充职称证书/)
    expect(await textFor(refusedOne)).toMatch(/未获示范江城大学推荐.*不符合条件/)
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
    const items = await Promise.all(people.map(person => itemOf(person, 'recommend')))
    const all = items.map(item => item.id)
    expect(await refusalOf(decideMany(below, { items, all }))).toMatchObject({ code: 'stepUp' })
    await decide(second, people[1]!, 'return', '请补充。')
    await proveFor(below, all)
    const first = await decideMany(below, { items: items.slice(0, 2), all })
    expect(first).toEqual([
      { id: all[0], done: true, why: null },
      { id: all[1], done: false, why: expect.stringContaining('校核已于') },
    ])
    expect(await decideMany(below, { items: items.slice(2), all })).toEqual([{ id: all[2], done: true, why: null }])
    const foreign = await atDepartment()
    const smuggled = { items: [await itemOf(foreign, 'recommend')], all }
    expect(await refusalOf(decideMany(below, smuggled))).toMatchObject({ code: 'invalid' })
  })

  test('many are sent back with one reason: each opens whole, a proof for agreeing is none for it, and who was late is told', async () => {
    const people = [await atDepartment(), await atDepartment()]
    const items = await Promise.all(people.map(person => itemOf(person, 'return')))
    const all = items.map(item => item.id)
    await proveFor(below, all)
    const input = { items, all, opinion: '请补充近三年的评审经历。' }
    expect(await refusalOf(decideMany(below, input))).toMatchObject({ code: 'stepUp' })
    await proveFor(below, all, 'application.returnMany')
    await decide(second, people[1]!, 'recommend')
    expect(await previewMany(below, { items })).toEqual([
      { id: all[0], whyNot: null },
      { id: all[1], whyNot: expect.stringContaining('现在是') },
    ])
    expect(await decideMany(below, input)).toEqual([
      { id: all[0], done: true, why: null },
      { id: all[1], done: false, why: expect.stringContaining('校核已于') },
    ])
    expect(await stored(people[0]!)).toMatchObject({ status: 'returned' })
    const step = await db().statusHistory.findFirst({ where: { subjectId: all[0], event: 'return' } })
    expect(step).toMatchObject({ opinion: input.opinion, actorId: below.accountId })
    // for a whole part of the world that is out of reach nothing is said, not even a name
    const stranger = { items: [{ id: newId(), version: 0, event: 'return' as const }] }
    expect(await previewMany(below, stranger)).toMatchObject([{ whyNot: expect.any(String) }])
  })

  test('the bureau agrees to many: what is refused about one, by his state or by four eyes, is told of him alone', async () => {
    const [good, early] = [await atDepartment(), await atDepartment()]
    for (const person of [good, early]) await decide(below, person, 'recommend')
    await decide(bureau, early, 'return', '请补充。')
    const free = await unitOf('active')
    const stoodInFor = await applicantAtUnit(free)
    await decide(free, stoodInFor, 'recommend')
    await decide(bureau, stoodInFor, 'recommend')
    const people = [good, early, stoodInFor]
    const items = await Promise.all(people.map(person => itemOf(person, 'approve')))
    const all = items.map(item => item.id)
    // the preview asks the same, and says it before anything is done
    expect(await previewMany(bureau, { items })).toEqual([
      { id: all[0], whyNot: null },
      { id: all[1], whyNot: expect.stringContaining('退回修改') },
      { id: all[2], whyNot: expect.stringContaining('请由其他人办理') },
    ])
    await proveFor(bureau, all)
    expect(await decideMany(bureau, { items, all, opinion: '符合条件。' })).toMatchObject([
      { done: true, why: null },
      { done: false, why: expect.stringContaining('退回修改') },
      { done: false, why: expect.stringContaining('请由其他人办理') },
    ])
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
      // four eyes: who stood in does not decide as well
      expect(await refusalOf(decide(bureau, person, 'approve'))).toMatchObject({ code: 'refused' })
      await decide(colleague, person, 'approve')
      expect((await stored(person)).status).toBe('admitted')
    }
    await assignUnits(manager, { unitIds: [outside.unitId], to: 'bureau' })
  })
})
