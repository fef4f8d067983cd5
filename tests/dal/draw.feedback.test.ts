import { type StaffActor, systemActor } from '@/lib/access/actor'
import { currentCalendar } from '@/lib/calendar/calendar.public.dal'
import { recordAccept } from '@/lib/draw/call.dal'
import { ownCredit } from '@/lib/draw/credit.dal'
import { drawsUnchecked } from '@/lib/draw/desk.dal'
import { finishFeedback, giveFeedback, spotCheck, viewFeedback } from '@/lib/draw/feedback.dal'
import { verdictOf, whyNotCheck } from '@/lib/draw/feedback.rules'
import { feedbackSchema } from '@/lib/draw/feedback.schema'
import { feedbackLate, remindFeedback } from '@/lib/draw/feedback-remind.dal'
import { signInCode } from '@/lib/draw/link'
import { countDraws, listDraws } from '@/lib/draw/list.dal'
import { startInviting } from '@/lib/draw/notify.dal'
import { archiveDraw, confirmList, holdSession } from '@/lib/draw/seat-deeds.dal'
import { excuseSeat, missSeat, signIn } from '@/lib/draw/sign-in.dal'
import { listAbsences, proposeAbsence } from '@/lib/membership/absence.dal'
import { addWorkingDays } from '@/lib/platform/calendar'
import { now, setClock } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { presetNamed } from '@/lib/policy/presets/all'
import { creditData, reviewData } from '@/lib/privacy/own-reviews.dal'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import {
  acted,
  drawDay,
  drawNow,
  drawnPanel,
  type MadeDraw,
  seatTurn,
  sessionFrom,
  sessionTo,
} from '../support/draw-seats'
import { fixturePhone } from '../support/fixtures-ids'
import { enforce } from '../support/policy'
import { staffOf } from '../support/staff'
import { makeReviewer, outcomes, refusalOf, unitOf } from '../support/units'

useDatabase()

let requester: StaffActor
let operator: StaffActor
let notifier: StaffActor
let manager: StaffActor
let people: Applicant[]
let days = 0
const shifted = (date: Date, minutes = 0) => new Date(date.getTime() + days * 86_400_000 + minutes * 60_000)

beforeAll(async () => {
  await enforce('shaoxing', { path: presetNamed('wuhan').path })
  const unit = await unitOf('active')
  const reviewer = await makeReviewer('沈鉴')
  requester = await staffOf('drawRequester')
  operator = await staffOf('drawOperator')
  notifier = await staffOf('drawNotifier')
  manager = await staffOf('bureauManager')
  people = [await expertOf(unit, reviewer), await expertOf(unit, reviewer)]
})
afterAll(() => setClock(null))

const input = async (draw: MadeDraw, opinion?: string) => ({
  id: draw.id,
  version: (await drawNow(draw.id)).version,
  opinion,
})

/** A review that is over: the first came, the second did what is said. */
async function held(second: 'present' | 'absent' | 'excused', by = requester): Promise<MadeDraw> {
  days += 7
  setClock(shifted(drawDay))
  const draw = await drawnPanel(by, people, { days })
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  for (const id of draw.seats) await recordAccept(notifier, { id, note: null })
  await confirmList(operator, await input(draw))
  setClock(shifted(sessionFrom, 5))
  const come = (seat: string) =>
    signIn(operator, { id: draw.id, way: 'code', typed: signInCode(seat, now()), paper: true })
  await come(draw.seats[0]!)
  if (second === 'present') await come(draw.seats[1]!)
  if (second === 'absent') await missSeat(operator, { id: draw.seats[1]!, opinion: '联系不上' })
  if (second === 'excused') await excuseSeat(operator, { id: draw.seats[1]!, opinion: '住院' })
  setClock(shifted(sessionTo))
  await holdSession(operator, await input(draw))
  return draw
}

/** A phone to be told on. */
const reachable = (id: string, phone = fixturePhone(8899)) => ({
  phoneCipher: encryptField(phone, { table: 'account', id, column: 'phone' }),
  phoneIndex: blindIndex('phone', phone),
})

const score = async (index: number) => (await ownCredit(acted(people[index]!.accountId))).score
const marks = (value: number, note: string | null = null) => ({
  expertise: value,
  fairness: value,
  diligence: value,
  note,
})

test('what counts as good and as poor', () => {
  const of = (expertise: number, fairness: number, diligence: number) => verdictOf({ expertise, fairness, diligence })
  expect([of(4, 4, 4), of(5, 5, 3), of(5, 5, 2), of(1, 1, 1), of(3, 3, 3)]).toEqual([
    'good',
    null,
    'poor',
    'poor',
    null,
  ])
  const id = people[0]!.accountId
  const poor = feedbackSchema.safeParse({ id, expertise: '2', fairness: '5', diligence: '5', note: '' })
  expect(poor.error?.issues[0]).toMatchObject({ path: ['note'], message: expect.stringContaining('请写明') })
})

test('反馈 once for each who came, by whoever asked; it counts for credit; then it is finished and archived', async () => {
  const draw = await held('present')
  const [first, second] = draw.seats as [string, string]
  const before = [await score(0), await score(1)]
  expect((await refusalOf(finishFeedback(requester, await input(draw)))).message).toContain('还有 2 位')
  const { done, failed } = await outcomes([1, 2].map(() => giveFeedback(requester, { id: first, ...marks(5) })))
  expect([done.length, failed.length]).toEqual([1, 1])
  await giveFeedback(requester, { id: second, ...marks(2, '没有看材料') })
  expect([await score(0), await score(1)]).toEqual([before[0]! + 1, before[1]! - 10])
  await spotCheck(manager, { id: second, result: 'fair', note: '调阅了意见' })
  await spotCheck(manager, { id: first, result: 'good', note: '意见具体' })
  // once for each: a second one would move his credit again
  expect((await refusalOf(spotCheck(manager, { id: first, result: 'good', note: '再查一次' }))).message).toContain(
    '只抽查一次',
  )
  expect([await score(0), await score(1)]).toEqual([before[0]! + 2, before[1]! - 10])
  const view = await viewFeedback(manager, draw.id)
  expect(view.rows.map(row => [row.feedback?.marks, row.checks.length])).toEqual([
    [[5, 5, 5], 1],
    [[2, 2, 2], 1],
  ])
  await finishFeedback(requester, await input(draw))
  expect((await refusalOf(giveFeedback(requester, { id: first, ...marks(5) }))).code).toBe('refused')
  await archiveDraw(manager, await input(draw))
})

test('whoever asked is reminded of the feedback before its day and once it is late, each once; the bureau sees it', async () => {
  await db().account.update({ where: { id: requester.accountId }, data: reachable(requester.accountId) })
  const draw = await held('excused')
  const sent = () =>
    db().message.count({ where: { template: { startsWith: 'draw.feedback' }, dedupeKey: { contains: draw.id } } })
  const since = (await drawNow(draw.id)).statusSince
  const calendar = await currentCalendar()
  const after = (days: number) => new Date(addWorkingDays(since, days, calendar).getTime())
  const turn = async (at: Date) => {
    setClock(at)
    for (let times = 0; times < 2; times++) await remindFeedback(systemActor('draw-seats'))
    return sent()
  }
  const page = async () =>
    (await listDraws(manager, { size: 50, order: 'desc', status: 'feedback' })).rows.find(row => row.id === draw.id)
  expect(await turn(after(7))).toBe(0)
  expect(await turn(after(8))).toBe(1)
  expect([(await page())?.overdue, await feedbackLate(manager)]).toEqual([false, 0])
  expect((await viewFeedback(requester, draw.id)).due).toMatchObject({ late: false })
  expect(await turn(new Date(after(10).getTime() + 60_000))).toBe(2)
  expect([(await page())?.overdue, await feedbackLate(manager)]).toEqual([true, 1])
  expect((await viewFeedback(requester, draw.id)).due).toMatchObject({ late: true })
  setClock(shifted(sessionTo, 60))
  await giveFeedback(requester, { id: draw.seats[0]!, ...marks(4) })
  await finishFeedback(requester, await input(draw))
  expect(await turn(after(12))).toBe(2)
  expect(await feedbackLate(manager)).toBe(0)
})

test('another office neither reads nor writes it', async () => {
  const draw = await held('excused')
  const stranger = await staffOf('drawRequester')
  expect((await refusalOf(viewFeedback(stranger, draw.id))).code).toBe('notFound')
  expect((await refusalOf(giveFeedback(stranger, { id: draw.seats[0]!, ...marks(5) }))).code).toBe('notFound')
  expect((await refusalOf(giveFeedback(requester, { id: draw.seats[1]!, ...marks(5) }))).message).toContain('没有到场')
})

test('the second 无故缺席 names somebody to the managers, who propose his exit with the records as evidence; once', async () => {
  const id = people[1]!.accountId
  await held('absent')
  expect((await listAbsences(manager)).people).toEqual([])
  expect((await refusalOf(proposeAbsence(manager, { id, version: 0 }))).message).toContain('不在无故缺席的名单里')
  await held('absent')
  const { people: listed } = await listAbsences(manager)
  expect(listed.map(row => [row.id, row.absences.length])).toEqual([[id, 2]])
  await proposeAbsence(manager, { id, version: listed[0]!.version })
  const exit = await db().membershipExit.findFirstOrThrow({ where: { accountId: id } })
  expect(exit).toMatchObject({ reason: 'absence', source: 'proposed' })
  expect(exit.evidence).toContain('签到记录')
  expect((await listAbsences(manager)).people).toEqual([])
})

test('his own data say of every review how he answered and whether he came, and every line of credit', async () => {
  const own = acted(people[1]!.accountId)
  const reviews = await reviewData(own, db())
  expect(reviews.map(one => one.state)).toEqual(['到场', '请假', '请假', '无故缺席', '无故缺席'])
  expect(reviews[0]).toMatchObject({ title: '农业科技项目立项', group: '第一组', calls: 1 })
  expect((await creditData(own, db())).map(one => one.points)).toEqual([-10, -2, -2, -20, -20])
})

test('whoever cannot be reminded keeps nobody else waiting', async () => {
  const broken = await staffOf('drawRequester')
  await db().account.update({ where: { id: requester.accountId }, data: reachable(requester.accountId) })
  const first = await held('present', broken)
  const second = await held('present')
  // what was sealed for somebody else is not opened
  const data = reachable(newId(), fixturePhone(8898))
  await db().account.update({ where: { id: broken.accountId }, data })
  expect(first.id < second.id).toBe(true)
  setClock(addWorkingDays((await drawNow(second.id)).statusSince, 20, await currentCalendar()))
  await remindFeedback(systemActor('draw-seats'))
  const told = (id: string) => db().message.count({ where: { dedupeKey: { contains: `draw.feedback:${id}` } } })
  expect([await told(first.id), await told(second.id)]).toEqual([0, 1])
})

test('抽查 of somebody from outside is kept with his place and shown', async () => {
  const draw = await held('present')
  const { policyVersionId } = await drawNow(draw.id)
  const [roundId, specialId, id] = [newId(), newId(), newId()]
  await db().drawRound.create({
    data: { id: roundId, requestId: draw.id, number: 2, kind: 'special', reason: '没有。', policyVersionId },
  })
  const outsider = { name: '外来客', unitName: '示范外地研究院', reason: '唯一的方向专家。' }
  await db().drawSpecial.create({ data: { id: specialId, roundId, groupId: draw.groupId, ...outsider } })
  await db().drawSeat.create({
    data: {
      ...{ id, requestId: draw.id, roundId, groupId: draw.groupId, specialId, kind: 'special', rank: 0 },
      ...{ status: 'present', sessionFrom: shifted(sessionFrom), sessionTo: shifted(sessionTo) },
    },
  })
  await spotCheck(manager, { id, result: 'poor', note: '没有看材料' })
  const row = (await viewFeedback(manager, draw.id)).rows.find(one => one.id === id)
  expect(row).toMatchObject({ name: '外来客', checks: [{ note: '没有看材料' }] })
  expect((await refusalOf(spotCheck(manager, { id, result: 'poor', note: '再查' }))).message).toContain('只抽查一次')
})

test('定期抽查: a review that nobody checked is listed and counted, and can be checked after 归档, within a year', async () => {
  const listed = async (check: string, draw: MadeDraw) =>
    (await listDraws(manager, { size: 50, order: 'desc', check })).rows.some(row => row.id === draw.id)
  const where = async (draw: MadeDraw) => [
    await listed('due', draw),
    await listed('none', draw),
    await listed('some', draw),
  ]
  const draw = await held('present')
  const open = await drawsUnchecked(manager)
  expect(await where(draw)).toEqual([true, true, false])
  await archiveDraw(manager, await input(draw))
  expect(await where(draw)).toEqual([true, true, false])
  expect((await viewFeedback(manager, draw.id)).mayCheck).toBe(true)
  setClock(new Date(shifted(sessionTo).getTime() + 364 * 86_400_000))
  await spotCheck(manager, { id: draw.seats[0]!, result: 'fair', note: '调阅了意见' })
  expect(await where(draw)).toEqual([false, false, true])
  expect((await countDraws(manager, { check: 'some', status: 'over' })).count).toBeGreaterThan(0)

  const old = await held('present')
  expect(await drawsUnchecked(manager)).toBe(open)
  await archiveDraw(manager, await input(old))
  setClock(new Date(shifted(sessionTo).getTime() + 367 * 86_400_000))
  expect(await where(old)).toEqual([false, true, false])
  expect((await viewFeedback(manager, old.id)).mayCheck).toBe(false)
  const late = spotCheck(manager, { id: old.seats[0]!, result: 'poor', note: '迟到' })
  expect((await refusalOf(late)).message).toContain('满一年')
  expect(await drawsUnchecked(manager)).toBe(0)
})

test('until when a review is checked: at any time before 归档, then for a year', () => {
  const at = new Date('2032-02-29T10:00:00+08:00')
  const why = (status: 'confirmed' | 'held' | 'reviewed' | 'archived', end: string) =>
    whyNotCheck({ status, sessionTo: new Date(end) }, at)
  expect(why('confirmed', '2032-02-28T10:00:00+08:00')).toContain('结束以后')
  expect([why('held', '2030-01-01T10:00:00+08:00'), why('reviewed', '2030-01-01T10:00:00+08:00')]).toEqual([null, null])
  expect(why('archived', '2031-02-28T09:00:00+08:00')).toBeNull()
  expect(why('archived', '2031-02-27T23:59:00+08:00')).toContain('满一年')
})
