import { declareAvoidance } from '@/lib/draw/avoidance.dal'
import { listSubjects, removeSubject, saveSubject } from '@/lib/draw/subject.dal'
import { importSubjects, subjectTemplate } from '@/lib/draw/subject-import.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import {
  expert,
  institute,
  manager,
  person,
  request,
  requestAnew,
  requester,
  useAvoidanceCast,
} from '../support/draw-avoidance'
import { acceptChanges, conflictsOf, subjectIn } from '../support/draw-ties'
import { fixtureId, fixturePhone } from '../support/fixtures-ids'
import { staffOf } from '../support/staff'
import { refusalOf, times } from '../support/units'

useDatabase()
useAvoidanceCast()

describe('评审对象', () => {
  test('numbers become blind indexes, stay when they are left empty, and are never shown', async () => {
    const given = {
      title: '甲',
      unit: '示范材料研究院',
      leader: '张三',
      leaderNumber: fixtureId(5),
      leaderPhone: fixturePhone(5),
    }
    const { id, version } = await subjectIn(requester, request.id, given)
    const shown = JSON.stringify(await listSubjects(requester, request.id, { size: 20 }))
    const rows = JSON.stringify(await db().drawParty.findMany({ where: { subjectId: id } }))
    for (const number of [fixtureId(5), fixturePhone(5)]) expect(shown + rows).not.toContain(number)
    const [before] = await db().drawParty.findMany({ where: { subjectId: id, kind: 'leader' } })
    expect(before).toMatchObject({ docIndex: expect.stringMatching(/^[\w-]{43}$/), unitId: null })
    await subjectIn(requester, request.id, { ...given, id, version, title: '乙', leaderNumber: '', leaderPhone: '' })
    const [after] = await db().drawParty.findMany({ where: { subjectId: id, kind: 'leader' } })
    expect([after?.docIndex, after?.phoneIndex]).toEqual([before?.docIndex, before?.phoneIndex])
    expect(await db().drawParty.findFirst({ where: { subjectId: id, kind: 'unit' } })).toMatchObject({
      unitId: institute.unitId,
    })
    expect(shown).toContain('"hasNumber":true')
  })

  test('its people stand in the order in which they were written, also after a change', async () => {
    const members = ['庚', '辛', '壬', '癸', '子', '丑', '寅', '卯'].map(sign => `文${sign}`)
    const shown = async () => {
      const { rows } = await listSubjects(requester, request.id, { size: 20 })
      return rows.flatMap(one => one.parties).flatMap(one => (one.kind === 'member' ? one.name : []))
    }
    const { id, version } = await subjectIn(requester, request.id, { members: members.join('、') })
    expect(await shown()).toEqual(members)
    await subjectIn(requester, request.id, { id, version, members: members.toReversed().join('、') })
    expect(await shown()).toEqual(members.toReversed())
  })

  test('who changes it second is told; a fault stands beside its field', async () => {
    const { id } = await subjectIn(requester, request.id, { title: '甲' })
    await subjectIn(requester, request.id, { id, version: 0, title: '乙' })
    expect((await refusalOf(subjectIn(requester, request.id, { id, version: 0, title: '丙' }))).code).toBe('conflict')
    const fault = await refusalOf(subjectIn(requester, request.id, { leaderNumber: '123456789012345678', group: '' }))
    expect(Object.keys(fault.fieldErrors ?? {})).toEqual(['leaderNumber'])
    expect((await refusalOf(subjectIn(requester, request.id, { group: '丁组' }))).fieldErrors).toHaveProperty('group')
  })

  test('only who asked for it, and only until the session begins', async () => {
    const other = await staffOf('drawRequester')
    expect((await refusalOf(subjectIn(other, request.id, {}))).code).toBe('notFound')
    expect((await refusalOf(listSubjects(other, request.id, { size: 5 }))).code).toBe('notFound')
    expect((await refusalOf(saveSubject(manager, { requestId: request.id } as never))).code).toBe('notFound')
    const { id } = await subjectIn(requester, request.id, {})
    const { sessionFrom } = await db().drawRequest.findUniqueOrThrow({ where: { id: request.id } })
    setClock(new Date(sessionFrom!.getTime() - 1))
    await subjectIn(requester, request.id, {})
    setClock(sessionFrom)
    expect((await refusalOf(subjectIn(requester, request.id, {}))).code).toBe('refused')
    expect(
      (await refusalOf(removeSubject(requester, { requestId: request.id, id, reason: '申报人撤回。' }))).code,
    ).toBe('refused')
  })

  test('taking one out ends its conflicts and declarations, and nothing is deleted', async () => {
    const { id } = await subjectIn(requester, request.id, { unit: '示范材料研究院' })
    await declareAvoidance(requester, person(id, '路人甲'))
    expect(await conflictsOf(request.id, expert)).toEqual(['sameUnit certain'])
    await removeSubject(requester, { requestId: request.id, id, reason: '申报人撤回。' })
    await acceptChanges(request.id)
    expect(await conflictsOf(request.id, expert)).toEqual([])
    expect(await listSubjects(requester, request.id, { size: 5 })).toMatchObject({ count: 0 })
    const [kept] = await db().drawAvoidance.findMany({ where: { requestId: request.id } })
    expect(kept?.endedAt).not.toBeNull()
    await expect(db().drawSubject.delete({ where: { id } })).rejects.toThrow('it is not deleted')
  })

  test('a list is tried first, then taken: rows with faults stay out, what is there is renewed', async () => {
    await requestAnew({ status: 'returned' })
    await subjectIn(requester, request.id, { title: '甲', unit: '示范空白研究院' })
    const bytes = Buffer.from(
      '项目名称\t承担单位\t项目负责人\t身份证号\t专业组\n甲\t示范材料研究院\t张三\t\t甲组\n乙\t示范没有登记院\t李四\t12\t\n丙\t示范没有登记院\t王五\t\t丁组\n丁\t示范没有登记院\t赵六\t\t',
    )
    const tried = await importSubjects(requester, request.id, bytes, false)
    expect(tried).toMatchObject({ count: 4, good: 2, changed: 1, fresh: 1, saved: false })
    expect(tried.rows.map(one => [one.number, one.problems.length, one.notes.length])).toEqual([
      [2, 0, 0],
      [3, 1, 1],
      [4, 1, 1],
      [5, 0, 1],
    ])
    expect(await db().drawSubject.count({ where: { requestId: request.id } })).toBe(1)
    expect(await importSubjects(requester, request.id, bytes, true)).toMatchObject({ saved: true, good: 2 })
    const { rows } = await listSubjects(requester, request.id, { size: 20 })
    expect(rows.map(one => [one.title, one.group, one.parties[0]?.name])).toEqual([
      ['甲', '甲组', '张三'],
      ['丁', null, '赵六'],
    ])
    expect(await conflictsOf(request.id, expert)).toEqual(['sameUnit certain'])
    expect(
      (await refusalOf(importSubjects(requester, request.id, Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]), false))).code,
    ).toBe('invalid')
    expect((await subjectTemplate(requester)).bytes.subarray(0, 2).toString()).toBe('PK')
  })

  test('five hundred are taken at once and compared', async () => {
    await requestAnew({ status: 'returned' })
    const sign = (n: number) => String.fromCodePoint(0x4e00 + n)
    const lines = times(500, n =>
      [`对象${n}`, `示范第${n}单位`, `负${sign(n)}`, `甲${sign(n)}、乙${sign(n)}、丙${sign(n)}`, `合作${n}单位`].join(
        '\t',
      ),
    )
    const bytes = Buffer.from(['项目名称\t承担单位\t项目负责人\t成员\t合作单位', ...lines].join('\n'))
    expect((await importSubjects(requester, request.id, bytes, true)).good).toBe(500)
    expect(await db().drawParty.count({ where: { subject: { requestId: request.id } } })).toBe(3000)
  })
})
