import { declineSeat } from '@/lib/draw/answer.dal'
import { answerToken } from '@/lib/draw/link'
import { lockDraws } from '@/lib/draw/lock.dal'
import { startInviting } from '@/lib/draw/notify.dal'
import { releaseSeat } from '@/lib/draw/seat-deeds.dal'
import { voidDraw } from '@/lib/draw/void.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { drawLifeInvariants } from '@/lib/verify/draw-life.rules'
import { Prisma } from '@/prisma/generated/client'
import { useDatabase } from '../support/database'
import {
  begins,
  days,
  later,
  manager,
  operator,
  people,
  postpone,
  requester,
  told,
  useMovedCast,
} from '../support/draw-moved'
import { drawNow, drawnPanel, seatNow, seatTurn } from '../support/draw-seats'
import { refusalOf, visitor } from '../support/units'

useDatabase()
useMovedCast()

test('a seat that nobody was told of when the session begins is released by the worker, started or not', async () => {
  const [untold, started] = [await drawnPanel(requester, people.slice(0, 1), { days }), await told(people.slice(1, 2))]
  await db().drawSeat.update({ where: { id: started.seats[0]! }, data: { status: 'drawn', notifiedAt: null } })
  setClock(begins())
  await seatTurn()
  for (const id of [untold.seats[0]!, started.seats[0]!])
    expect(await seatNow(id)).toMatchObject({ status: 'released', notifiedAt: null })
  expect(await seatTurn()).toBe(0)
})

test('a time to answer that ends with the beginning of the session asks nobody for a 补抽', async () => {
  const draw = await drawnPanel(requester, people.slice(0, 1), { days, answerMinutes: 20_000 })
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  const before = await db().message.count({ where: { template: 'draw.short' } })
  setClock(begins())
  await seatTurn()
  expect((await seatNow(draw.seats[0]!)).status).toBe('expired')
  expect(await db().message.count({ where: { template: 'draw.short' } })).toBe(before)
})

test('one seat that throws keeps no other waiting, and is tried again', async () => {
  const draw = await drawnPanel(requester, people, { days })
  await startInviting(operator, { id: draw.id, version: 0 })
  const { accountId } = people[0]!
  const { phoneCipher } = await db().account.findUniqueOrThrow({ where: { id: accountId } })
  await db().account.update({ where: { id: accountId }, data: { phoneCipher: 'unreadable' } })
  await seatTurn()
  await db().account.update({ where: { id: accountId }, data: { phoneCipher } })
  const statuses = await Promise.all(draw.seats.map(async id => (await seatNow(id)).status))
  expect(statuses).toEqual(['drawn', 'notified', 'notified'])
  expect(await seatTurn()).toBe(1)
  expect((await seatNow(draw.seats[0]!)).status).toBe('notified')
})

test('a first draw can be void after untold people were taken off, and takes 补抽 and 特邀 built on it with it', async () => {
  const draw = await drawnPanel(requester, people.slice(0, 2), { days })
  await releaseSeat(manager, { id: draw.seats[0]!, opinion: '来函说明' })
  const { policyVersionId } = await drawNow(draw.id)
  const round = { id: newId(), requestId: draw.id, number: 2, kind: 'special', reason: '特邀一位。', policyVersionId }
  const agreed = { status: 'drawn' as const, askHash: 'a'.repeat(64), requestedById: newId(), approvedById: newId() }
  await db().drawRound.create({ data: { ...round, ...agreed } })
  const seat = await db().drawSeat.create({
    data: {
      ...{ id: newId(), requestId: draw.id, roundId: round.id, groupId: draw.groupId, kind: 'special', rank: 1 },
      ...{ expertId: people[2]!.accountId, sessionFrom: begins(), sessionTo: later(5000) },
    },
  })
  const { version } = await db().drawRound.findUniqueOrThrow({ where: { id: draw.roundId } })
  await voidDraw(manager, { drawId: draw.drawId, version, opinion: '条件写错' })
  for (const id of [...draw.seats, seat.id]) expect((await seatNow(id)).status).toBe('released')
  expect((await db().drawRound.findUniqueOrThrow({ where: { id: round.id } })).status).toBe('void')
  expect((await drawNow(draw.id)).status).toBe('approved')
})

test('whoever waits for a draw that takes too long is told to come again, with nothing done', async () => {
  const draw = await told(people.slice(0, 1))
  let held = () => {}
  const holding = new Promise<void>(go => {
    held = go
  })
  let letGo = () => {}
  const until = new Promise<void>(go => {
    letGo = go
  })
  const other = db().$transaction(
    async tx => {
      await lockDraws(manager, tx)
      held()
      await until
    },
    { timeout: 100_000 },
  )
  await holding
  const decline = declineSeat(visitor(), { token: answerToken(draw.seats[0]!), id: null, reason: 'time', note: null })
  expect((await refusalOf(decline)).message).toBe('正在抽取，请稍后再试。')
  letGo()
  await other
  expect((await seatNow(draw.seats[0]!)).status).toBe('notified')
})

test('the checker of the whole database sees a seat that was forgotten, and one at another time', async () => {
  const own = drawLifeInvariants.map(({ sentence }) => sentence)
  const seen = async () => {
    const found: string[] = []
    for (const { sentence, sql } of drawLifeInvariants)
      for (const { what } of await db().$queryRaw<{ what: string }[]>(Prisma.raw(sql)))
        found.push(`${what}: ${sentence}`)
    return found
  }
  const draw = await told(people.slice(0, 1))
  await postpone(draw.id, 1)
  expect(await seen()).toEqual([])
  const [id] = draw.seats as [string]
  const { sessionTo } = await seatNow(id)
  await db().drawSeat.update({ where: { id }, data: { sessionTo: new Date(sessionTo.getTime() + 1000) } })
  expect(await seen()).toEqual([`seat ${id}: ${own[1]}`])
  await db().drawSeat.update({ where: { id }, data: { sessionTo } })
  await db().drawRequest.update({ where: { id: draw.id }, data: { status: 'cancelled' } })
  expect(await seen()).toEqual([`seat ${id}: ${own[0]}`])
  await db().drawRequest.update({ where: { id: draw.id }, data: { status: 'inviting' } })
  const audited = await db().auditEvent.findMany({ where: { objectId: draw.id, result: 'done' } })
  const versions = audited.flatMap(({ detail }) => (detail as { version?: number } | null)?.version ?? [])
  expect(new Set(versions).size).toBe(versions.length)
})
