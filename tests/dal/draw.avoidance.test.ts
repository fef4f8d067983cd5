import type { StaffActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { decideAvoidance, declareAvoidance, listAvoidances, recuse, withdrawAvoidance } from '@/lib/draw/avoidance.dal'
import { avoidancesWaiting } from '@/lib/draw/avoidance-desk.dal'
import { checkOne, expertsNamed } from '@/lib/draw/conflict-check.dal'
import { factsOf } from '@/lib/draw/conflict-facts.dal'
import { conflictSummary, giveVerdict, listConflicts } from '@/lib/draw/conflict-list.dal'
import { endLeave, leavesOf, ownLeaves, takeLeave } from '@/lib/draw/leave.dal'
import { readTies } from '@/lib/draw/tie.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { defaultDraw } from '@/lib/policy/draw-policy'
import { leaveData } from '@/lib/privacy/own-draws.dal'
import { expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import {
  expert,
  institute,
  manager,
  person,
  plain,
  request,
  requestAnew,
  requester,
  second,
  useAvoidanceCast,
} from '../support/draw-avoidance'
import { conflictsOf, found, profileOf, requestOf, subjectIn } from '../support/draw-ties'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { enforce } from '../support/policy'
import { period } from '../support/profiles'
import { staffOf } from '../support/staff'
import { makeReviewer, refusalOf, times } from '../support/units'

useDatabase()
useAvoidanceCast()

const unitOfWish = (subjectId: string | null, unitName: string) => ({
  ...{ ...plain, requestId: request.id, subjectId, kind: 'unit' as const, unitName },
})
const accept = (actor: StaffActor, id: string, yes = true, version = 0) =>
  decideAvoidance(actor, { id, version, accept: yes, why: '情况属实。' })

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
      await requestAnew()
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
