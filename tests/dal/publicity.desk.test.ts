import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { viewApplication } from '@/lib/application/review.dal'
import { reviewerDesk } from '@/lib/desk/desk.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { shaoxing } from '@/lib/policy/presets/shaoxing'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { createPublicity, removeEntry, savePublicity } from '@/lib/publicity/batch.dal'
import { decideObjection } from '@/lib/publicity/decide.dal'
import { finishPublicity } from '@/lib/publicity/finish.dal'
import { followObjection } from '@/lib/publicity/objection.dal'
import { countObjections, listObjections, viewObjection } from '@/lib/publicity/objections.dal'
import { countProposed, listProposed } from '@/lib/publicity/proposed.dal'
import { publicityMatters } from '@/lib/publicity/publicity.public.dal'
import { registerObjection } from '@/lib/publicity/register.dal'
import { revealObjectorPhone } from '@/lib/publicity/reveal.dal'
import { viewPublicity } from '@/lib/publicity/view.dal'
import { type Applicant, applicantAtUnit, decide, messagesOf, stored } from '../support/applications'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { enforce } from '../support/policy'
import { staffOf } from '../support/staff'
import { makeReviewer, nextSerial, refusalOf, unitOf, visitor } from '../support/units'

useDatabase()

let unit: UnitActor
let reviewer: StaffActor
let manager: StaffActor
let another: StaffActor
const job = systemActor('finish-publicity')

beforeAll(async () => {
  await enforce('shaoxing', {
    terms: wuhan.terms,
    path: { ...shaoxing.path, desks: ['unit', 'bureau'], stampedForm: false },
  })
  unit = await unitOf('active', '示范江城第一医院')
  reviewer = await makeReviewer('沈鉴')
  manager = await staffOf('bureauManager')
  another = await staffOf('bureauManager')
})
beforeEach(() => db().$executeRaw`DELETE FROM rate_limit`)
afterEach(() => setClock(null))

async function proposed(name?: string): Promise<Applicant> {
  const person = await applicantAtUnit(unit, { name })
  await decide(unit, person, 'recommend')
  await decide(reviewer, person, 'approve')
  return person
}

/** The batch of one person, public since 2027-03-01, to the end of 2027-03-08. */
async function published(person: Applicant) {
  const { id } = await createPublicity(manager)
  for (const entry of (await viewPublicity(manager, id)).entries)
    if (entry.applicationId !== person.applicationId) await removeEntry(manager, { id, entryId: entry.id })
  setClock(new Date('2027-03-01T10:00:00+08:00'))
  await savePublicity(manager, { id, version: 0, title: '公示', body: '现予公示。', contact: '电话', publish: true })
  return (await viewPublicity(manager, id)).entries[0]!.id
}
const letter = (entryId: string, arrivedOn = '2027-03-03') => ({
  kind: 'person' as const,
  entryId,
  arrivedOn,
  grounds: '来信反映该专家的职称证书与事实不符。',
  name: '言路',
  phone: null,
})
const statusOf = async (person: Applicant) => (await stored(person)).status

test('what came on paper holds the expert like an objection by name, without a phone; the history says who registered it', async () => {
  const person = await proposed()
  const entryId = await published(person)
  const { id } = await registerObjection(reviewer, letter(entryId))
  expect(await statusOf(person)).toBe('objected')
  expect((await messagesOf(person)).map(one => one.template)).toContain('publicity.objected')
  const view = await viewObjection(manager, id)
  expect(view).toMatchObject({
    ...{ kindLabel: '个人实名（书面）', arrivedOn: '2027-03-03', status: 'checking', applicationStatus: 'objected' },
    by: { name: '言路', phoneMask: null, unitName: null },
  })
  expect(view.history.at(-1)).toMatchObject({ label: '登记书面异议', who: '沈鉴' })
  expect((await viewApplication(reviewer, person.applicationId)).history.at(-1)?.label).toBe('受理异议，暂停入库')
  expect(await refusalOf(revealObjectorPhone(manager, { id, reason: '核实' }))).toMatchObject({ code: 'notFound' })
  expect(JSON.stringify(await db().objection.findUniqueOrThrow({ where: { id } }))).not.toContain('言路')
  // registered after the last day, because it came before: he is held, so it still counts
  setClock(new Date('2027-03-12T10:00:00+08:00'))
  expect(await finishPublicity(job)).toBe(0)
  const phone = fixturePhone(nextSerial())
  const unitName = '示范检测中心'
  const second = { ...letter(entryId, '2027-03-08'), kind: 'unit' as const, unitName, phone }
  const other = await registerObjection(manager, second)
  const { receipt } = await viewObjection(manager, other.id)
  expect(await followObjection(visitor(), { receipt })).toMatchObject({ kindLabel: '单位', statusLabel: '核查中' })
  for (const one of [id, other.id]) {
    expect(await statusOf(person)).toBe('objected')
    const { version } = await viewObjection(manager, one)
    // whoever registered it does not decide it
    const by = one === other.id ? another : manager
    const registered = one === other.id ? manager : reviewer
    const dismissed = { id: one, version, event: 'dismiss', opinion: '经核实，属实。' } as const
    expect((await refusalOf(decideObjection(registered, dismissed))).code).toBe('refused')
    await decideObjection(by, dismissed)
  }
  expect(await finishPublicity(job)).toBe(1)
  const late = await refusalOf(registerObjection(manager, letter(entryId)))
  expect(late).toMatchObject({ code: 'refused', message: expect.stringMatching(/已经入库.*出库/) })
  expect(await brokenInvariants()).toEqual([])
})

test('a letter that came before the first or after the last day, about nobody, or about a draft is not registered', async () => {
  const person = await proposed()
  const { id } = await createPublicity(manager)
  const draft = (await viewPublicity(manager, id)).entries.find(one => one.applicationId === person.applicationId)!
  for (const entryId of [draft.id, id])
    expect(await refusalOf(registerObjection(manager, letter(entryId)))).toMatchObject({ code: 'notFound' })
  setClock(new Date('2027-03-01T10:00:00+08:00'))
  await savePublicity(manager, { id, version: 0, title: '公示', body: '现予公示。', contact: '电话', publish: true })
  setClock(new Date('2027-03-09T10:00:00+08:00'))
  for (const [day, why] of [
    ['2027-02-28', '不能早于'],
    ['2027-03-09', '公示到 2027-03-08 为止'],
  ] as const) {
    const refusal = await refusalOf(registerObjection(manager, letter(draft.id, day)))
    expect(refusal.fieldErrors?.arrivedOn?.[0]).toContain(why)
  }
  expect(await statusOf(person)).toBe('published')
  // the last day is over and the job has not come by yet: what came in time still holds him
  await registerObjection(manager, letter(draft.id, '2027-03-08'))
  expect(await statusOf(person)).toBe('objected')
})

test('who approved the wrong person sends him back or refuses him before 公示; he falls out of the draft, and may come again', async () => {
  const [back, out] = [await proposed(), await proposed()]
  const { id } = await createPublicity(manager)
  const listed = async () => (await viewPublicity(manager, id)).entries.map(one => one.applicationId)
  expect(await listed()).toEqual(expect.arrayContaining([back.applicationId, out.applicationId]))
  expect((await viewApplication(reviewer, back.applicationId)).events.map(one => [one.event, one.whyNot])).toEqual([
    ['return', null],
    ['refuse', null],
  ])
  expect(await refusalOf(decide(reviewer, back, 'return', ' '))).toMatchObject({ code: 'invalid' })
  await decide(reviewer, back, 'return', '职称证书没有上传完整。')
  await decide(reviewer, out, 'refuse', '不符合入库条件。')
  expect([await statusOf(back), await statusOf(out)]).toEqual(['returned', 'refused'])
  expect((await messagesOf(back)).map(one => one.template)).toContain('application.returned')
  expect((await messagesOf(out)).map(one => one.template)).toContain('application.refused')
  const left = await listed()
  expect(left).not.toContain(back.applicationId)
  expect(left).not.toContain(out.applicationId)
  const shown = await proposed()
  await published(shown)
  expect(await refusalOf(decide(reviewer, shown, 'return', '发现有误。'))).toMatchObject({ code: 'refused' })
  expect(await brokenInvariants()).toEqual([])
})

test('拟入库 is a list by how long each has waited: who agreed, whether he stands in a draft, found by name or unit', async () => {
  const person = await proposed('拟等甲')
  const { statusSince } = await db().application.findUniqueOrThrow({ where: { id: person.applicationId } })
  const row = async (filter: { place?: 'free' | 'draft'; text?: string } = {}) =>
    (await listProposed(manager, { text: '拟等甲', ...filter, size: 20, sort: 'asc' })).rows.find(
      one => one.id === person.applicationId,
    )
  expect(await row()).toMatchObject({ name: '拟等甲', approver: '沈鉴', draft: null, since: statusSince })
  expect([await row({ place: 'draft' }), await row({ text: '没有这个人' })]).toEqual([undefined, undefined])
  expect(await countProposed(manager, { text: '拟等甲', place: 'free' })).toEqual({ count: 1, more: false })
  setClock(new Date(statusSince.getTime() + 40 * 86_400_000))
  expect((await row())?.wait).toMatchObject({ aim: { count: 10, in: 'days' }, overdue: true })
  setClock(statusSince)
  const { id } = await createPublicity(manager)
  expect([await row({ place: 'free' }), (await row({ place: 'draft' }))?.draft?.id]).toEqual([undefined, id])
  expect(await refusalOf(listProposed(unit, { size: 5, sort: 'asc' }))).toMatchObject({ code: 'notFound' })
})

test('the desk counts what waits for 公示 and the objections; those whose 公示 ends within two days are marked', async () => {
  const person = await proposed()
  const counted = async () => {
    const { matters } = await reviewerDesk(reviewer)
    const of = (href: string) => matters.find(matter => matter.href === href)?.count ?? 0
    return { waiting: of('/bureau/publicity/waiting'), objections: of('/bureau/objections') }
  }
  const before = await counted()
  const entryId = await published(person)
  expect(await publicityMatters(wuhan)).toBe(true)
  const { id } = await registerObjection(manager, letter(entryId, '2027-03-01'))
  expect(await counted()).toEqual({
    waiting: before.waiting - 1,
    objections: before.objections + 1,
  })
  const row = async (text = '') =>
    (await listObjections(manager, { size: 50, sort: 'asc', open: true, text })).rows.find(one => one.id === id)
  const soon = async () => (await row())?.soon
  // found by the name, the unit or the number of the 公示, and by nothing else
  const { expertName, unitName, batchNumber } = (await row())!
  for (const text of [expertName, unitName.slice(0, 3), batchNumber]) expect((await row(text))?.id).toBe(id)
  expect(await row('没有这个人')).toBeUndefined()
  expect(await countObjections(manager, { open: true, text: '没有这个人' })).toBe(0)
  expect(await soon()).toBeNull()
  setClock(new Date('2027-03-07T12:00:00+08:00'))
  expect(await soon()).toBe('还有 1 天')
  setClock(new Date('2027-03-09T00:00:00+08:00'))
  expect(await soon()).toBeNull()
  // 10 working days, reckoned from when it came; once it is decided nothing waits
  expect((await row())?.wait).toMatchObject({ aim: { count: 10, in: 'days' }, overdue: false })
  setClock(new Date('2027-03-26T12:00:00+08:00'))
  expect((await viewObjection(manager, id)).wait).toMatchObject({ overdue: true })
})
