import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { moveToUnit, whyNotMove } from '@/lib/affiliation/move.dal'
import { startChange } from '@/lib/application/change.dal'
import { ownApplication } from '@/lib/application/own.dal'
import { restartApplication } from '@/lib/application/submit.dal'
import { searchExperts, viewExpert } from '@/lib/expert/pool.dal'
import { type DecideMember, decideMember } from '@/lib/membership/decide.dal'
import { lastExit } from '@/lib/membership/member.dal'
import { cancelExit, requestExit, restoreOwn, stateOwn } from '@/lib/membership/own.dal'
import { ownPlace, viewMember } from '@/lib/membership/view.dal'
import { viewLeaving, viewOverage } from '@/lib/membership/worklist.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { membershipData } from '@/lib/privacy/own-applications.dal'
import { apply } from '@/prisma/seed/demo'
import { type Applicant, decide, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { makeManager } from '../support/departments'
import { brokenInvariants } from '../support/invariants'
import { enforceDormancy, eventsOf, memberOf, statusOf, toldOf } from '../support/membership'
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
}, 60_000)

const later = (days: number) => setClock(new Date(Date.now() + days * 86_400_000))

/** What somebody of the bureau decides about a person as he sees him now. */
async function decideAbout(
  actor: StaffActor,
  person: Applicant,
  event: DecideMember['event'],
  given: Partial<DecideMember> = {},
) {
  const { version } = await memberOf(person)
  const heard = (await lastExit(actor, db(), person.accountId))?.statements.length
  return decideMember(actor, {
    id: person.accountId,
    version,
    event,
    opinion: '情况属实，见书面材料。',
    heard,
    ...given,
  })
}

const propose = (person: Applicant, actor = reviewer) => decideAbout(actor, person, 'proposeExit', { reason: 'leak' })
const own = async (person: Applicant) => ({ version: (await memberOf(person)).version })
const exitOf = (person: Applicant) => db().membershipExit.findFirstOrThrow({ where: { accountId: person.accountId } })

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
    expect(bare.fieldErrors!.opinion![0]).toContain('请选择出库的原因')
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
    await requestExit(person, { ...(await own(person)), opinion: '工作繁忙，无暇参加评审。' })
    expect(await ownPlace(person)).toMatchObject({ canCancel: true, exit: { grounds: '工作繁忙，无暇参加评审。' } })
    await cancelExit(person, await own(person))
    expect(await statusOf(person)).toBe('active')
    await requestExit(person, await own(person))
    await decideAbout(manager, person, 'confirmExit')
    expect(await eventsOf(person)).toEqual(['admit', 'requestExit', 'cancelExit', 'requestExit', 'confirmExit'])
    expect(await ownPlace(person)).toMatchObject({ whyNotReenter: null, restoreUntil: null })
    expect(await brokenInvariants()).toEqual([])
  })

  test('who is suspended cannot leave by his own wish, which bars nobody, before it is looked into', async () => {
    const person = await expertOf(unit, reviewer)
    await decideAbout(manager, person, 'suspend')
    expect((await ownPlace(person))!.canRequestExit).toBe(false)
    expect((await refusalOf(requestExit(person, await own(person)))).message).toContain('还在核实')
    await decideAbout(manager, person, 'resume')
    await requestExit(person, await own(person))
    expect(await statusOf(person)).toBe('leaving')
  })

  test('what others proposed he cannot take back, and an exit that was decided he cannot undo', async () => {
    const person = await expertOf(unit, reviewer)
    await propose(person)
    expect((await refusalOf(cancelExit(person, await own(person)))).message).toContain('可以提交陈述申辩')
    await stateOwn(person, { statement: '不属实。' })
    await decideAbout(manager, person, 'confirmExit')
    expect((await refusalOf(restoreOwn(person, await own(person)))).message).toContain('只有长期未登录的自动出库')
  })
})

describe('after an exit', () => {
  test('he is out of the list of the pool, and found where somebody asks for 出库', async () => {
    const person = await expertOf(unit, reviewer, { name: '出库甲' })
    await requestExit(person, await own(person))
    const names = async (status?: 'leaving' | 'left') =>
      (await searchExperts(manager, { name: '出库甲', status, size: 5 })).rows.map(row => row.statusLabel)
    expect([await names(), await names('leaving'), await names('left')]).toEqual([['待出库核实'], ['待出库核实'], []])
    await decideAbout(manager, person, 'confirmExit')
    expect([await names(), await names('leaving'), await names('left')]).toEqual([[], [], ['出库']])
  })

  test('a reason that bars him says from when he may apply; then he may, and an admission makes him active', async () => {
    const person = await expertOf(unit, reviewer)
    await propose(person)
    await stateOwn(person, { statement: '认可。' })
    await decideAbout(manager, person, 'confirmExit')
    const { reentryFrom } = await exitOf(person)
    const day = reentryFrom!.toISOString().slice(0, 10)
    expect((await refusalOf(restartApplication(person))).message).toContain(`${day} 起可以重新申请`)
    setClock(new Date(`${day}T00:00:00+08:00`))
    expect((await ownPlace(person))!.whyNotReenter).toBeNull()
    const { applicationId } = await restartApplication(person)
    const again = { ...person, applicationId }
    await apply(again, { unitName: unit.unitName, title: '231', disciplines: ['32027'], research: '临床研究。' })
    await decide(unit, again, 'recommend')
    await decide(reviewer, again, 'approve')
    expect(await memberOf(person)).toMatchObject({ status: 'active', leaveOn: null })
    expect((await eventsOf(person)).at(-1)).toBe('readmit')
    expect((await memberOf(person)).activatedAt).toEqual(new Date(`${day}T00:00:00+08:00`))
    expect(await brokenInvariants()).toEqual([])
  })

  test('a change that was begun before is neither sent nor admitted, and the unit may be changed', async () => {
    const person = await expertOf(unit, reviewer)
    expect(await whyNotMove(person)).toContain('在库专家')
    await requestExit(person, await own(person))
    await decideAbout(manager, person, 'confirmExit')
    expect((await refusalOf(startChange(person))).message).toContain('「出库」')
    expect(await whyNotMove(person)).toBeNull()
    const other = await unitOf('active')
    const { version } = await db().affiliation.findFirstOrThrow({ where: { accountId: person.accountId } })
    await moveToUnit(person, { unitId: other.unitId, version, divisionName: '科研处' } as never)
    later(1)
    expect(await brokenInvariants()).toEqual([])
  })
})

describe('what waits for a person', () => {
  test('exits to decide, with whether the expert has answered', async () => {
    const person = await expertOf(unit, reviewer, { name: '待核实甲' })
    await propose(person)
    const row = async () => (await viewLeaving(manager)).find(one => one.id === person.accountId)
    expect(await row()).toMatchObject({ name: '待核实甲', answered: false, hearingUntil: expect.any(Date) })
    await stateOwn(person, { statement: '不属实。' })
    expect(await row()).toMatchObject({ answered: true })
    await decideAbout(manager, person, 'rejectExit')
    expect(await row()).toBeUndefined()
  })

  test('who has become too old is named until somebody decides; a proposal takes him off', async () => {
    const person = await expertOf(unit, reviewer)
    const named = async () => (await viewOverage(reviewer)).some(one => one.id === person.accountId)
    expect(await named()).toBe(false)
    // 武汉 asks for 65 at most
    const { birthDate } = await memberOf(person)
    setClock(new Date(Date.UTC(birthDate!.getUTCFullYear() + 66, birthDate!.getUTCMonth(), birthDate!.getUTCDate())))
    expect(await named()).toBe(true)
    await decideAbout(reviewer, person, 'proposeExit', { reason: 'unfit' })
    expect(await named()).toBe(false)
  })

  test('his own copy has the steps, the reason and what he said', async () => {
    const person = await expertOf(unit, reviewer)
    await propose(person)
    await stateOwn(person, { statement: '请核对签到表。' })
    const copy = await db().$transaction(tx => membershipData(person, tx))
    expect(copy).toMatchObject({
      status: '待出库核实',
      exits: [{ grounds: '情况属实，见书面材料。', statements: [{ text: '请核对签到表。' }] }],
    })
    expect(copy!.history.map(step => step.event)).toEqual(['admit', 'proposeExit'])
  })
})

test('a manager who reviews nothing reads an expert without what he could not open', async () => {
  const person = await expertOf(unit, reviewer)
  const [his, hers] = await Promise.all([viewExpert(manager, person.accountId), viewExpert(reviewer, person.accountId)])
  expect([his.applicationId, his.snapshot.files]).toEqual([null, []])
  expect([hers.applicationId, hers.snapshot.files.length > 0]).toEqual([person.applicationId, true])
})
