import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { moveToUnit, whyNotMove } from '@/lib/affiliation/move.dal'
import { startChange } from '@/lib/application/change.dal'
import { viewApplication } from '@/lib/application/review.dal'
import { restartApplication } from '@/lib/application/submit.dal'
import { searchExperts, viewExpert } from '@/lib/expert/pool.dal'
import { countExits, listExits } from '@/lib/membership/exits.dal'
import type { ExitStage } from '@/lib/membership/list.rules'
import { proposeOverage, viewOverage } from '@/lib/membership/overage.dal'
import { requestExit, stateOwn } from '@/lib/membership/own.dal'
import { ownPlace } from '@/lib/membership/view.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { startOfDay } from '@/lib/platform/time'
import { membershipData } from '@/lib/privacy/own-applications.dal'
import { apply } from '@/prisma/seed/demo'
import { type Applicant, applicantAtBureau, decide, expertOf } from '../support/applications'
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
} from '../support/membership'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()
afterEach(() => setClock(null))

let unit: UnitActor
let reviewer: StaffActor
let manager: StaffActor

beforeAll(async () => {
  await enforceDormancy()
  unit = await unitOf('active')
  reviewer = await makeReviewer('沈鉴')
  manager = await makeManager('业勤')
})

const later = (days: number) => setClock(new Date(Date.now() + days * 86_400_000))
const propose = (person: Applicant) => proposeExit(reviewer, person)

describe('after an exit', () => {
  test('he is out of the list of the pool, and found where somebody asks for 出库', async () => {
    const person = await expertOf(unit, reviewer, { name: '出库甲' })
    await requestExit(person, await ownVersion(person))
    const names = async (status?: 'leaving' | 'left') =>
      (await searchExperts(manager, { name: '出库甲', status: status && [status], size: 5 })).rows.map(
        row => row.statusLabel,
      )
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
    setClock(startOfDay(day))
    expect((await ownPlace(person))!.whyNotReenter).toBeNull()
    const { applicationId } = await restartApplication(person)
    const again = { ...person, applicationId }
    await apply(again, { unitName: unit.unitName, title: '231', disciplines: ['32027'], research: '临床研究。' })
    await decide(unit, again, 'recommend')
    await decide(reviewer, again, 'approve')
    expect(await memberOf(person)).toMatchObject({ status: 'active', leaveOn: null })
    expect((await eventsOf(person)).at(-1)).toBe('readmit')
    expect((await memberOf(person)).activatedAt).toEqual(startOfDay(day))
    expect(await brokenInvariants()).toEqual([])
  })

  test('a change that was begun before is neither sent nor admitted, and the unit may be changed', async () => {
    const person = await expertOf(unit, reviewer)
    expect(await whyNotMove(person)).toContain('在库专家')
    await requestExit(person, await ownVersion(person))
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

test('the bureau is told of somebody barred with the name and birthday of an applicant; the unit is not', async () => {
  const person = await expertOf(unit, reviewer, { name: '同名甲' })
  await propose(person)
  await stateOwn(person, { statement: '认可。' })
  await decideAbout(manager, person, 'confirmExit')
  const other = await applicantAtBureau(unit, { name: '同名甲' })
  const { birthDate } = await memberOf(person)
  const seen = async (actor: StaffActor | UnitActor) =>
    (await viewApplication(actor, other.applicationId)).barredNamesake
  await db().person.update({ where: { accountId: other.accountId }, data: { birthDate: new Date('1999-09-09') } })
  expect(await seen(reviewer)).toBeNull()
  await db().person.update({ where: { accountId: other.accountId }, data: { birthDate } })
  expect(await seen(reviewer)).toMatchObject({ expertId: person.accountId, reason: expect.stringContaining('泄露') })
  expect(await seen(unit)).toBeNull()
})

describe('what waits for a person', () => {
  test('exits to decide, with whether the expert has answered', async () => {
    const person = await expertOf(unit, reviewer, { name: '待核实甲' })
    await propose(person)
    const row = async (stage: ExitStage = '', text = '待核实甲') =>
      (await listExits(manager, { stage, text, size: 20, sort: 'asc' })).rows.find(
        one => one.accountId === person.accountId,
      )
    const stages = async () =>
      (await Promise.all((['', 'heard', 'ready', 'done'] as const).map(stage => row(stage)))).map(Boolean)
    expect(await row()).toMatchObject({ name: '待核实甲', answered: false, hearingUntil: expect.any(Date), wait: null })
    expect(await row('', '没有这个人')).toBeUndefined()
    expect(await stages()).toEqual([true, true, false, false])
    expect(await countExits(manager, { stage: 'heard', text: '待核实甲' })).toEqual({ count: 1, more: false })
    await stateOwn(person, { statement: '不属实。' })
    expect(await stages()).toEqual([true, false, true, false])
    expect(await row()).toMatchObject({ answered: true, wait: { count: 0, aim: { count: 10 }, overdue: false } })
    await decideAbout(manager, person, 'rejectExit')
    expect(await stages()).toEqual([false, false, false, true])
    expect(await row('done')).toMatchObject({ outcome: 'rejected', over: true, decidedAt: expect.any(Date) })
  })

  test('who has become too old is named until somebody decides; a proposal takes him off', async () => {
    const person = await expertOf(unit, reviewer)
    const named = async () => (await viewOverage(reviewer))!.people.some(one => one.id === person.accountId)
    expect(await named()).toBe(false)
    // 武汉 asks for 65 at most
    const { birthDate } = await memberOf(person)
    setClock(new Date(Date.UTC(birthDate!.getUTCFullYear() + 66, birthDate!.getUTCMonth(), birthDate!.getUTCDate())))
    expect(await named()).toBe(true)
    await decideAbout(reviewer, person, 'proposeExit', { reason: 'unfit' })
    expect(await named()).toBe(false)
  })

  test('from that list an exit is proposed by who may, with the ground the list says; the expert is heard, another confirms', async () => {
    const [person, young] = [await expertOf(unit, reviewer), await expertOf(unit, reviewer)]
    const { birthDate, version } = await memberOf(person)
    const born = birthDate!.toISOString().slice(0, 10)
    const at66 = new Date(Date.UTC(birthDate!.getUTCFullYear() + 66, birthDate!.getUTCMonth(), birthDate!.getUTCDate()))
    await db().expert.update({ where: { accountId: young.accountId }, data: { birthDate: new Date('2060-01-01') } })
    setClock(at66)
    const row = (await viewOverage(manager))!.people.find(one => one.id === person.accountId)
    expect(row).toMatchObject({ version, age: 66 })
    const input = (one: Applicant) => ({ id: one.accountId, version, remark: '经局务会研究。' })
    expect((await refusalOf(proposeOverage(manager, input(young)))).message).toContain('不在超过年龄条件的名单里')
    expect((await refusalOf(proposeOverage(unit as never, input(person)))).code).toBe('notFound')
    await proposeOverage(manager, input(person))
    expect(await exitOf(person)).toMatchObject({ source: 'proposed', reason: 'unfit', evidence: null })
    const { grounds, article } = (await ownPlace(person))!.exit!
    expect([grounds, article]).toEqual([expect.stringContaining('周岁，超过'), '第八条第一项'])
    // his birthday is no part of what stays in the record
    expect(grounds).not.toContain(born)
    expect(grounds).toMatch(/已满 66 周岁，超过.*65 周岁.*没有认定过放宽。\n经局务会研究。$/)
    expect((await refusalOf(proposeOverage(manager, input(person)))).message).toContain('不在超过年龄条件的名单里')
    await stateOwn(person, { statement: '没有意见。' })
    expect((await refusalOf(decideAbout(manager, person, 'confirmExit'))).message).toContain('您是提出人')
    await decideAbout(await makeManager('方衡'), person, 'confirmExit')
    expect((await memberOf(person)).status).toBe('left')
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
