import type { StaffActor } from '@/lib/access/actor'
import { viewApplication } from '@/lib/application/review.dal'
import { db } from '@/lib/platform/db'
import { registerUnit } from '@/lib/unit/register.dal'
import { viewUnitShape } from '@/lib/unit/registry.dal'
import { addAlias, removeAlias, undoRename } from '@/lib/unit/rename.dal'
import { findUnits } from '@/lib/unit/unit.public.dal'
import { expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { labelsOf, makeManager, rename, stored } from '../support/reshape'
import { codeFor, makeReviewer, outcomes, refusalOf, times, unitInput, unitOf, visitor } from '../support/units'

useDatabase()

let manager: StaffActor
let reviewer: StaffActor
beforeAll(async () => {
  manager = await makeManager()
  reviewer = await makeReviewer('沈鉴')
})
afterEach(async () => expect(await brokenInvariants()).toEqual([]))

test('renaming: found by both names, the pool shows the new one, what was submitted keeps the old; it can be undone', async () => {
  const unit = await unitOf('active', '示范江汉学院')
  const person = await expertOf(unit, reviewer)
  await rename(manager, unit.unitId, '示范江汉大学')
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
  expect((await labelsOf(manager, unit.unitId)).slice(-2)).toEqual([
    '更名：示范江汉学院 → 示范江汉大学',
    '撤销更名：示范江汉大学 → 示范江汉学院',
  ])
})

test('a name that is another unit’s former name or alias is not registered, however it is written', async () => {
  const unit = await unitOf('active', '示范测绘院（Ａ）')
  await rename(manager, unit.unitId, '示范空间信息研究院')
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
  expect((await refusalOf(rename(manager, other.unitId, '示范空信院'))).fieldErrors).toHaveProperty('name')
  const { aliases } = await viewUnitShape(manager, unit.unitId)
  const aliasId = aliases.find(alias => alias.name === '示范空信院')!.id
  await removeAlias(manager, { id: unit.unitId, aliasId, reason: '不再使用' })
  await rename(manager, other.unitId, '示范空信院')
})

test('registering a name while a unit gets it as an alias: one or the other, never both', async () => {
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
    const aliases = await db().unitAlias.count({ where: { name } })
    expect(await db().unit.count({ where: { name } })).toBe(aliases > 0 ? 0 : people.length)
    expect(done).toHaveLength(aliases > 0 ? 1 : people.length)
  }
})
