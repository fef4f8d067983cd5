import { db } from '@/lib/platform/db'
import { addDivisions, endDivision, listDivisions, listOwnDivisions, renameDivision } from '@/lib/unit/division.dal'
import { addDivisionsSchema } from '@/lib/unit/division.schema'
import { viewOwnUnit } from '@/lib/unit/unit.dal'
import { registeredPerson } from '../support/applications'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { outcomes, refusalOf, times, unitOf, visitor } from '../support/units'

useDatabase()

const lines = (text: string) => addDivisionsSchema.parse({ names: text })
const namesOf = async (unitId: string) => (await listDivisions(visitor(), unitId)).map(row => row.name)

test('lines are pasted: numbers and repetitions go, the order stays; a name the list has is not added again', async () => {
  const unit = await unitOf('active')
  const pasted = '1. 材料学院\r\n（2）化学与化工学院\n\n3、ＡＩ学院\nAI学院\n'
  expect(await addDivisions(unit, lines(pasted))).toEqual({ added: 3, known: 0 })
  expect(await namesOf(unit.unitId)).toEqual(['材料学院', '化学与化工学院', 'ＡＩ学院'])
  expect(await addDivisions(unit, lines('ai 学院\n物理学院'))).toEqual({ added: 1, known: 1 })
  expect((await viewOwnUnit(unit)).history.at(-1)).toMatchObject({ label: '增加院系、部门：物理学院', who: '候音' })
  for (const wrong of ['', ' \n ', '1.', 'x'.repeat(61), `好\u200b学院`])
    expect([wrong, addDivisionsSchema.safeParse({ names: wrong }).success]).toEqual([wrong, false])
})

test('an ended one is chosen by nobody, keeps its people, and comes back under its name', async () => {
  const unit = await unitOf('active')
  await addDivisions(unit, lines('材料学院\n法学院'))
  const [material] = await listDivisions(visitor(), unit.unitId)
  const person = await registeredPerson(unit)
  await db().affiliation.updateMany({ where: { accountId: person.accountId }, data: { divisionId: material!.id } })
  expect(await endDivision(unit, { id: material!.id, version: 0 })).toEqual({ people: 1 })
  expect(await namesOf(unit.unitId)).toEqual(['法学院'])
  const own = await listOwnDivisions(unit)
  expect(own.map(({ name, people, endedAt }) => [name, people, endedAt !== null])).toEqual([
    ['法学院', 0, false],
    ['材料学院', 1, true],
  ])
  expect((await refusalOf(endDivision(unit, { id: material!.id, version: 0 }))).code).toBe('conflict')
  await addDivisions(unit, lines('材料学院'))
  expect((await listOwnDivisions(unit)).map(({ id, people }) => [id, people])).toContainEqual([material!.id, 1])
})

test('a name is unique however it is written; another unit cannot touch the list; strangers see active units only', async () => {
  const [unit, other, pending] = [await unitOf('active'), await unitOf('active'), await unitOf('submitted')]
  await addDivisions(unit, lines('材料学院\n法学院'))
  const [material] = await listDivisions(visitor(), unit.unitId)
  const rename = (name: string, version = 0) => renameDivision(unit, { id: material!.id, version, name })
  expect((await refusalOf(rename('法 学院'))).fieldErrors).toHaveProperty('name')
  expect(await rename('材料与冶金学院')).toEqual({ version: 1 })
  expect((await refusalOf(rename('材料学部'))).code).toBe('conflict')
  for (const attempt of [
    renameDivision(other, { id: material!.id, version: 1, name: '我的学院' }),
    endDivision(other, { id: material!.id, version: 1 }),
  ])
    expect((await refusalOf(attempt)).code).toBe('notFound')
  await db().unitDivision.create({
    data: { id: crypto.randomUUID(), unitId: pending.unitId, name: '秘书处', nameKey: '秘书处' },
  })
  expect(await namesOf(pending.unitId)).toEqual([])
  expect(await namesOf('no-id')).toEqual([])
})

test('the same lines twenty times at once make one list', async () => {
  const unit = await unitOf('active')
  const { done, failed } = await outcomes(times(20, () => addDivisions(unit, lines('甲学院\n乙学院'))))
  expect(failed).toEqual([])
  expect(done.map(({ added }) => added).sort()).toEqual([...times(19, () => 0), 2])
  expect(await namesOf(unit.unitId)).toEqual(['甲学院', '乙学院'])
  expect(await brokenInvariants()).toEqual([])
})
