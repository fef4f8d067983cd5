import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { now, setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { chinaDay, startOfDay } from '@/lib/platform/time'
import { moveDraft, rebaseDraft, saveDraftPart } from '@/lib/policy/console/draft.dal'
import { continuePreviews, startPreview } from '@/lib/policy/console/preview.dal'
import { releaseDraft, withdrawPolicy } from '@/lib/policy/console/release.dal'
import { viewPolicies, viewVersion } from '@/lib/policy/console/versions.dal'
import { viewDraft, viewDraftPart } from '@/lib/policy/console/view.dal'
import { currentPolicy, forgetPolicy } from '@/lib/policy/policy.public.dal'
import { applicantAtUnit, decide, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { makeManager } from '../support/departments'
import { brokenInvariants } from '../support/invariants'
import { begin, draft, inDays, move, release, save, sent, withAge } from '../support/policy-desk'
import { prove } from '../support/staff'
import { makeReviewer, outcomes, refusalOf, unitOf } from '../support/units'

useDatabase()
afterEach(() => {
  setClock(null)
  forgetPolicy()
})

let first: StaffActor
let second: StaffActor
let third: StaffActor
let unit: UnitActor
let reviewer: StaffActor

beforeAll(async () => {
  first = await makeManager('业勤')
  second = await makeManager('业明')
  third = await makeManager('方衡')
  unit = await unitOf('active')
  reviewer = await makeReviewer('沈鉴')
})

const ageNow = async () => (await currentPolicy()).policy.conditions.list.find(one => one.kind === 'age')?.max

test('one drafts, another releases: from that moment the rules hold, and the version says who, why and what', async () => {
  await sent(first, 'conditions', withAge(70))
  expect((await refusalOf(release(first))).message).toContain('另一位业务管理员')
  const { id, version } = await draft()
  const unproved = releaseDraft(second, { id, version, when: 'now', reason: '讨论通过。' })
  expect(await refusalOf(unproved)).toMatchObject({ code: 'stepUp', deed: { action: 'policy.release', objectId: id } })
  const before = (await currentPolicy()).id
  const made = await release(second)
  expect(await ageNow()).toBe(70)
  const view = await viewVersion(second, String(made.id))
  expect(view).toMatchObject({ state: 'inForce', baseId: before, editedBy: ['业勤'], reason: '局务会议讨论通过。' })
  expect(view.releasedBy).toContain('业明')
  expect(view.changes!.flatMap(part => part.changes.map(change => change.after))).toContain('70 周岁')
  expect(await viewDraft(first)).toBeNull()
})

test('whoever changed it even once cannot release it, also after somebody else changed it again', async () => {
  await begin(first)
  await save(first, 'conditions', withAge(66))
  await save(second, 'workingHours', () => ({ workingHours: { from: '08:30', to: '17:30' } }))
  await move(second, 'submit')
  expect((await refusalOf(release(first))).code).toBe('refused')
  expect((await refusalOf(release(second))).code).toBe('refused')
  await move(third, 'return', '年龄请再讨论。')
  expect((await viewDraft(first))!.history.at(-1)).toMatchObject({ opinion: '年龄请再讨论。', toLabel: '退回修改' })
  await move(first, 'discard', '不改了')
})

test('what is wrong is refused beside its field and nothing is saved; a save that is too late says who was first', async () => {
  await begin(first)
  const { id, version } = await draft()
  const wrong = saveDraftPart(first, {
    id,
    version,
    part: 'workingHours',
    values: { workingHours: { from: '25:00', to: '17:30' } },
  })
  expect((await refusalOf(wrong)).fieldErrors).toEqual({
    'values.workingHours.from': [expect.stringContaining('09:00')],
  })
  const text = save(first, 'agreements', ({ agreements }) => ({
    agreements: { ...agreements, user: { ...agreements.user, body: '改过的正文' } },
  }))
  expect(Object.keys((await refusalOf(text)).fieldErrors!)).toEqual(['values.agreements.user.version'])
  const mismatch = save(first, 'conditions', ({ conditions }) => ({
    conditions: {
      ...conditions,
      list: conditions.list.map(one => (one.kind === 'age' ? { ...one, max: 99 } : one)),
    },
  }))
  expect(Object.values((await refusalOf(mismatch)).fieldErrors!)[0]![0]).toContain('实际按 99 判断')
  expect((await draft()).version).toBe(version)
  await save(second, 'conditions', withAge(61))
  const late = saveDraftPart(first, {
    id,
    version,
    part: 'workingHours',
    values: { workingHours: { from: '08:00', to: '17:30' } },
  })
  expect(await refusalOf(late)).toMatchObject({ code: 'conflict', message: expect.stringContaining('业明') })
  expect(await viewDraftPart(first, 'conditions')).toMatchObject({ closed: null, part: 'conditions' })
  await move(first, 'discard', '不改了')
})

test('of two who release at once one does, and nobody releases what was changed meanwhile', async () => {
  await sent(first, 'conditions', withAge(71))
  const { id, version } = await draft()
  const both = await outcomes([release(second), release(third)])
  expect([both.done.length, both.failed.length]).toEqual([1, 1])
  await begin(first)
  await save(first, 'conditions', withAge(72))
  await move(first, 'submit')
  const seen = await draft()
  await move(first, 'takeBack')
  await save(first, 'conditions', withAge(73))
  await move(first, 'submit')
  const stale = releaseDraft(second, { id: seen.id, version: seen.version, when: 'now', reason: '讨论通过。' })
  expect((await refusalOf(stale)).code).toBe('conflict')
  expect(id).not.toBe(seen.id)
  expect(version).toBeGreaterThan(0)
  await move(first, 'discard', '不改了')
})

test('a version for a future day comes at its beginning; until then it can be taken back, and nothing overtakes it', async () => {
  const today = await ageNow()
  const day = chinaDay(inDays(10))
  await sent(first, 'conditions', withAge(75))
  expect((await refusalOf(release(second, chinaDay(now())))).fieldErrors).toHaveProperty('day')
  const coming = await release(second, day)
  expect(await ageNow()).toBe(today)
  expect((await viewPolicies(first)).coming.map(row => row.id)).toEqual([coming.id])
  await sent(first, 'workingHours', () => ({ workingHours: { from: '08:40', to: '17:40' } }))
  expect((await refusalOf(release(second))).fieldErrors!.when![0]).toContain('不能早于它')
  const start = startOfDay(day)
  setClock(new Date(start.getTime() - 1000))
  forgetPolicy()
  expect(await ageNow()).toBe(today)
  setClock(start)
  expect(await ageNow()).toBe(today)
  forgetPolicy()
  expect(await ageNow()).toBe(75)
  expect((await refusalOf(withdrawPolicy(second, { id: coming.id, reason: '晚了' }))).message).toContain('已经生效')
  setClock(null)
  forgetPolicy()
  expect((await refusalOf(withdrawPolicy(first, { id: coming.id, reason: '不想改了' }))).message).toContain(
    '您参与修改',
  )
  expect((await refusalOf(withdrawPolicy(second, { id: coming.id, reason: '日期写错了' }))).code).toBe('stepUp')
  await prove(second, 'policy.withdraw', String(coming.id))
  await withdrawPolicy(second, { id: coming.id, reason: '日期写错了' })
  setClock(start)
  forgetPolicy()
  expect(await ageNow()).toBe(today)
  setClock(null)
  forgetPolicy()
  const { id, version } = await draft()
  expect((await viewDraft(first))!.overtaken?.newest.id).not.toBe(coming.id)
  expect((await refusalOf(release(second))).message).toContain('换到新的版本')
  await move(first, 'takeBack')
  const rebasing = await draft()
  expect(rebasing.id).toBe(id)
  expect(rebasing.version).toBe(version + 1)
  await rebaseDraft(first, rebasing)
  const view = (await viewDraft(first))!
  expect(view.overtaken).toBeNull()
  expect(view.changes.map(part => part.part)).toEqual(['workingHours'])
  await move(first, 'discard', '不改了')
})

test('rules that take a step away wait until nobody stands there, and never for a later day', async () => {
  const person = await applicantAtUnit(unit)
  await begin(first)
  await save(first, 'registration', ({ individualRegistration: now }) => ({
    individualRegistration: { ...now, affiliation: 'beforeApplying' },
  }))
  await save(first, 'path', ({ path }) => ({ path: { ...path, desks: ['bureau'] } }))
  await move(first, 'submit')
  const view = (await viewDraft(second))!
  expect(view).toMatchObject({ onlyNow: true, stranded: [{ label: '入库申请「待单位推荐」' }] })
  expect((await refusalOf(release(second, chinaDay(inDays(3))))).fieldErrors!.when![0]).toContain('只能立即生效')
  const { number } = await db().application.findUniqueOrThrow({ where: { id: person.applicationId } })
  expect((await refusalOf(release(second))).message).toContain(number)
  expect((await draft()).status).toBe('submitted')
  await move(first, 'discard', '不改了')
})

test('a step by rules that were replaced a moment ago is refused', async () => {
  const person = await applicantAtUnit(unit)
  const kept = await currentPolicy()
  await sent(first, 'workingHours', () => ({ workingHours: { from: '08:10', to: '17:10' } }))
  await release(second)
  // another process, which has not asked again yet
  Object.assign(globalThis, { expertPoolPolicy: { at: now().getTime(), value: kept } })
  expect((await refusalOf(decide(unit, person, 'recommend'))).message).toContain('规则刚刚更新')
  forgetPolicy()
  await decide(unit, person, 'recommend')
})

test('a preview counts who would lose and who would gain, page by page, and belongs to what it was counted for', async () => {
  const people = [await expertOf(unit, reviewer), await expertOf(unit, reviewer), await expertOf(unit, reviewer)]
  const applicant = await applicantAtUnit(unit)
  await begin(first)
  await save(first, 'conditions', withAge(19))
  await save(first, 'membership', ({ membership }) => ({
    membership: { ...membership, dormantAfterYears: 1, leaveAfterYears: 2 },
  }))
  await db().expert.update({
    where: { accountId: people[0]!.accountId },
    data: { activatedAt: new Date(Date.now() - 400 * 86_400_000) },
  })
  await startPreview(first, await draft())
  await continuePreviews(systemActor('policy-preview'))
  const { preview } = (await viewDraft(first))!
  expect(preview).toMatchObject({ finishedAt: expect.any(Date), total: 3, done: 3 })
  const { pool, open, membership } = preview!.results
  expect(pool).toMatchObject({ looked: 3, lost: 3, gained: 0 })
  expect(pool!.lostSample.map(one => one.id).sort()).toEqual(people.map(one => one.accountId).sort())
  expect(Object.values(pool!.byDiscipline).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(3)
  expect(open!.lostSample).toContain(
    (await db().application.findUniqueOrThrow({ where: { id: applicant.applicationId } })).number,
  )
  expect(membership).toMatchObject({ sleepBefore: 0, sleepAfter: 1 })
  await save(first, 'conditions', withAge(20))
  expect((await viewDraft(first))!.preview).toBeNull()
  await moveDraft(first, { ...(await draft()), event: 'discard', opinion: '不改了' })
})

test('what must hold of the whole database still does', async () => {
  expect(await brokenInvariants()).toEqual([])
})

test('a draft that can no longer be read is shown with a sentence, goes nowhere, and can be given up', async () => {
  await sent(first, 'conditions', withAge(64))
  await db().$executeRaw`ALTER TABLE policy_draft DISABLE TRIGGER policy_draft_guard`
  await db().policyDraft.updateMany({ where: { status: 'submitted' }, data: { data: { preset: 'gone' } } })
  await db().$executeRaw`ALTER TABLE policy_draft ENABLE TRIGGER policy_draft_guard`
  const view = (await viewDraft(second))!
  expect(view).toMatchObject({ unreadable: expect.stringContaining('请放弃这份草稿'), changes: [], problems: [] })
  const open = view.events.filter(one => one.whyNot === null).map(one => one.event)
  expect(open.sort()).toEqual(['discard', 'return', 'takeBack'])
  expect((await refusalOf(release(second))).message).toContain('读不出来')
  await move(first, 'takeBack')
  const { id, version } = await draft()
  expect(await viewDraftPart(first, 'conditions')).toMatchObject({ closed: expect.stringContaining('读不出来') })
  const values = { workingHours: { from: '08:30', to: '17:30' } }
  const refusals = [
    saveDraftPart(first, { id, version, part: 'workingHours', values }),
    rebaseDraft(first, { id, version }),
    startPreview(first, { id, version }),
    moveDraft(first, { id, version, event: 'submit' }),
  ]
  for (const one of refusals) expect((await refusalOf(one)).code).toBe('refused')
  await move(first, 'discard', '读不出来')
  expect(await viewDraft(first)).toBeNull()
  await begin(first)
  expect((await viewDraft(first))!.unreadable).toBeNull()
  await move(first, 'discard', '试过了')
  expect(await brokenInvariants()).toEqual([])
})
