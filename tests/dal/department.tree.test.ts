import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { assignUnits, listUnitsToAssign } from '@/lib/department/assign.dal'
import { editDepartment, endDepartment, listDepartments } from '@/lib/department/tree.dal'
import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import {
  give as giveTo,
  makeManager,
  department as newDepartment,
  staffOf,
  wellAfterwards,
} from '../support/departments'
import { makeReviewer, outcomes, refusalOf, times, unitOf } from '../support/units'

useDatabase()

let manager: StaffActor
let _bureau: StaffActor
let _unit: UnitActor

const department = (name: string, parentId: string | null = null) => newDepartment(manager, name, parentId)
const give = (actor: UnitActor, to: string) => giveTo(manager, actor, to)

beforeAll(async () => {
  manager = await makeManager()
  _bureau = await makeReviewer('沈鉴')
  _unit = await unitOf('active', '示范江城第一医院')
})

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
