import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { acceptSeat, declineSeat } from '@/lib/draw/answer.dal'
import { ownCredit } from '@/lib/draw/credit.dal'
import { answerToken } from '@/lib/draw/link'
import { startInviting } from '@/lib/draw/notify.dal'
import { openAnswer, ownSeats } from '@/lib/draw/own-seat.dal'
import { listInbox } from '@/lib/message/message.dal'
import { setClock } from '@/lib/platform/clock'
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
} from '../support/draw-seats'
import { fixturePhone } from '../support/fixtures-ids'
import { enforce } from '../support/policy'
import { staffOf } from '../support/staff'
import { makeReviewer, outcomes, refusalOf, unitOf, visitor } from '../support/units'

useDatabase()

let unit: UnitActor
let requester: StaffActor
let operator: StaffActor
let people: Applicant[]
let days = 0
const later = (minutes: number) => new Date(drawDay.getTime() + days * 86_400_000 + minutes * 60_000)

beforeAll(async () => {
  await enforce('shaoxing', { path: presetNamed('wuhan').path })
  unit = await unitOf('active')
  const reviewer = await makeReviewer('沈鉴')
  requester = await staffOf('drawRequester')
  operator = await staffOf('drawOperator')
  people = [await expertOf(unit, reviewer), await expertOf(unit, reviewer), await expertOf(unit, reviewer)]
})

beforeEach(() => {
  days += 7
  setClock(later(0))
})
afterAll(() => setClock(null))

const pledge = async () => (await currentPolicy()).policy.agreements.pledge.version
const accept = async (seat: string) =>
  acceptSeat(visitor(), { token: answerToken(seat), id: null, pledge: await pledge(), agreed: true })
const decline = (seat: string, reason: 'time' | 'other' = 'time') =>
  declineSeat(visitor(), { token: answerToken(seat), id: null, reason, note: null })

/** A panel whose people have just been told. */
async function told(given: Parameters<typeof drawnPanel>[2] = {}, who = people.slice(0, 1)): Promise<MadeDraw> {
  const draw = await drawnPanel(requester, who, { days, ...given })
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  return draw
}

test('开始通知: everybody drawn is told once, by a link that is stored as a hash only', async () => {
  const draw = await told({}, people)
  expect((await drawNow(draw.id)).status).toBe('inviting')
  const messages = (await listInbox(visitor(), 300)).filter(one => one.text.includes('农业科技项目立项'))
  expect(messages).toHaveLength(3)
  for (const id of draw.seats) {
    const seat = await seatNow(id)
    expect(seat.status).toBe('notified')
    expect(seat.answerBy).toEqual(later(120))
    expect(JSON.stringify(seat)).not.toContain(answerToken(id))
    expect(messages.filter(one => one.text.includes(answerToken(id)))).toHaveLength(1)
  }
  // no message carries anybody's name
  const names = (await db().expert.findMany({ select: { name: true } })).map(one => one.name)
  for (const { text } of messages) for (const name of names) expect(text).not.toContain(name)
  expect(await seatTurn()).toBe(0)
})

test('two operators start at once: one does', async () => {
  const draw = await drawnPanel(requester, people.slice(0, 1), { days })
  const { done, failed } = await outcomes([1, 2].map(() => startInviting(operator, { id: draw.id, version: 0 })))
  expect([done.length, failed.length]).toEqual([1, 1])
})

test('nobody is told once the session has begun', async () => {
  const draw = await drawnPanel(requester, people.slice(0, 1), { days })
  setClock(new Date(sessionFrom.getTime() + days * 86_400_000))
  expect((await refusalOf(startInviting(operator, { id: draw.id, version: 0 }))).message).toContain('评审时间已过')
})

test('opening the link answers nothing, as often as it is opened', async () => {
  const { seats } = await told()
  const before = await seatNow(seats[0]!)
  for (const _ of [1, 2, 3]) {
    const opened = await openAnswer(visitor(), answerToken(seats[0]!))
    expect(opened).toMatchObject({ state: 'known', seat: { status: 'notified', closed: null, accepted: null } })
  }
  expect(await seatNow(seats[0]!)).toEqual(before)
  expect(await openAnswer(visitor(), 'nonsense')).toEqual({ state: 'unknown' })
})

test('接受 signs the pledge and opens what is to be read; said again it is said once', async () => {
  const { seats } = await told()
  expect(await accept(seats[0]!)).toEqual({ status: 'accepted' })
  expect(await accept(seats[0]!)).toEqual({ status: 'accepted' })
  const seat = await seatNow(seats[0]!)
  expect(seat).toMatchObject({ status: 'accepted', pledge: await pledge(), answeredVia: 'link', version: 2 })
  const [own] = (await ownSeats(acted(people[0]!.accountId))).filter(one => one.id === seats[0])
  expect(own!.accepted).toMatchObject({ briefing: '请先读材料。', materials: [], code: null, unsigned: false })
  expect(own!.subjects).toEqual([{ title: '旱稻育种', units: [], people: [] }])
  expect(await ownSeats(acted(people[1]!.accountId))).not.toContainEqual(expect.objectContaining({ id: seats[0] }))
})

test('an old pledge is not signed', async () => {
  const { seats } = await told()
  const old = { token: answerToken(seats[0]!), id: null, pledge: '1999-01', agreed: true as const }
  expect((await refusalOf(acceptSeat(visitor(), old))).fieldErrors).toHaveProperty('agreed')
  expect((await seatNow(seats[0]!)).status).toBe('notified')
})

test('an answer stands in no trail under the name, account or address of who gave it', async () => {
  const { seats } = await told()
  const own = acted(people[0]!.accountId)
  await acceptSeat(own, { token: null, id: seats[0]!, pledge: await pledge(), agreed: true })
  const [events, steps] = await Promise.all([
    db().auditEvent.findMany({ where: { objectId: seats[0]! } }),
    db().statusHistory.findMany({ where: { subjectId: seats[0]! } }),
  ])
  expect(events.map(one => one.action)).toContain('drawSeat.accept')
  const text = JSON.stringify([events, steps], (_, value) => (typeof value === 'bigint' ? String(value) : value))
  for (const secret of [own.accountId, own.name, own.request.address, own.request.id])
    expect(text).not.toContain(secret)
})

test('a seat of somebody else is no seat', async () => {
  const { seats } = await told()
  const stranger = acted(people[1]!.accountId)
  const input = { token: null, id: seats[0]!, pledge: await pledge(), agreed: true as const }
  expect((await refusalOf(acceptSeat(stranger, input))).code).toBe('refused')
  expect(
    (await refusalOf(declineSeat(visitor(), { token: null, id: seats[0]!, reason: 'time', note: null }))).code,
  ).toBe('refused')
})

test('after the time to answer there is one right outcome: a sentence with the next step, and the place passed on', async () => {
  const { seats } = await told()
  setClock(later(120))
  expect((await refusalOf(accept(seats[0]!))).message).toContain('答复时限已过')
  await seatTurn()
  expect((await seatNow(seats[0]!)).status).toBe('expired')
  // who did not answer is told so, once, beside the reminder before it (B4)
  expect(await db().message.count({ where: { dedupeKey: { startsWith: `draw.expired:${seats[0]!}:` } } })).toBe(1)
  expect((await refusalOf(accept(seats[0]!))).message).toContain('请联系发通知的部门')
  expect((await refusalOf(decline(seats[0]!))).message).toContain('请联系发通知的部门')
  expect(await seatTurn()).toBe(0)
})

test('at the very deadline, answers and several workers: the seat has one outcome, and one step', async () => {
  const { seats } = await told({}, people)
  setClock(new Date(later(120).getTime() - 1))
  const [first, second, third] = seats as [string, string, string]
  await outcomes<unknown>([accept(first), accept(first), decline(second), accept(second), seatTurn(), seatTurn()])
  setClock(later(120))
  await outcomes<unknown>([accept(third), decline(third), seatTurn(), seatTurn(), seatTurn()])
  const stored = await Promise.all(seats.map(seatNow))
  expect(stored[0]!.status).toBe('accepted')
  expect(['accepted', 'declined']).toContain(stored[1]!.status)
  expect(stored[2]!.status).toBe('expired')
  for (const seat of stored.slice(0, 1)) expect(seat.version).toBe(2)
  const steps = await db().statusHistory.groupBy({
    by: ['subjectId'],
    where: { subjectId: { in: seats } },
    _count: true,
  })
  for (const seat of stored) expect(steps.find(one => one.subjectId === seat.id)!._count).toBe(seat.version + 1)
})

test('两台设备 answer differently at once: one of the two counts, the other is told', async () => {
  const { seats } = await told()
  const { done, failed } = await outcomes([accept(seats[0]!), decline(seats[0]!)])
  const { status } = await seatNow(seats[0]!)
  if (status === 'accepted') expect([done.length, failed.length]).toEqual([1, 1])
  else expect(['declined', 'withdrawn']).toContain(status)
})

test('who declines is not asked again; nobody follows, so those who draw and who asked are told a number', async () => {
  const { seats, number } = await told()
  await giveNumber(operator)
  await giveNumber(requester)
  await decline(seats[0]!)
  expect(await seatNow(seats[0]!)).toMatchObject({ status: 'declined', declineCode: 'time', answeredVia: 'link' })
  const short = (await listInbox(visitor(), 300)).filter(one => one.text.includes(number))
  expect(short.map(one => one.text)).toEqual(Array(2).fill(expect.stringContaining('还差 1 人')))
})

/** Staff are told on the phone of their account. */
async function giveNumber(actor: StaffActor): Promise<void> {
  const phone = fixturePhone(actor === operator ? 9101 : 9102)
  await db().account.update({
    where: { id: actor.accountId },
    data: {
      phoneCipher: encryptField(phone, { table: 'account', id: actor.accountId, column: 'phone' }),
      phoneIndex: blindIndex('phone', phone),
    },
  })
}

test('who follows is told by the next turn, with a time of his own', async () => {
  const draw = await told()
  setClock(later(30))
  await decline(draw.seats[0]!)
  const next = await addSeat(draw, people[1]!.accountId, { rank: 9, kind: 'alternate', days })
  await outcomes([seatTurn(), seatTurn()])
  expect(await seatNow(next)).toMatchObject({ status: 'notified', answerBy: later(150), version: 1 })
})

test('one reminder after half the time, one before the session to who accepted, none twice', async () => {
  const { seats } = await told({}, people.slice(0, 2))
  const sent = async () => {
    const rows = await db().message.findMany({ where: { dedupeKey: { contains: seats[0]! } }, orderBy: { id: 'asc' } })
    return rows.map(row => row.template)
  }
  await seatTurn(later(59))
  expect(await sent()).toEqual(['draw.invited'])
  await outcomes([seatTurn(later(60)), seatTurn(later(60))])
  await seatTurn(later(61))
  expect(await sent()).toEqual(['draw.invited', 'draw.reminder'])
  await accept(seats[0]!)
  await seatTurn(new Date(sessionFrom.getTime() + days * 86_400_000 - 24 * 3_600_000 + 1000))
  await seatTurn()
  expect(await sent()).toEqual(['draw.invited', 'draw.reminder', 'draw.soon'])
})

test('接受后不能参加: the place is free again; so late that it costs credit', async () => {
  const { seats } = await told()
  await accept(seats[0]!)
  setClock(new Date(sessionFrom.getTime() + days * 86_400_000 - 3_600_000))
  expect(await decline(seats[0]!, 'time')).toEqual({ status: 'withdrawn' })
  expect(await decline(seats[0]!, 'time')).toEqual({ status: 'withdrawn' })
  expect(await ownCredit(acted(people[0]!.accountId))).toMatchObject({ score: 98, lines: [{ points: -2 }] })
})

test('in the session nobody declines by himself any more', async () => {
  const { seats } = await told()
  await accept(seats[0]!)
  setClock(new Date(sessionFrom.getTime() + days * 86_400_000))
  expect((await refusalOf(decline(seats[0]!))).message).toContain('评审已经开始')
})

test('what was cancelled is not answered', async () => {
  const { seats, id } = await told()
  await db().drawRequest.update({ where: { id }, data: { status: 'cancelled' } })
  expect((await refusalOf(accept(seats[0]!))).message).toContain('已经结束或取消')
  setClock(later(500))
  expect(await seatTurn()).toBe(0)
})
