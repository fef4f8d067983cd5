import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { chooseRecommender, recommenderChoice } from '@/lib/application/recommender.dal'
import { viewApplication } from '@/lib/application/review.dal'
import { restartApplication, submitApplication } from '@/lib/application/submit.dal'
import { db } from '@/lib/platform/db'
import { shaoxing } from '@/lib/policy/presets/shaoxing'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { applicantAtBureau, applicantAtUnit, decide, registeredPerson, stored } from '../support/applications'
import { useDatabase } from '../support/database'
import {
  give as giveTo,
  makeManager,
  department as newDepartment,
  path,
  staffOf,
  wellAfterwards,
} from '../support/departments'
import { statementVersion } from '../support/people'
import { enforce } from '../support/policy'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()

let manager: StaffActor
let bureau: StaffActor
let unit: UnitActor

const department = (name: string, parentId: string | null = null) => newDepartment(manager, name, parentId)
const give = (actor: UnitActor, to: string) => giveTo(manager, actor, to)

beforeAll(async () => {
  manager = await makeManager()
  bureau = await makeReviewer('沈鉴')
  unit = await unitOf('active', '示范江城第一医院')
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
