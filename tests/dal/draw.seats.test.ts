import type { StaffActor } from '@/lib/access/actor'
import { acceptSeat, declineSeat } from '@/lib/draw/answer.dal'
import { listCalls, recordAccept, recordCall, recordDecline, revealSeatPhone } from '@/lib/draw/call.dal'
import { ownCredit } from '@/lib/draw/credit.dal'
import { answerToken, signInCode } from '@/lib/draw/link'
import { startInviting } from '@/lib/draw/notify.dal'
import { objectSeat } from '@/lib/draw/object.dal'
import { openAnswer } from '@/lib/draw/own-seat.dal'
import { archiveDraw, confirmList, holdSession, releaseSeat, reopenList } from '@/lib/draw/seat-deeds.dal'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import { excuseSeat, missSeat, signIn } from '@/lib/draw/sign-in.dal'
import { voidDraw } from '@/lib/draw/void.dal'
import { listInbox } from '@/lib/message/message.dal'
import { now, setClock } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { presetNamed } from '@/lib/policy/presets/all'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import {
  acted,
  addSeat,
  drawDay,
  drawNow,
  drawnPanel,
  type MadeDraw,
  seatNow,
  seatTurn,
  sessionFrom,
  sessionTo,
} from '../support/draw-seats'
import { fixturePhone } from '../support/fixtures-ids'
import { enforce } from '../support/policy'
import { prove, staffOf } from '../support/staff'
import { makeReviewer, outcomes, refusalOf, unitOf, visitor } from '../support/units'

useDatabase()

let requester: StaffActor
let operator: StaffActor
let notifier: StaffActor
let manager: StaffActor
let supervisor: StaffActor
let people: Applicant[]
let days = 0
const shifted = (date: Date, minutes = 0) => new Date(date.getTime() + days * 86_400_000 + minutes * 60_000)
const later = (minutes: number) => shifted(drawDay, minutes)

beforeAll(async () => {
  await enforce('shaoxing', { path: presetNamed('wuhan').path })
  const unit = await unitOf('active')
  const reviewer = await makeReviewer('沈鉴')
  requester = await staffOf('drawRequester')
  operator = await staffOf('drawOperator')
  notifier = await staffOf('drawNotifier')
  manager = await staffOf('bureauManager')
  supervisor = await staffOf('supervisor')
  people = [await expertOf(unit, reviewer), await expertOf(unit, reviewer), await expertOf(unit, reviewer)]
})

beforeEach(() => {
  days += 7
  setClock(later(0))
})
afterAll(() => setClock(null))

/** A panel whose people have just been told. */
async function told(given: Parameters<typeof drawnPanel>[2] = {}, who = people): Promise<MadeDraw> {
  const draw = await drawnPanel(requester, who, { days, ...given })
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  return draw
}

const input = async (draw: MadeDraw, opinion?: string) => ({
  id: draw.id,
  version: (await drawNow(draw.id)).version,
  opinion,
})

/** A list that is confirmed, with everybody on it, in the morning of the session. */
async function confirmed(given: Parameters<typeof drawnPanel>[2] = {}): Promise<MadeDraw> {
  const draw = await told(given)
  for (const id of draw.seats) await recordAccept(notifier, { id, note: null })
  await confirmList(operator, await input(draw))
  setClock(shifted(sessionFrom, -30))
  return draw
}
/** Signs the pledge by the link, as whoever accepted on the telephone does later. */
const sign = async (seat: string) => {
  const { version } = (await currentPolicy()).policy.agreements.pledge
  return acceptSeat(visitor(), { token: answerToken(seat), id: null, pledge: version, agreed: true })
}
const code = (draw: MadeDraw, seat: string) =>
  signIn(operator, { id: draw.id, way: 'code', typed: signInCode(seat, now()), paper: true })

test('a 通知员 sees whom to call as long as there is time, the number only with a second proof and a trace', async () => {
  const draw = await told()
  const { rows } = await listCalls(notifier, draw.id)
  expect(rows.map(row => row.name).sort()).toEqual(people.map(one => one.name).sort())
  for (const row of rows) expect(row.phoneMask).toMatch(/^\d{3}\*{4}\d{4}$/)
  const [id] = draw.seats as [string]
  const wish = { id, reason: '通知参加评审' }
  expect((await refusalOf(revealSeatPhone(notifier, wish))).code).toBe('stepUp')
  await prove(notifier, 'draw.notify', id)
  expect((await revealSeatPhone(notifier, wish)).number).toMatch(/^1\d{10}$/)
  const [trace] = await db().auditEvent.findMany({ where: { objectId: id, action: 'draw.notify' } })
  expect(trace).toMatchObject({ result: 'done', detail: { what: 'phone', reason: '通知参加评审' } })
  setClock(later(120))
  expect((await listCalls(notifier, draw.id)).rows).toEqual([])
  await prove(notifier, 'draw.notify', id)
  expect((await refusalOf(revealSeatPhone(notifier, wish))).code).toBe('notFound')
  expect((await refusalOf(recordAccept(notifier, { id, note: null }))).message).toContain('不用再打电话')
})

test('before the telling there is nobody to call', async () => {
  const draw = await drawnPanel(requester, people, { days })
  expect((await refusalOf(listCalls(notifier, draw.id))).code).toBe('notFound')
  expect((await refusalOf(recordCall(notifier, { id: draw.seats[0]!, outcome: 'noAnswer', note: null }))).code).toBe(
    'refused',
  )
})

test('calls are kept; an answer by telephone counts, and who answered is off the list', async () => {
  const draw = await told()
  const [first, second, third] = draw.seats as [string, string, string]
  await recordCall(notifier, { id: first, outcome: 'noAnswer', note: null })
  expect((await listCalls(notifier, draw.id)).rows.find(row => row.id === first)!.calls).toMatchObject([
    { outcome: '无人接听' },
  ])
  await recordAccept(notifier, { id: first, note: null })
  await recordDecline(notifier, { id: second, reason: 'health', note: '住院' })
  expect((await listCalls(notifier, draw.id)).rows.map(row => row.id)).toEqual([third])
  expect(await seatNow(first)).toMatchObject({ status: 'accepted', answeredVia: 'notifier', pledge: null })
  expect(await seatNow(second)).toMatchObject({ status: 'declined', declineCode: 'health' })
  expect(await db().drawCall.count({ where: { seatId: { in: draw.seats } } })).toBe(3)
})

test('S8 an acceptance that was recorded is confirmed by SMS; who never gave it says so, and it costs him nothing', async () => {
  const draw = await told({}, people.slice(0, 1))
  const [id] = draw.seats as [string]
  await recordAccept(notifier, { id, note: null })
  const sent = await db().message.findMany({ where: { dedupeKey: { contains: id } }, orderBy: { id: 'asc' } })
  expect(sent.map(one => one.template)).toEqual(['draw.invited', 'draw.acceptedFor'])
  setClock(new Date((await seatNow(id)).sessionFrom.getTime() - 60_000))
  await declineSeat(visitor(), { token: answerToken(id), id: null, reason: 'time', note: null })
  expect(await seatNow(id)).toMatchObject({ status: 'withdrawn' })
  expect(await db().creditEntry.count({ where: { seatId: id } })).toBe(0)
})

test('S8 a refusal that was recorded is confirmed by SMS; in time it can be said not to be so, and who followed goes', async () => {
  const draw = await told({}, people.slice(0, 1))
  const [id] = draw.seats as [string]
  await recordDecline(notifier, { id, reason: 'time', note: null })
  const sent = await db().message.findMany({ where: { dedupeKey: { contains: id } }, orderBy: { id: 'asc' } })
  expect(sent.map(one => one.template)).toEqual(['draw.invited', 'draw.declinedFor'])
  const next = await addSeat(draw, people[1]!.accountId, { rank: 9, kind: 'alternate', days })
  await db().drawSeat.update({ where: { id: next }, data: { followsId: id } })
  await seatTurn()
  expect(await openAnswer(visitor(), answerToken(id))).toMatchObject({ seat: { status: 'declined', mayObject: true } })
  await objectSeat(visitor(), { token: answerToken(id), id: null })
  expect(await seatNow(id)).toMatchObject({ status: 'notified', declineCode: null, answeredVia: null })
  expect(await seatNow(next)).toMatchObject({ status: 'released', followsId: null })
  const told2 = await db().message.findMany({ where: { dedupeKey: { contains: next } }, orderBy: { id: 'asc' } })
  expect(told2.map(one => one.template)).toEqual(['draw.invited', 'draw.released'])
  // said twice it is said once; what he answers himself stays
  await objectSeat(visitor(), { token: answerToken(id), id: null })
  await declineSeat(visitor(), { token: answerToken(id), id: null, reason: 'time', note: null })
  const again = objectSeat(visitor(), { token: answerToken(id), id: null })
  expect((await refusalOf(again)).message).toContain('您自己答复的')
})

test('V5 a 回避 that was said on the telephone keeps him away as his own word, and goes with the refusal', async () => {
  const draw = await told({}, people.slice(0, 1))
  const [id] = draw.seats as [string]
  await recordDecline(notifier, { id, reason: 'avoidance', note: '与申报人合作' })
  const { accountId: expertId } = people[0]!
  const stored = () => db().drawAvoidance.findMany({ where: { requestId: draw.id }, orderBy: { id: 'asc' } })
  expect(await stored()).toMatchObject([
    {
      source: 'expert',
      status: 'accepted',
      expertId,
      seatId: id,
      endedAt: null,
      reason: expect.stringContaining('电话'),
    },
  ])
  const ties = () => db().drawConflict.findMany({ where: { requestId: draw.id, goneAt: null } })
  expect(await ties()).toMatchObject([{ expertId, rule: 'recused' }])
  const said = (await listInbox(visitor(), 300)).find(one => one.text.includes('已为您记录'))
  expect(said!.text).toContain('原因：应当回避')
  const trail = await db().auditEvent.findMany({ where: { objectId: { in: [draw.id, id] } }, select: { detail: true } })
  expect(JSON.stringify(trail)).not.toContain(people[0]!.name)

  await objectSeat(visitor(), { token: answerToken(id), id: null })
  expect(await stored()).toMatchObject([{ endedAt: now() }])
  expect(await ties()).toEqual([])
  // what he says himself afterwards counts, and is not taken back
  await declineSeat(visitor(), { token: answerToken(id), id: null, reason: 'avoidance', note: null })
  expect(await stored()).toMatchObject([{ seatId: id }, { seatId: null, endedAt: null }])
  expect(await ties()).toMatchObject([{ expertId, rule: 'recused' }])
})

test('S8 that a refusal was not his reaches managers and supervisors as a number, and never whoever asked', async () => {
  const both = await staffOf('drawRequester', 'bureauManager')
  const former = await staffOf('drawRequester', 'bureauManager')
  const heard = [manager, supervisor, both, operator, former]
  for (const [index, { accountId: id }] of heard.entries()) {
    const phone = fixturePhone(8610 + index)
    const phoneCipher = encryptField(phone, { table: 'account', id, column: 'phone' })
    await db().account.update({ where: { id }, data: { phoneCipher, phoneIndex: blindIndex('phone', phone) } })
  }
  const draw = await drawnPanel(former, people.slice(0, 2), { days })
  // whoever asked before somebody took the request over has asked for ever
  const takenOver = { requesterId: both.accountId, formerRequesterIds: { push: former.accountId } }
  await db().drawRequest.update({ where: { id: draw.id }, data: takenOver })
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  const counts = async () => Promise.all(heard.map(async actor => (await viewSeats(actor, draw.id)).objected))
  expect(await counts()).toEqual([0, 0, 0, 0, 0])
  for (const id of draw.seats) {
    await recordDecline(notifier, { id, reason: 'time', note: null })
    await objectSeat(visitor(), { token: answerToken(id), id: null })
  }
  const sent = await db().message.findMany({ where: { template: 'draw.objected' } })
  expect(sent.map(one => one.accountId).sort()).toEqual(
    [manager, manager, supervisor, supervisor].map(one => one.accountId).sort(),
  )
  const texts = (await listInbox(visitor(), 300)).filter(one => one.text.includes('代为记录的'))
  expect(texts.map(one => one.text.match(/有 \d 位/)![0]).sort()).toEqual(['有 1 位', '有 1 位', '有 2 位', '有 2 位'])
  for (const { text } of texts) for (const { name } of people) expect(text).not.toContain(name)
  expect(await counts()).toEqual([2, 2, 0, 0, 0])
})

test('S8 who said that it was not so finds his place taken by whoever came after one who did not come either', async () => {
  const draw = await told({}, people.slice(0, 1))
  const [id] = draw.seats as [string]
  const follows = async (seat: string, who: Applicant) => {
    const next = await addSeat(draw, who.accountId, { rank: 9, kind: 'alternate', days })
    await db().drawSeat.update({ where: { id: next }, data: { followsId: seat } })
    await seatTurn()
    return next
  }
  const decline = (seat: string) =>
    declineSeat(visitor(), { token: answerToken(seat), id: null, reason: 'time', note: null })
  await recordDecline(notifier, { id, reason: 'time', note: null })
  const second = await follows(id, people[1]!)
  await decline(second)
  const third = await follows(second, people[2]!)
  await objectSeat(visitor(), { token: answerToken(id), id: null })
  expect((await seatNow(id)).status).toBe('notified')
  expect((await seatNow(third)).status).toBe('released')
  // whoever declines again is followed again
  expect(await seatNow(second)).toMatchObject({ status: 'declined', followsId: null })
})

test('S8 whoever has accepted stays, also when he did not follow directly', async () => {
  const draw = await told({}, people.slice(0, 1))
  const [id] = draw.seats as [string]
  await recordDecline(notifier, { id, reason: 'time', note: null })
  const between = await addSeat(draw, people[1]!.accountId, { rank: 9, kind: 'alternate', days })
  await db().drawSeat.update({ where: { id: between }, data: { followsId: id, status: 'expired' } })
  const last = await addSeat(draw, people[2]!.accountId, { rank: 10, kind: 'alternate', days })
  await db().drawSeat.update({ where: { id: last }, data: { followsId: between } })
  await seatTurn()
  await recordAccept(notifier, { id: last, note: null })
  await objectSeat(visitor(), { token: answerToken(id), id: null })
  expect([await seatNow(id), await seatNow(last)].map(seat => seat.status)).toEqual(['notified', 'accepted'])
  expect((await seatNow(between)).followsId).toBe(id)
})

test('S8 after the time to answer, and when he was drawn elsewhere meanwhile, what was recorded stays', async () => {
  const draw = await told({}, people.slice(0, 2))
  const [first, second] = draw.seats as [string, string]
  for (const id of [first, second]) await recordDecline(notifier, { id, reason: 'time', note: null })
  await drawnPanel(requester, people.slice(0, 1), { days })
  const object = (id: string) => objectSeat(visitor(), { token: answerToken(id), id: null })
  expect((await refusalOf(object(first))).message).toContain('另一份评审邀请')
  setClock(later(120))
  expect((await refusalOf(object(second))).message).toContain('答复时限已过')
})

test('S8 TE1 whoever asked for a draw calls nobody of it; reading the names leaves a trace', async () => {
  const draw = await told()
  const [id] = draw.seats as [string]
  const same = { ...notifier, accountId: requester.accountId }
  for (const work of [listCalls(same, draw.id), recordDecline(same, { id, reason: 'time', note: null })])
    expect((await refusalOf(work)).message).toContain('您自己提出的需求')
  await prove(same, 'draw.notify', id)
  expect((await refusalOf(revealSeatPhone(same, { id, reason: '通知参加评审' }))).code).toBe('notFound')
  expect((await seatNow(id)).status).toBe('notified')
  await listCalls(notifier, draw.id)
  const reads = await db().auditEvent.findMany({ where: { objectId: draw.id, action: 'draw.notify', result: 'done' } })
  expect(reads.map(one => [one.actorId, one.detail])).toEqual([[notifier.accountId, { what: 'names', shown: 3 }]])
})

test('two 通知员 record different answers at once: one counts', async () => {
  const draw = await told({}, people.slice(0, 1))
  const [id] = draw.seats as [string]
  const { done, failed } = await outcomes([
    recordAccept(notifier, { id, note: null }),
    recordDecline(notifier, { id, reason: 'time', note: null }),
  ])
  expect([done.length, failed.length]).toEqual([1, 1])
  expect(await db().drawCall.count({ where: { seatId: id } })).toBe(1)
})

test('确认名单: a list with gaps needs the reason; one that is whole none', async () => {
  const draw = await told()
  const [first, second, third] = draw.seats as [string, string, string]
  for (const id of [first, second]) await recordAccept(notifier, { id, note: null })
  expect((await refusalOf(confirmList(operator, await input(draw)))).message).toContain('第一组还差 1 人')
  await recordAccept(notifier, { id: third, note: null })
  await confirmList(operator, await input(draw))
  await reopenList(operator, await input(draw, '有人来不了'))
  await releaseSeat(manager, { id: third, opinion: '单位合并，应当回避' })
  expect(await seatNow(third)).toMatchObject({ status: 'released' })
  expect(await db().message.count({ where: { dedupeKey: `draw.released:${third}` } })).toBe(1)
  await confirmList(operator, await input(draw, '两人可以评审'))
  expect((await drawNow(draw.id)).status).toBe('confirmed')
})

test('S11 once the names may be read nobody is taken off singly and nothing is void; a draw nobody was told of is not opened by its time', async () => {
  const draw = await told({ unlock: { at: later(60) } })
  const [id] = draw.seats as [string]
  const { version } = await db().drawRound.findUniqueOrThrow({ where: { id: draw.roundId } })
  const voiding = () => voidDraw(manager, { drawId: draw.drawId, version, opinion: '条件有误。' })
  expect((await refusalOf(voiding())).message).toContain('已经开始通知')
  expect(await viewSeats(manager, draw.id)).toMatchObject({ named: false, keptOut: null })
  // the worker has not come by yet
  setClock(later(61))
  for (const work of [voiding(), releaseSeat(manager, { id, opinion: '换一位' })])
    expect((await refusalOf(work)).message).toMatch(/名单已经公开.*声明.*另一位业务管理员/)
  const view = await viewSeats(manager, draw.id)
  expect(view).toMatchObject({ named: true, keptOut: expect.stringContaining('名单已经公开') })
  expect(view.rows.some(row => row.mayRelease)).toBe(false)
  expect((await seatNow(id)).status).toBe('notified')

  days += 1
  const untold = await drawnPanel(requester, people, { days, unlock: { at: later(60) } })
  setClock(later(61))
  await seatTurn()
  expect((await drawNow(untold.id)).unlockedAt).toBeNull()
  expect((await viewSeats(manager, untold.id)).named).toBe(false)
  const round = await db().drawRound.findUniqueOrThrow({ where: { id: untold.roundId } })
  const again = { drawId: untold.drawId, version: round.version, opinion: '条件有误。' }
  expect(await voidDraw(manager, again)).toEqual({ attempt: 1 })
})

test('签到: with the code of the day or the document; the last to come opens the names', async () => {
  const draw = await confirmed()
  const [first, second, third] = draw.seats as [string, string, string]
  const opened = await openAnswer(visitor(), answerToken(first))
  // who accepted on the telephone has promised nothing yet: neither what is to be read nor the door is open to him
  const closed = { code: null, unsigned: true, materials: [], briefing: null }
  expect(opened).toMatchObject({ seat: { maySign: true, accepted: closed } })
  await sign(first)
  const signed = await openAnswer(visitor(), answerToken(first))
  const open = { code: signInCode(first, now()), unsigned: false, materials: [], briefing: '请先读材料。' }
  expect(signed).toMatchObject({ seat: { maySign: false, accepted: open } })
  expect(await code(draw, first)).toEqual({ seat: '第一组 1 号', waiting: 2, unlocked: false })
  expect(await code(draw, first)).toMatchObject({ waiting: 2 })
  const unsigned = signIn(operator, { id: draw.id, way: 'code', typed: signInCode(second, now()), paper: false })
  expect((await refusalOf(unsigned)).fieldErrors).toHaveProperty('paper')
  const { documentOf } = await import('@/lib/expert/numbers.dal')
  const number = (await documentOf(operator, people[1]!.accountId))!
  expect(await signIn(operator, { id: draw.id, way: 'document', typed: number.slice(-6), paper: true })).toMatchObject({
    waiting: 1,
  })
  expect((await viewSeats(supervisor, draw.id)).named).toBe(false)
  expect(
    (await refusalOf(signIn(operator, { id: draw.id, way: 'code', typed: '000000', paper: true }))).fieldErrors,
  ).toHaveProperty('typed')
  expect(await code(draw, third)).toEqual({ seat: '第一组 3 号', waiting: 0, unlocked: true })
  const view = await viewSeats(requester, draw.id)
  expect(view.rows.map(row => row.holder?.name)).toEqual(people.map(one => one.name))
  const { version } = (await currentPolicy()).policy.agreements.pledge
  const paper = { pledge: version, pledgeById: operator.accountId, pledgeBy: operator.name }
  expect(await seatNow(second)).toMatchObject({ status: 'present', ...paper })
  expect(await seatNow(first)).toMatchObject({ pledge: version, pledgeById: null })
})

test("yesterday nobody signs in, and yesterday's code opens nothing", async () => {
  const draw = await confirmed()
  const [first] = draw.seats as [string]
  const old = signInCode(first, shifted(sessionFrom, -1440))
  expect(old).not.toBe(signInCode(first, now()))
  expect((await refusalOf(signIn(operator, { id: draw.id, way: 'code', typed: old, paper: true }))).code).toBe(
    'invalid',
  )
  setClock(shifted(sessionFrom, -1440))
  expect((await refusalOf(signIn(operator, { id: draw.id, way: 'code', typed: old, paper: true }))).message).toContain(
    '评审当天才能签到',
  )
})

test('nobody opens a list by writing people off before the session; with its beginning it opens', async () => {
  const draw = await confirmed()
  const [first, second, third] = draw.seats as [string, string, string]
  await code(draw, first)
  await code(draw, second)
  expect((await refusalOf(missSeat(operator, { id: third, opinion: '没来' }))).message).toContain('还没有开始')
  expect(await excuseSeat(operator, { id: third, opinion: '飞机延误' })).toMatchObject({ waiting: 0, unlocked: false })
  await seatTurn()
  expect((await drawNow(draw.id)).unlockedAt).toBeNull()
  await outcomes([seatTurn(shifted(sessionFrom)), seatTurn()])
  expect((await drawNow(draw.id)).unlockedAt).toEqual(shifted(sessionFrom))
  expect(await db().auditEvent.count({ where: { objectId: draw.id, action: 'draw.unlock' } })).toBe(1)
})

test('缺席 costs credit, and a mistake is put right by another line', async () => {
  const draw = await confirmed()
  const [first, second, third] = draw.seats as [string, string, string]
  const score = async () => (await ownCredit(acted(people[2]!.accountId))).score
  const before = await score()
  setClock(shifted(sessionFrom, 20))
  for (const id of [first, second]) await code(draw, id)
  expect(await missSeat(operator, { id: third, opinion: '联系不上' })).toMatchObject({ waiting: 0, unlocked: true })
  expect(await score()).toBe(before - 20)
  await excuseSeat(operator, { id: third, opinion: '急诊，已出示证明' })
  expect(await score()).toBe(before - 2)
  await code(draw, third)
  expect(await score()).toBe(before)
  expect((await seatNow(third)).status).toBe('present')
})

test('评审结束 after its end, when it is said of everybody whether he came; then archived by another than who asked', async () => {
  const draw = await confirmed()
  const [first, second, third] = draw.seats as [string, string, string]
  for (const id of [first, second]) await code(draw, id)
  expect((await refusalOf(holdSession(operator, await input(draw)))).message).toContain('还没有结束')
  setClock(shifted(sessionTo))
  expect((await refusalOf(holdSession(operator, await input(draw)))).message).toContain('还有 1 位')
  await missSeat(operator, { id: third, opinion: '没有到' })
  await holdSession(operator, await input(draw))
  expect((await drawNow(draw.id)).status).toBe('held')
  await archiveDraw(manager, await input(draw))
})

test('a withdrawal and the confirmation at once: the list that is confirmed says how it stood', async () => {
  const draw = await told({}, people.slice(0, 1))
  const [id] = draw.seats as [string]
  await recordAccept(notifier, { id, note: null })
  const withdraw = declineSeat(visitor(), { token: answerToken(id), id: null, reason: 'time', note: null })
  const { failed } = await outcomes<unknown>([confirmList(operator, await input(draw)), withdraw])
  const { status } = await drawNow(draw.id)
  expect((await seatNow(id)).status).toBe('withdrawn')
  expect(failed.length).toBe(status === 'confirmed' ? 0 : 1)
})
