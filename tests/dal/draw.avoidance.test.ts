import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { decideAvoidance, declareAvoidance, listAvoidances, recuse, withdrawAvoidance } from '@/lib/draw/avoidance.dal'
import { avoidancesWaiting } from '@/lib/draw/avoidance-desk.dal'
import { checkOne, expertsNamed } from '@/lib/draw/conflict-check.dal'
import { factsOf } from '@/lib/draw/conflict-facts.dal'
import { conflictSummary, giveVerdict, listConflicts } from '@/lib/draw/conflict-list.dal'
import { endLeave, leavesOf, ownLeaves, takeLeave } from '@/lib/draw/leave.dal'
import { listSubjects, removeSubject, saveSubject } from '@/lib/draw/subject.dal'
import { importSubjects, subjectTemplate } from '@/lib/draw/subject-import.dal'
import { readTies } from '@/lib/draw/tie.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { defaultDraw } from '@/lib/policy/draw-policy'
import { leaveData } from '@/lib/privacy/own-draws.dal'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { acceptChanges, conflictsOf, found, profileOf, requestOf, subjectIn } from '../support/draw-ties'
import { fixtureId, fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { enforce } from '../support/policy'
import { period } from '../support/profiles'
import { staffOf } from '../support/staff'
import { makeReviewer, refusalOf, times, unitOf } from '../support/units'

useDatabase()

let requester: StaffActor
let manager: StaffActor
let second: StaffActor
let institute: UnitActor
let expert: Applicant
let request: { id: string }

beforeAll(async () => {
  await enforce('wuhan', { draw: { ...defaultDraw, enabled: true, declared: { people: 2, units: 1 } } })
  requester = await staffOf('drawRequester')
  manager = await staffOf('bureauManager')
  second = await staffOf('bureauManager')
  institute = await unitOf('active', '示范材料研究院')
  expert = await expertOf(institute, await makeReviewer('沈鉴'), { name: '乔木', phone: fixturePhone(8200) })
})

beforeEach(async () => {
  request = await requestOf(requester)
})
afterEach(() => setClock(null))

const plain = { docNumber: null, phone: null, name: null, unitName: null, reason: '有利害关系。' }
const person = (subjectId: string | null, name: string, change = {}) => ({
  ...{ ...plain, requestId: request.id, subjectId, kind: 'person' as const, name },
  ...change,
})
const unitOfWish = (subjectId: string | null, unitName: string) => ({
  ...{ ...plain, requestId: request.id, subjectId, kind: 'unit' as const, unitName },
})
const accept = (actor: StaffActor, id: string, yes = true, version = 0) =>
  decideAvoidance(actor, { id, version, accept: yes, why: '情况属实。' })

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
    request = await requestOf(requester, { status: 'returned' })
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
    request = await requestOf(requester, { status: 'returned' })
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

describe('声明回避', () => {
  test('keeps nobody away until another of the bureau accepts it; a refused one never does', async () => {
    const { id: subject } = await subjectIn(requester, request.id, {})
    const { id } = await declareAvoidance(requester, unitOfWish(subject, '示范材料研究院'))
    await found(request.id)
    expect(await conflictsOf(request.id, expert)).toEqual([])
    await accept(manager, id)
    expect(await conflictsOf(request.id, expert)).toEqual(['declaredUnit certain'])
    expect((await refusalOf(accept(second, id, false, 1))).code).toBe('conflict')
    const own = await declareAvoidance(manager, person(null, '乔木', { unitName: '示范材料研究院' }))
    expect((await refusalOf(accept(manager, own.id))).code).toBe('refused')
    await accept(second, own.id, false)
    expect(await conflictsOf(request.id, expert)).toEqual(['declaredUnit certain'])
  })

  test('a person by his number is certain, by name and unit 待核, of another unit nobody', async () => {
    const cases: [object, string[]][] = [
      [{ phone: fixturePhone(8200) }, ['declaredPerson certain']],
      [{ unitName: '示范材料研究院' }, ['declaredPerson likely']],
      [{ unitName: '示范别处研究院' }, []],
    ]
    for (const [change, expected] of cases) {
      request = await requestOf(requester)
      const { id } = await declareAvoidance(manager, person(null, '乔木', change))
      await accept(second, id)
      expect([change, await conflictsOf(request.id, expert)]).toEqual([change, expected])
    }
  })

  test('a declared unit keeps away who has a post there', async () => {
    const rows = [{ unit: { unitId: '', name: '示范兼职公司' }, kind: 'partTime', period: period('2020-01') }]
    await profileOf(expert, { posts: { rows } })
    const { id } = await declareAvoidance(manager, unitOfWish(null, '示范兼职公司'))
    await accept(second, id)
    expect(await conflictsOf(request.id, expert)).toEqual(['declaredUnit likely'])
    await profileOf(expert, {})
  })

  test('no more for one 评审对象 than the policy allows; refused ones do not count', async () => {
    const { id } = await subjectIn(requester, request.id, {})
    const first = await declareAvoidance(requester, person(id, '甲甲'))
    await declareAvoidance(requester, person(id, '乙乙'))
    expect((await refusalOf(declareAvoidance(requester, person(id, '丙丙')))).fieldErrors).toHaveProperty('kind')
    await accept(manager, first.id, false)
    await declareAvoidance(requester, person(id, '丙丙'))
    await declareAvoidance(requester, unitOfWish(id, '示范一院'))
    expect((await refusalOf(declareAvoidance(requester, unitOfWish(id, '示范二院')))).fieldErrors).toHaveProperty(
      'kind',
    )
    expect((await refusalOf(declareAvoidance(requester, person(null, '丁丁')))).fieldErrors).toHaveProperty('subjectId')
    expect(
      (await refusalOf(declareAvoidance(requester, person(id, '戊戊', { docNumber: 'x' })))).fieldErrors,
    ).toHaveProperty('docNumber')
  })

  test('can be taken back by who declared it, until somebody decides', async () => {
    const { id: subject } = await subjectIn(requester, request.id, {})
    const { id } = await declareAvoidance(requester, person(subject, '甲甲'))
    expect((await refusalOf(withdrawAvoidance(manager, { id, version: 0 }))).code).toBe('refused')
    await withdrawAvoidance(requester, { id, version: 0 })
    const again = await declareAvoidance(requester, person(subject, '甲甲'))
    await accept(manager, again.id)
    expect((await refusalOf(withdrawAvoidance(requester, { id: again.id, version: 1 }))).code).toBe('conflict')
  })

  test('an expert keeps away by himself, once; who asked for the draw does not see it', async () => {
    const himself = { requestId: request.id, expertId: expert.accountId, reason: '与申报人有合作。' }
    await db().$transaction(tx => recuse(expert, tx, himself))
    await db().$transaction(tx => recuse(expert, tx, himself))
    expect(await conflictsOf(request.id, expert)).toEqual(['recused certain'])
    expect(await listAvoidances(manager, request.id)).toMatchObject([
      { source: 'expert', target: '一位专家', mayDecide: false },
    ])
    expect(await listAvoidances(requester, request.id)).toEqual([])
  })
})

describe('who sees what', () => {
  test('the requester counts by rule, none below three, and no name', async () => {
    await subjectIn(requester, request.id, { unit: '示范材料研究院' })
    const own = await conflictSummary(requester, request.id)
    // one and none are the same answer
    const nobody = await conflictSummary(requester, (await requestOf(requester)).id)
    expect([own.rules, own.total]).toEqual([nobody.rules, nobody.total])
    expect([own.rules, own.total]).toEqual([[], 'few'])
    expect(JSON.stringify(own)).not.toContain('乔木')
    expect((await refusalOf(listConflicts(requester, request.id, { size: 5, sort: 'asc' }))).code).toBe('notFound')
    expect((await refusalOf(expertsNamed(requester, '乔'))).code).toBe('notFound')
    expect((await conflictSummary(manager, request.id)).rules).toEqual([expect.objectContaining({ count: 1 })])
  })

  test('what was sent looks as far back as the rules of that day, a draft as those of today', async () => {
    const draft = await requestOf(requester, { status: 'draft' })
    const change = { ...defaultDraw, enabled: true, declared: { people: 2, units: 1 } }
    await enforce('wuhan', { draw: { ...change, lookBackYears: 9 } })
    const back = async (id: string) => (await factsOf(manager, db(), id, null)).lookBack
    expect([await back(request.id), await back(draft.id)]).toEqual([3, 9])
    await enforce('wuhan', { draw: change })
  })

  test('a supervisor reads, and judges nothing', async () => {
    await subjectIn(requester, request.id, { unit: '示范材料研究院' })
    const supervisor = await staffOf('supervisor')
    const { rows } = await listConflicts(supervisor, request.id, { size: 5, sort: 'asc' })
    expect(rows).toMatchObject([{ name: '乔木', certainty: 'certain' }])
    const verdict = {
      requestId: request.id,
      id: rows[0]!.id,
      version: 0,
      verdict: 'falseAlarm',
      why: '不是。',
    } as const
    expect((await refusalOf(giveVerdict(supervisor, verdict))).code).toBe('notFound')
    const draft = await requestOf(requester, { status: 'draft' })
    expect((await refusalOf(listConflicts(supervisor, draft.id, { size: 5, sort: 'asc' }))).code).toBe('notFound')
  })
})

describe('one expert, or who joins late (G5)', () => {
  test('an expert is compared without being invited, and it is recorded', async () => {
    await subjectIn(requester, request.id, { title: '甲', unit: '示范材料研究院' })
    expect(await expertsNamed(manager, '乔')).toMatchObject([{ id: expert.accountId }])
    const answer = await checkOne(manager, { requestId: request.id, expertId: expert.accountId })
    expect(answer.hits).toMatchObject([{ label: '同一单位', subject: '甲', certainty: 'certain' }])
    expect(await db().auditEvent.count({ where: { action: 'draw.conflictCheck', objectId: request.id } })).toBe(1)
    expect((await refusalOf(checkOne(manager, { requestId: request.id, expertId: newId() }))).code).toBe('notFound')
    expect((await refusalOf(checkOne(requester, { requestId: request.id, expertId: expert.accountId }))).code).toBe(
      'notFound',
    )
  })

  test('who joins late is compared with those who sit, and only their number is told', async () => {
    const joiner = { requestId: request.id, name: '新人', unitName: '示范材料研究院' }
    for (const unit of [joiner.unitName, '示范别处研究院'])
      await subjectIn(requester, request.id, { unit, leader: '新人' })
    expect(await checkOne(manager, joiner)).toEqual({ hits: [], seated: 0 })
    const group = await db().drawGroup.findFirstOrThrow({ where: { requestId: request.id } })
    const round = await db().drawRound.create({
      data: { id: newId(), requestId: request.id, number: 1, policyVersionId: 1, status: 'draft' },
    })
    const { sessionFrom, sessionTo } = await db().drawRequest.findUniqueOrThrow({ where: { id: request.id } })
    await db().drawSeat.create({
      data: {
        ...{ id: newId(), requestId: request.id, roundId: round.id, groupId: group.id, expertId: expert.accountId },
        ...{ kind: 'special', rank: 0, sessionFrom: sessionFrom!, sessionTo: sessionTo! },
      },
    })
    expect(await checkOne(manager, joiner)).toEqual({ hits: [], seated: 1 })
    expect(await checkOne(manager, { ...joiner, unitName: '示范别处研究院' })).toEqual({ hits: [], seated: 0 })
  })
})

describe('请假 (G17)', () => {
  const days = (from: string, to: string) => ({ from, to, note: null })

  test('days are taken, seen by the bureau, and ended; nobody else ends them', async () => {
    setClock(new Date('2030-05-01T04:00:00Z'))
    const { id } = await takeLeave(expert, days('2030-05-01', '2030-05-10'))
    expect((await refusalOf(takeLeave(expert, days('2030-05-10', '2030-05-12')))).fieldErrors).toHaveProperty('from')
    expect(await leavesOf(manager, expert.accountId)).toMatchObject([{ state: 'now' }])
    const other = await expertOf(institute, await makeReviewer('查明'))
    expect((await refusalOf(endLeave(other, { id }))).code).toBe('notFound')
    await endLeave(expert, { id })
    expect(await ownLeaves(expert)).toMatchObject([{ state: 'ended' }])
    const both = await Promise.allSettled(times(2, () => takeLeave(expert, days('2030-06-01', '2030-06-10'))))
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('who is not in the pool takes none', async () => {
    await db().expert.update({ where: { accountId: expert.accountId }, data: { status: 'left' } })
    expect(await ownLeaves(expert)).toBeNull()
    expect((await refusalOf(takeLeave(expert, days('2099-06-01', '2099-06-10')))).code).toBe('refused')
    await db().expert.update({ where: { accountId: expert.accountId }, data: { status: 'active' } })
  })
})

test('ties are written with the entry, and the worker reads those that are missing', async () => {
  const { id } = await db().expertTie.findFirstOrThrow({ where: { expertId: expert.accountId, kind: 'name' } })
  await db().expertTie.delete({ where: { id } })
  await db().expert.update({ where: { accountId: expert.accountId }, data: { tiesVersionId: null } })
  expect(await readTies(systemActor('read-ties'))).toBe(1)
  expect(await readTies(systemActor('read-ties'))).toBe(0)
  expect(await db().expertTie.count({ where: { expertId: expert.accountId, kind: 'name', key: '乔木' } })).toBe(1)
})

test('his own data say when he took leave and from what he kept away; what stands is whole', async () => {
  await db().$transaction(tx =>
    recuse(expert, tx, { requestId: request.id, expertId: expert.accountId, reason: '有合作。' }),
  )
  const data = await db().$transaction(tx => leaveData(expert, tx))
  expect(data.recusals).toContainEqual(expect.objectContaining({ title: '示范评审', reason: '有合作。' }))
  expect(data.leaves).toContainEqual(expect.objectContaining({ from: '2030-05-01', to: '2030-05-10', note: null }))
  // the requests of this file are made without their steps
  expect((await brokenInvariants()).filter(one => !/^(draw |……: 状态与办理记录)/.test(one))).toEqual([])
})

test('what waits for a decision stands at the desk of who may take it', async () => {
  const { id: subject } = await subjectIn(requester, request.id, {})
  await declareAvoidance(manager, person(null, '甲甲'))
  const before = (await avoidancesWaiting(manager)).count
  await declareAvoidance(requester, person(subject, '乙乙'))
  expect((await avoidancesWaiting(manager)).count).toBe(before + 1)
  expect((await avoidancesWaiting(second)).count).toBeGreaterThan(before + 1)
})
