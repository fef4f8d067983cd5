import { acceptSeat } from '@/lib/draw/answer.dal'
import { answerToken } from '@/lib/draw/link'
import { wasDrawn } from '@/lib/draw/menu.dal'
import { callOffDraw } from '@/lib/draw/move.dal'
import { startInviting } from '@/lib/draw/notify.dal'
import { openAnswer } from '@/lib/draw/own-seat.dal'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import { setClock } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { useDatabase } from '../support/database'
import {
  begins,
  day,
  days,
  later,
  manager,
  operator,
  people,
  postpone,
  requester,
  told,
  useMovedCast,
  versionOf,
} from '../support/draw-moved'
import { drawNow, drawnPanel, type MadeDraw, seatNow, seatTurn } from '../support/draw-seats'
import { fixturePhone } from '../support/fixtures-ids'
import { refusalOf, visitor } from '../support/units'

useDatabase()
useMovedCast()

const pledge = async () => (await currentPolicy()).policy.agreements.pledge.version
const accept = async (seat: string) =>
  acceptSeat(visitor(), { token: answerToken(seat), id: null, pledge: await pledge(), agreed: true })
const callOff = async (id: string, actor = manager) =>
  callOffDraw(actor, { id, version: await versionOf(id), opinion: '项目撤回了' })
const messages = async (seat: string) => {
  const rows = await db().message.findMany({ where: { dedupeKey: { contains: seat } }, orderBy: { id: 'asc' } })
  return rows.map(row => row.template)
}

test('取消评审: all places are given up, those who were told hear of it, nothing is left to answer, rounds end', async () => {
  const draw = await told()
  await accept(draw.seats[0]!)
  const untold = { ...{ id: newId(), requestId: draw.id, number: 2, kind: 'supplement', reason: '还差一位。' } }
  const { policyVersionId } = await drawNow(draw.id)
  await db().drawRound.create({ data: { ...untold, policyVersionId } })
  await callOff(draw.id)
  expect((await drawNow(draw.id)).status).toBe('cancelled')
  expect(await db().drawRound.findUniqueOrThrow({ where: { id: untold.id } })).toMatchObject({ status: 'void' })
  for (const id of draw.seats) {
    expect((await seatNow(id)).status).toBe('released')
    expect(await messages(id)).toEqual(['draw.invited', 'draw.calledOff'])
  }
  expect(await db().drawSeat.count({ where: { requestId: draw.id } })).toBe(3)
  expect((await refusalOf(accept(draw.seats[1]!))).message).toContain('已经结束或取消')
  const opened = await openAnswer(visitor(), answerToken(draw.seats[1]!))
  expect(opened).toMatchObject({ seat: { status: 'released', mayWithdraw: false } })
  const view = await viewSeats(operator, draw.id)
  expect([view.groups[0]?.short, view.whenNames, view.named]).toEqual([0, expect.stringContaining('已取消'), false])
  expect(await wasDrawn(operator, draw.id)).toBe(true)
  setClock(new Date(begins().getTime() + 1000))
  expect(await seatTurn()).toBe(0)
})

test('who asked for it neither calls it off nor moves it; nobody does once people have come', async () => {
  const draw = await told(people.slice(0, 1))
  const asker = { ...manager, accountId: requester.accountId }
  for (const work of [callOff(draw.id, asker), postpone(draw.id, 1, asker)])
    expect((await refusalOf(work)).message).toContain('另一位业务管理员')
  await accept(draw.seats[0]!)
  await db().drawSeat.update({ where: { id: draw.seats[0]! }, data: { status: 'present' } })
  expect((await refusalOf(callOff(draw.id))).message).toContain('已经有专家签到')
  expect((await refusalOf(postpone(draw.id, 1))).message).toContain('不能再改期')
  await db().drawSeat.update({ where: { id: draw.seats[0]! }, data: { status: 'accepted' } })
  const events = (await viewSeats(manager, draw.id)).events.map(one => [one.event, one.whyNot])
  expect(events).toEqual([
    ['postpone', null],
    ['callOff', null],
  ])
})

test('改期: the new time stands in all seats, those who were told are asked again, under a time of their own', async () => {
  const draw = await told(people.slice(0, 2))
  await accept(draw.seats[0]!)
  setClock(later(60))
  await postpone(draw.id, 2)
  const request = await drawNow(draw.id)
  expect(request).toMatchObject({ status: 'inviting', place: '科技大楼 301' })
  for (const id of draw.seats) {
    expect(await seatNow(id)).toMatchObject({
      ...{ status: 'notified', sessionFrom: request.sessionFrom, sessionTo: request.sessionTo },
      ...{ pledge: null, answeredAt: null, answerBy: later(180) },
    })
    expect(await messages(id)).toEqual(['draw.invited', 'draw.moved'])
  }
  expect(await accept(draw.seats[0]!)).toEqual({ status: 'accepted' })
  const sent = await db().drawSent.findFirstOrThrow({ where: { roundId: draw.roundId }, orderBy: { number: 'desc' } })
  expect(sent.content).toMatchObject({ sessionFrom: request.sessionFrom!.toISOString() })
  expect((await db().drawRound.findUniqueOrThrow({ where: { id: draw.roundId } })).askHash).toBe(sent.askHash)
  // what was sent is otherwise not changed
  await expect(db().drawRequest.update({ where: { id: draw.id }, data: { title: '别的' } })).rejects.toThrow(
    /not changed/,
  )
  // and moved once more, everybody hears it once more
  await postpone(draw.id, 3)
  expect(await messages(draw.seats[0]!)).toEqual(['draw.invited', 'draw.moved', 'draw.moved'])
})

test('who was reminded before 改期 is reminded again: of the answer, and of the session', async () => {
  const draw = await told(people.slice(0, 1))
  const [id] = draw.seats as [string]
  const dayBefore = (session: Date) => new Date(session.getTime() - 86_400_000 + 1000)
  await seatTurn(later(60))
  await accept(id)
  await seatTurn(dayBefore(begins()))
  expect(await messages(id)).toEqual(['draw.invited', 'draw.reminder', 'draw.soon'])
  await postpone(draw.id, 3)
  const { notifiedAt, answerBy, sessionFrom: from } = await seatNow(id)
  await seatTurn(new Date((notifiedAt!.getTime() + answerBy!.getTime()) / 2))
  await accept(id)
  await seatTurn(dayBefore(from))
  await seatTurn()
  expect((await messages(id)).slice(3)).toEqual(['draw.moved', 'draw.reminder', 'draw.soon'])
})

test('who sits elsewhere or is on leave at the new time is released and told; the others stay', async () => {
  const draw = await told()
  await drawnPanel(requester, people.slice(0, 1), { days: days + 1 })
  const leave = new Date(`${day(new Date(begins().getTime() + 86_400_000))}T00:00:00Z`)
  const expertLeave = { id: newId(), expertId: people[1]!.accountId, fromDay: leave, toDay: leave }
  await db().expertLeave.create({ data: expertLeave })
  await postpone(draw.id, 1)
  const statuses = await Promise.all(draw.seats.map(async id => (await seatNow(id)).status))
  expect(statuses).toEqual(['released', 'released', 'notified'])
  expect(await messages(draw.seats[0]!)).toEqual(['draw.invited', 'draw.released'])
  await db().expertLeave.delete({ where: { id: expertLeave.id } })
})

/** A place of somebody from outside the pool, as a 特邀 that was agreed to gives it. */
async function outsiderIn(draw: MadeDraw, phone: string, moved = 0): Promise<string> {
  const { policyVersionId } = await drawNow(draw.id)
  const round = { id: newId(), requestId: draw.id, number: 2, kind: 'special', reason: '特邀一位。', policyVersionId }
  const agreed = { status: 'drawn' as const, askHash: 'a'.repeat(64), requestedById: newId(), approvedById: newId() }
  await db().drawRound.create({ data: round })
  const id = newId()
  const phoneCipher = encryptField(phone, { table: 'draw_special', id, column: 'phone' })
  const known = { name: '司徒远', unitName: '外地研究院', phoneCipher, phoneIndex: blindIndex('phone', phone) }
  const place = { roundId: round.id, groupId: draw.groupId }
  await db().drawSpecial.create({ data: { ...{ id, reason: '唯一的方向专家。' }, ...place, ...known } })
  await db().drawRound.update({ where: { id: round.id }, data: agreed })
  const time = { sessionFrom: later(2160 + moved), sessionTo: later(2640 + moved) }
  const seat = { id: newId(), requestId: draw.id, specialId: id, kind: 'special', rank: 1, ...place, ...time }
  return (await db().drawSeat.create({ data: seat })).id
}

test('who is from outside the pool and sits elsewhere at the new time is released and told as well', async () => {
  const [phone, own] = [fixturePhone(8521), fixturePhone(8522)]
  const draw = await drawnPanel(requester, people.slice(0, 1), { days })
  const [elsewhere, another] = [
    await drawnPanel(requester, [], { days: days + 1, size: 1 }),
    await drawnPanel(requester, people.slice(2), { days: days + 1 }),
  ]
  await outsiderIn(elsewhere, phone, 1440)
  const twice = await outsiderIn(draw, phone)
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  await postpone(draw.id, 1)
  expect((await seatNow(twice)).status).toBe('released')
  expect(await messages(twice)).toEqual(['draw.invited', 'draw.released'])
  expect((await seatNow(draw.seats[0]!)).status).toBe('notified')

  // he has come into the pool since, and was drawn
  const { accountId: id } = people[2]!
  const before = await db().account.findUniqueOrThrow({ where: { id }, select: { phoneIndex: true } })
  await db().account.update({ where: { id }, data: { phoneIndex: blindIndex('phone', own) } })
  const apart = await drawnPanel(requester, [], { days, size: 1 })
  const known = await outsiderIn(apart, own)
  await postpone(apart.id, 1)
  expect((await seatNow(known)).status).toBe('released')
  expect((await seatNow(another.seats[0]!)).status).toBe('drawn')
  await db().account.update({ where: { id }, data: before })
})

test('a time that is past is none', async () => {
  const draw = await told(people.slice(0, 1))
  expect((await refusalOf(postpone(draw.id, -20))).fieldErrors).toHaveProperty('fromDay')
  setClock(begins())
  expect((await refusalOf(postpone(draw.id, 1))).message).toContain('评审时间已到')
})
