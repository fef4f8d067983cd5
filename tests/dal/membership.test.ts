import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { startChange } from '@/lib/application/change.dal'
import { ownApplication } from '@/lib/application/own.dal'
import { decideMember } from '@/lib/membership/decide.dal'
import { cancelExit, requestExit, restoreOwn, stateOwn } from '@/lib/membership/own.dal'
import { ownPlace, viewMember } from '@/lib/membership/view.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { makeManager } from '../support/departments'
import { brokenInvariants } from '../support/invariants'
import {
  decideAbout,
  enforceDormancy,
  eventsOf,
  exitOf,
  memberOf,
  ownVersion,
  proposeExit,
  statusOf,
  toldOf,
} from '../support/membership'
import { makeReviewer, outcomes, refusalOf, times, unitOf } from '../support/units'

useDatabase()
afterEach(() => setClock(null))

let unit: UnitActor
let reviewer: StaffActor
let manager: StaffActor
let second: StaffActor

beforeAll(async () => {
  await enforceDormancy()
  unit = await unitOf('active')
  reviewer = await makeReviewer('沈鉴')
  manager = await makeManager('业勤')
  second = await makeManager('方衡')
})

const propose = (person: Applicant, actor = reviewer) => proposeExit(actor, person)

describe('暂停', () => {
  test('with a reason that the expert is told; what he may change rests, and a manager lets him go on', async () => {
    const person = await expertOf(unit, reviewer)
    expect(await decideAbout(manager, person, 'suspend')).toEqual({ status: 'suspended', label: '暂停' })
    expect((await refusalOf(startChange(person))).message).toContain('「暂停」')
    expect((await ownApplication(person))!.member!.whyNotChange).toContain('「暂停」')
    await db().expert.update({ where: { accountId: person.accountId }, data: { leaveOn: new Date('2026-12-24') } })
    await decideAbout(manager, person, 'resume')
    expect([await statusOf(person), await toldOf(person)]).toEqual(['active', ['suspended', 'resumed']])
    expect((await memberOf(person)).leaveOn).toBeNull()
    expect(await eventsOf(person)).toEqual(['admit', 'suspend', 'resume'])
    expect(await brokenInvariants()).toEqual([])
  })

  test('not without a reason, not by a reviewer, and a second decision learns of the first', async () => {
    const person = await expertOf(unit, reviewer)
    expect((await refusalOf(decideAbout(manager, person, 'suspend', { opinion: ' ' }))).fieldErrors).toHaveProperty(
      'opinion',
    )
    expect((await refusalOf(decideAbout(reviewer, person, 'suspend'))).code).toBe('notFound')
    const { version } = await memberOf(person)
    const input = { id: person.accountId, version, event: 'suspend' as const, opinion: '调查中。' }
    const { done, failed } = await outcomes(times(6, i => decideMember(i % 2 ? manager : second, input)))
    expect([done.length, failed.length]).toEqual([1, 5])
    for (const error of failed) expect(error).toMatchObject({ code: 'conflict' })
    expect(await brokenInvariants()).toEqual([])
  })

  test('who proposes himself decides nothing about himself: same phone, same person', async () => {
    const person = await expertOf(unit, reviewer)
    const { phoneIndex } = await db().account.findUniqueOrThrow({ where: { id: person.accountId } })
    const double = await makeManager('同一人')
    await db().account.update({ where: { id: double.accountId }, data: { phoneIndex, phoneCipher: 'x' } })
    const refusal = await refusalOf(decideAbout(double, person, 'suspend'))
    expect(refusal.message).toContain('不能办理本人')
    await db().account.update({ where: { id: double.accountId }, data: { phoneIndex: null, phoneCipher: null } })
  })
})

describe('出库 with four eyes, the expert heard', () => {
  test('proposed with one of the nine reasons; he reads it, answers, and another person confirms', async () => {
    const person = await expertOf(unit, reviewer)
    await propose(person)
    expect(await ownPlace(person)).toMatchObject({
      exit: {
        reason: '擅自泄露评审的内容、过程和结果等重要信息',
        article: '第八条第六项',
        grounds: '情况属实，见书面材料。',
        statements: [],
      },
      canCancel: false,
      canRequestExit: false,
    })
    const early = await refusalOf(decideAbout(manager, person, 'confirmExit'))
    expect(early.message).toMatch(/要先听取专家本人的陈述申辩/)
    expect(await db().auditEvent.count({ where: { action: 'membership.confirmExit', result: 'denied' } })).toBe(0)

    await stateOwn(person, { statement: '我没有泄露，请核对签到表。' })
    expect((await viewMember(manager, person.accountId)).exit).toMatchObject({
      statements: [{ text: '我没有泄露，请核对签到表。' }],
    })
    expect(await decideAbout(manager, person, 'confirmExit')).toEqual({ status: 'left', label: '出库' })
    expect(await toldOf(person)).toEqual(['exitProposed', 'left'])
    expect(await exitOf(person)).toMatchObject({ outcome: 'confirmed', fromStatus: 'active' })
    expect((await refusalOf(stateOwn(person, { statement: '再说一次' }))).code).toBe('refused')
    expect(await brokenInvariants()).toEqual([])
  })

  test('who proposed it does not decide it, whatever roles he has; the attempt is in the audit trail', async () => {
    const person = await expertOf(unit, reviewer)
    const both: StaffActor = { ...manager, roles: ['bureauManager', 'bureauReviewer'] }
    await propose(person, both)
    await stateOwn(person, { statement: '不属实。' })
    for (const event of ['confirmExit', 'rejectExit'] as const)
      expect((await refusalOf(decideAbout(both, person, event))).message).toContain('请由另一位业务管理员核实')
    const denied = { action: 'membership.confirmExit', result: 'denied', objectId: person.accountId }
    expect(await db().auditEvent.count({ where: denied })).toBe(1)
    expect((await viewMember(both, person.accountId)).events.every(event => event.whyNot !== null)).toBe(true)
    await decideAbout(second, person, 'rejectExit')
    expect(await statusOf(person)).toBe('active')
    expect(await brokenInvariants()).toEqual([])
  })

  test('a wish that staff report is heard like any other reason; only his own request needs no answer', async () => {
    const person = await expertOf(unit, reviewer)
    await decideAbout(reviewer, person, 'proposeExit', { reason: 'ownWish' })
    expect((await refusalOf(decideAbout(manager, person, 'confirmExit'))).message).toContain('陈述申辩')
    expect(await statusOf(person)).toBe('leaving')
  })

  test('an answer that comes while somebody decides is read first; what was said before is kept', async () => {
    const person = await expertOf(unit, reviewer)
    await propose(person)
    await stateOwn(person, { statement: '我没有泄露。' })
    await stateOwn(person, { statement: '补充：签到表可以证明。' })
    const late = await refusalOf(decideAbout(manager, person, 'confirmExit', { heard: 1 }))
    expect([late.code, late.message]).toEqual(['conflict', expect.stringContaining('又提交了陈述申辩')])
    const { exit } = await viewMember(manager, person.accountId)
    expect(exit!.statements.map(one => one.text)).toEqual(['补充：签到表可以证明。', '我没有泄露。'])
    await decideAbout(manager, person, 'rejectExit')
    expect(await brokenInvariants()).toEqual([])
  })

  test('an exit that was wrong is undone by another manager, with a reason; the bar goes with it', async () => {
    const person = await expertOf(unit, reviewer)
    await propose(person)
    await stateOwn(person, { statement: '不属实。' })
    await decideAbout(manager, person, 'confirmExit')
    expect((await refusalOf(decideAbout(manager, person, 'revokeExit'))).message).toContain('另一位业务管理员撤销')
    expect((await refusalOf(decideAbout(second, person, 'revokeExit', { opinion: '' }))).fieldErrors).toHaveProperty(
      'opinion',
    )
    expect(await decideAbout(second, person, 'revokeExit')).toEqual({ status: 'active', label: '在库' })
    expect(await exitOf(person)).toMatchObject({ outcome: 'revoked', reentryFrom: null })
    expect([(await toldOf(person)).at(-1), await ownPlace(person)]).toMatchObject(['back', { exit: null }])
    expect(await brokenInvariants()).toEqual([])
  })

  test('without an answer only after the last second of the time for it', async () => {
    const person = await expertOf(unit, reviewer)
    await propose(person)
    const { hearingUntil } = await exitOf(person)
    setClock(hearingUntil!)
    expect((await refusalOf(decideAbout(manager, person, 'confirmExit'))).code).toBe('refused')
    setClock(new Date(hearingUntil!.getTime() + 1))
    // nothing shows that the message went out: somebody answers for it that he was told otherwise
    expect((await refusalOf(decideAbout(manager, person, 'confirmExit'))).fieldErrors).toHaveProperty('confirmed')
    expect((await decideAbout(manager, person, 'confirmExit', { confirmed: true })).status).toBe('left')
    expect(await brokenInvariants()).toEqual([])
  })

  test('not confirmed, he is again what he was: 暂停 stays 暂停', async () => {
    const person = await expertOf(unit, reviewer)
    await decideAbout(manager, person, 'suspend')
    await propose(person)
    await decideAbout(manager, person, 'rejectExit')
    expect([await statusOf(person), (await toldOf(person)).at(-1)]).toEqual(['suspended', 'stays'])
    await propose(person)
    expect(await brokenInvariants()).toEqual([])
  })

  test('a proposal owes a reason of the article and the ground it rests on', async () => {
    const person = await expertOf(unit, reviewer)
    const bare = await refusalOf(decideAbout(reviewer, person, 'proposeExit'))
    expect(bare.fieldErrors!.reason![0]).toContain('请选择出库的原因')
    const unproved = await refusalOf(decideAbout(reviewer, person, 'proposeExit', { reason: 'leak' }))
    expect(unproved.fieldErrors!.evidence![0]).toContain('请上传证据材料，或写明')
    const groundless = await refusalOf(decideAbout(reviewer, person, 'proposeExit', { reason: 'leak', opinion: '' }))
    expect(groundless.fieldErrors!.opinion![0]).toContain('请写明依据')
    expect([
      await statusOf(person),
      await db().membershipExit.count({ where: { accountId: person.accountId } }),
    ]).toEqual(['active', 0])
  })
})

describe('the expert’s own wish', () => {
  test('he asks, takes it back, asks again, and it is confirmed at once; no bar keeps him away', async () => {
    const person = await expertOf(unit, reviewer)
    await requestExit(person, { ...(await ownVersion(person)), opinion: '工作繁忙，无暇参加评审。' })
    expect(await ownPlace(person)).toMatchObject({ canCancel: true, exit: { grounds: '工作繁忙，无暇参加评审。' } })
    await cancelExit(person, await ownVersion(person))
    expect(await statusOf(person)).toBe('active')
    await requestExit(person, await ownVersion(person))
    await decideAbout(manager, person, 'confirmExit')
    expect(await eventsOf(person)).toEqual(['admit', 'requestExit', 'cancelExit', 'requestExit', 'confirmExit'])
    expect(await ownPlace(person)).toMatchObject({ whyNotReenter: null, restoreUntil: null })
    expect(await brokenInvariants()).toEqual([])
  })

  test('who is suspended cannot leave by his own wish, which bars nobody, before it is looked into', async () => {
    const person = await expertOf(unit, reviewer)
    await decideAbout(manager, person, 'suspend')
    expect((await ownPlace(person))!.canRequestExit).toBe(false)
    expect((await refusalOf(requestExit(person, await ownVersion(person)))).message).toContain('还在核实')
    await decideAbout(manager, person, 'resume')
    await requestExit(person, await ownVersion(person))
    expect(await statusOf(person)).toBe('leaving')
  })

  test('what others proposed he cannot take back, and an exit that was decided he cannot undo', async () => {
    const person = await expertOf(unit, reviewer)
    await propose(person)
    expect((await refusalOf(cancelExit(person, await ownVersion(person)))).message).toContain('可以提交陈述申辩')
    await stateOwn(person, { statement: '不属实。' })
    await decideAbout(manager, person, 'confirmExit')
    expect((await refusalOf(restoreOwn(person, await ownVersion(person)))).message).toContain(
      '只有长期未登录的自动出库',
    )
  })
})
