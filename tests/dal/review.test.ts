import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { saveSection } from '@/lib/application/fill.dal'
import { listApplications, nextWaiting } from '@/lib/application/queue.dal'
import { decideApplication, viewApplication } from '@/lib/application/review.dal'
import { submitApplication } from '@/lib/application/submit.dal'
import { searchExperts, viewExpert } from '@/lib/expert/pool.dal'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import {
  applicantAtBureau,
  applicantAtUnit,
  decide,
  messagesOf,
  registeredPerson,
  stored,
  textFor,
} from '../support/applications'
import { useDatabase } from '../support/database'
import { makeReviewer, refusalOf, times, unitOf } from '../support/units'

useDatabase()

let unit: UnitActor
let other: UnitActor
let reviewer: StaffActor
let _second: StaffActor

beforeAll(async () => {
  unit = await unitOf('active', '示范江城第一医院')
  other = await unitOf('active', '示范长江材料研究院')
  reviewer = await makeReviewer('沈鉴')
  _second = await makeReviewer('方衡')
})

describe('the way into the pool', () => {
  test('recommended and approved: in the pool, one message, everybody sees who did what and why', async () => {
    const person = await applicantAtUnit(unit, { name: '欧阳明月' })
    expect(await decide(unit, person, 'recommend', '情况属实。')).toEqual({
      status: 'atBureau',
      label: '待科技局审核',
    })
    expect(await messagesOf(person)).toHaveLength(0)
    expect(await decide(reviewer, person, 'approve', '符合条件。')).toEqual({ status: 'admitted', label: '审核通过' })
    expect(await textFor(person)).toContain('审核通过')
    const view = await viewApplication(reviewer, person.applicationId)
    expect(view.history.map(({ label, who, office, opinion }) => [label, who, office, opinion])).toEqual([
      ['注册个人账号', '欧阳明月', '本人', null],
      ['申请成为专家', '欧阳明月', '本人', null],
      ['提交申请', '欧阳明月', '本人', null],
      ['推荐', '候音', '示范江城第一医院', '情况属实。'],
      ['审核通过', '沈鉴', '示范市科技局', '符合条件。'],
    ])
    expect(view.events).toEqual([])
    const affiliation = await db().affiliation.findFirstOrThrow({ where: { accountId: person.accountId } })
    expect(affiliation.status).toBe('approved')
  })

  test('the admitted expert is found by name, unit, discipline, title and level', async () => {
    const person = await applicantAtBureau(unit, { name: '南宫致远', title: '231', disciplines: ['32027'] })
    const found = async (filter: object) =>
      (await searchExperts(reviewer, { ...filter, size: 50 })).rows.some(row => row.id === person.accountId)
    expect(await found({ name: '南宫致远' })).toBe(false)
    await decide(reviewer, person, 'approve')
    for (const filter of [
      { name: '致远' },
      { name: 'nangong' },
      { name: 'ngzy' },
      { unit: '江城第一' },
      { discipline: '32027' },
      { discipline: '320' },
      { title: '231' },
      { titleLevel: 'senior' },
      { name: '南', unit: '示范', discipline: '320', title: '231', titleLevel: 'senior' },
    ])
      expect([filter, await found(filter)]).toEqual([filter, true])
    for (const filter of [{ name: '致近' }, { unit: '材料' }, { discipline: '110' }, { title: '232' }])
      expect([filter, await found(filter)]).toEqual([filter, false])
  })

  test('returned by the bureau with a reason: mended, submitted and recommended again, then decided once more', async () => {
    const person = await applicantAtBureau(unit)
    expect(await refusalOf(decide(reviewer, person, 'return', ' '))).toMatchObject({
      code: 'invalid',
      fieldErrors: { opinion: [expect.stringContaining('理由')] },
    })
    await decide(reviewer, person, 'return', '请补充职称证书。')
    expect(await textFor(person)).toContain('请补充职称证书。')
    expect((await stored(person)).status).toBe('returned')
    expect(await db().expert.count({ where: { accountId: person.accountId } })).toBe(0)
    await saveSection(person, {
      applicationId: person.applicationId,
      section: 'titles',
      version: 1,
      data: { rows: [{ id: newId(), kind: 'title', titleCode: '232', obtainedOn: '2019-03' }] },
    })
    const statementVersion = (await currentPolicy()).policy.agreements.statement.version
    await submitApplication(person, { applicationId: person.applicationId, statementVersion })
    await decide(unit, person, 'recommend')
    await decide(reviewer, person, 'approve')
    const expert = await viewExpert(reviewer, person.accountId)
    expect(expert).toMatchObject({ title: '副主任医师', titleLevel: '副高级', submitted: { number: 2 } })
    expect(await messagesOf(person)).toHaveLength(2)
  })

  test('refused by the unit or by the bureau: the end, with a message that gives the reason', async () => {
    const byUnit = await applicantAtUnit(unit)
    await decide(unit, byUnit, 'refuse', '已调离本单位。')
    expect(await textFor(byUnit)).toMatch(/示范江城第一医院.*已调离本单位/)
    const byBureau = await applicantAtBureau(unit)
    await decide(reviewer, byBureau, 'refuse', '不符合职称条件。')
    expect(await textFor(byBureau)).toContain('不符合职称条件')
    for (const person of [byUnit, byBureau]) {
      expect((await stored(person)).status).toBe('refused')
      expect(await refusalOf(decide(reviewer, person, 'approve'))).toMatchObject({ code: 'refused' })
    }
  })

  test.each([
    ['the unit cannot approve', 'unit', 'atUnit', 'approve'],
    ['the unit cannot decide what lies with the bureau', 'unit', 'atBureau', 'return'],
    ['the bureau cannot approve what the unit has not recommended', 'bureau', 'atUnit', 'approve'],
    ['the bureau cannot recommend in place of the unit', 'bureau', 'atUnit', 'recommend'],
    ['the bureau cannot refuse what lies with the unit', 'bureau', 'atUnit', 'refuse'],
  ] as const)('%s', async (_, who, where, event) => {
    const person = await (where === 'atUnit' ? applicantAtUnit(unit) : applicantAtBureau(unit))
    const before = await stored(person)
    const refusal = await refusalOf(decide(who === 'unit' ? unit : reviewer, person, event, '理由'))
    expect(refusal.code).toBe('refused')
    expect(await stored(person)).toEqual(before)
    expect(await messagesOf(person)).toHaveLength(0)
  })
})

describe('who reaches what (AC2)', () => {
  test("another unit's people, drafts and made-up ids look alike, and each attempt is audited", async () => {
    const person = await applicantAtUnit(unit)
    const draft = await registeredPerson(unit)
    const attempts: [UnitActor | StaffActor, string][] = [
      [other, person.applicationId],
      [other, newId()],
      [other, 'x'],
      [other, "' OR 1=1 --"],
      [reviewer, draft.applicationId],
      [reviewer, newId()],
    ]
    const refusals = []
    for (const [actor, id] of attempts) {
      const before = await db().auditEvent.count({ where: { result: 'denied', actorId: actor.accountId } })
      const { code, message, fieldErrors } = await refusalOf(viewApplication(actor, id))
      refusals.push({ code, message, fieldErrors })
      expect(await db().auditEvent.count({ where: { result: 'denied', actorId: actor.accountId } })).toBe(before + 1)
    }
    expect(new Set(refusals.map(refusal => JSON.stringify(refusal))).size).toBe(1)
    expect(refusals[0]).toMatchObject({ code: 'notFound' })
    const denied = await db().auditEvent.findFirstOrThrow({
      where: { result: 'denied', objectId: person.applicationId },
    })
    expect(denied).toMatchObject({ action: 'application.view', objectType: 'application', actorId: other.accountId })
  })

  test('deciding out of reach is the same as deciding about nothing, and changes nothing', async () => {
    const person = await applicantAtUnit(unit)
    const before = await stored(person)
    const input = { version: before.version, event: 'recommend' as const }
    const theirs = await refusalOf(decideApplication(other, { ...input, id: person.applicationId }))
    const nothing = await refusalOf(decideApplication(other, { ...input, id: newId() }))
    expect([theirs.code, theirs.message]).toEqual([nothing.code, nothing.message])
    expect(await stored(person)).toEqual(before)
  })

  test('lists hold only what is in reach: own people for a unit, what was submitted for the bureau', async () => {
    const person = await applicantAtUnit(unit)
    const draft = await registeredPerson(unit)
    const idsFor = async (actor: UnitActor | StaffActor) =>
      (await listApplications(actor, { size: 100, sort: 'desc' })).rows.map(row => row.id)
    expect(await idsFor(unit)).toEqual(expect.arrayContaining([person.applicationId, draft.applicationId]))
    expect(await idsFor(other)).toEqual([])
    const bureau = await idsFor(reviewer)
    expect(bureau).toContain(person.applicationId)
    expect(bureau).not.toContain(draft.applicationId)
    expect(await nextWaiting(other, newId())).toBeNull()
  })

  test('an administrator of a unit that is not approved reaches nothing', async () => {
    const person = await applicantAtUnit(unit)
    const closed = { ...unit, unitActive: false }
    expect((await refusalOf(viewApplication(closed, person.applicationId))).code).toBe('notFound')
    expect((await refusalOf(decide(closed, person, 'recommend'))).code).toBe('notFound')
  })

  test('nobody decides about himself: his account, or a person with the same phone', async () => {
    const person = await applicantAtBureau(unit)
    const account = await db().account.findUniqueOrThrow({ where: { id: person.accountId } })
    const twin = await makeReviewer('言双')
    await db().account.update({
      where: { id: twin.accountId },
      data: { phoneCipher: account.phoneCipher, phoneIndex: account.phoneIndex },
    })
    const view = await viewApplication(twin, person.applicationId)
    expect(view.events.map(event => event.whyNot)).toEqual(
      times(3, () => expect.stringContaining('不能办理本人的申请')),
    )
    expect(await refusalOf(decide(twin, person, 'approve'))).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('不能办理本人的申请'),
    })
    expect((await stored(person)).status).toBe('atBureau')
    await db().account.update({ where: { id: twin.accountId }, data: { phoneCipher: null, phoneIndex: null } })
  })
})
