import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { keepConflicts } from '@/lib/draw/conflict.dal'
import { db } from '@/lib/platform/db'
import { defaultDraw } from '@/lib/policy/draw-policy'
import { setParent } from '@/lib/unit/parent.dal'
import { viewUnitShape } from '@/lib/unit/registry.dal'
import { setParentSchema } from '@/lib/unit/reshape.schema'
import { makeUnit } from '@/prisma/seed/factory'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { conflictsOf, found, profileOf, requestOf, subjectIn } from '../support/draw-ties'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { enforce } from '../support/policy'
import { labelsOf, makeManager, stored } from '../support/reshape'
import { staffOf } from '../support/staff'
import { makeReviewer, nextSerial, outcomes, refusalOf, unitOf } from '../support/units'

useDatabase()

let manager: StaffActor
let requester: StaffActor
let group: UnitActor
let factory: UnitActor
let sister: UnitActor
const experts: Record<'group' | 'factory' | 'sister', Applicant> = {} as never

beforeAll(async () => {
  await enforce('wuhan', { draw: { ...defaultDraw, enabled: true } })
  const reviewer = await makeReviewer('沈鉴')
  manager = await makeManager()
  requester = await staffOf('drawRequester')
  group = await unitOf('active', '示范集团公司')
  factory = await unitOf('active', '示范一厂公司')
  sister = await unitOf('active', '示范二厂公司')
  experts.group = await expertOf(group, reviewer, { name: '总文' })
  experts.factory = await expertOf(factory, reviewer, { name: '初一' })
  experts.sister = await expertOf(sister, reviewer, { name: '候二' })
})

const set = async (unit: { unitId: string }, parentId: string | null) =>
  setParent(manager, {
    ...{ id: unit.unitId, version: (await stored(unit.unitId)).version },
    ...{ parentId, reason: '国家企业信用信息公示系统。' },
  })

test('a unit gets the one above it, with history and audit; never itself, nor one that lies below it', async () => {
  await set(factory, group.unitId)
  await set(sister, group.unitId)
  expect((await viewUnitShape(manager, factory.unitId)).parent?.name).toBe('示范集团公司')
  expect(await viewUnitShape(manager, group.unitId)).toMatchObject({ childCount: 2, parent: null })
  expect((await labelsOf(manager, factory.unitId)).at(-1)).toBe('变更上级单位：无 → 示范集团公司')
  expect(await db().auditEvent.count({ where: { action: 'unit.parent', objectId: factory.unitId } })).toBe(1)
  for (const [unit, parent, words] of [
    [group, factory.unitId, '是本单位的下属单位'],
    [group, group.unitId, '不能是本单位'],
    [factory, group.unitId, '现在登记的就是'],
    [group, null, '现在没有登记'],
  ] as const)
    expect((await refusalOf(set(unit, parent))).fieldErrors?.parentId?.[0]).toContain(words)
  expect(await brokenInvariants()).toEqual([])
})

test('a form that names none says what to do', () => {
  const given = { id: group.unitId, version: 0, reason: '依据' }
  for (const parentId of ['', undefined])
    expect(setParentSchema.safeParse({ ...given, parentId }).error?.issues[0]?.message).toBe(
      '请输入单位名称后从列表中选择',
    )
  expect(setParentSchema.safeParse({ ...given, parentId: null }).success).toBe(true)
})

test('two at once never put each above the other', async () => {
  const [one, other] = [await unitOf('active', '示范东院'), await unitOf('active', '示范西院')]
  const { done, failed } = await outcomes([set(one, other.unitId), set(other, one.unitId)])
  expect([done.length, failed.length]).toEqual([1, 1])
  expect(await brokenInvariants()).toEqual([])
})

test('who works above or below a reviewed unit is 待核; who works beside it is not; taken off, it is over', async () => {
  const { id } = await requestOf(requester, {})
  await subjectIn(requester, id, { unit: '示范一厂公司' })
  expect(await conflictsOf(id, experts.factory)).toEqual(['sameUnit certain'])
  expect(await conflictsOf(id, experts.group)).toEqual(['parentUnit likely'])
  expect(await conflictsOf(id, experts.sister)).toEqual([])
  const row = await db().drawConflict.findFirstOrThrow({ where: { requestId: id, rule: 'parentUnit' } })
  expect(row.evidence).toContain('所在单位“示范集团公司”与')

  const above = await requestOf(requester, {})
  await subjectIn(requester, above.id, { unit: '示范集团公司' })
  expect(await conflictsOf(above.id, experts.factory)).toEqual(['parentUnit likely'])
  expect(await conflictsOf(above.id, experts.sister)).toEqual(['parentUnit likely'])

  // the worker sees it without anybody asking
  await keepConflicts(systemActor('test'))
  await set(factory, null)
  await keepConflicts(systemActor('test'))
  expect(await conflictsOf(id, experts.group)).toEqual([])
  await set(factory, group.unitId)
  await keepConflicts(systemActor('test'))
  expect(await conflictsOf(id, experts.group)).toEqual(['parentUnit likely'])
})

test('a parent that was merged since is the one it was merged into', async () => {
  const [old, small] = [await unitOf('active', '示范旧集团'), await unitOf('active', '示范三厂公司')]
  await set(small, old.unitId)
  await db().unit.update({
    where: { id: old.unitId },
    data: { status: 'disabled', mergedIntoId: group.unitId },
  })
  const { id } = await requestOf(requester, {})
  await subjectIn(requester, id, { unit: '示范三厂公司' })
  expect(await conflictsOf(id, experts.group)).toEqual(['parentUnit likely'])
})

test('of a university only those who name no faculty are asked about: others are of another faculty', async () => {
  const n = nextSerial()
  const university = await makeUnit({
    ...{ name: '示范江滨大学', serial: n, status: 'active', nature: 'university' },
    admin: { name: '候音', phone: fixturePhone(n), password: 'Gaoshan#2026liu' },
  })
  const professor = await expertOf(university, await makeReviewer('方衡'), { name: '温知新' })
  const hospital = await unitOf('active', '示范江滨医院')
  await set(hospital, university.unitId)
  const { id } = await requestOf(requester, {})
  await subjectIn(requester, id, { unit: '示范江滨医院' })
  await profileOf(professor, { basic: { department: '医学院' } })
  await found(id)
  expect(await conflictsOf(id, professor)).toEqual([])
  await profileOf(professor, {})
  await found(id)
  expect(await conflictsOf(id, professor)).toEqual(['parentUnit likely'])
})
