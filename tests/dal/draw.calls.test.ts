import { declineSeat } from '@/lib/draw/answer.dal'
import { listCalls, recordAccept, recordCall, recordDecline, revealSeatPhone } from '@/lib/draw/call.dal'
import { answerToken } from '@/lib/draw/link'
import { startInviting } from '@/lib/draw/notify.dal'
import { objectSeat } from '@/lib/draw/object.dal'
import { openAnswer } from '@/lib/draw/own-seat.dal'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import { listInbox } from '@/lib/message/message.dal'
import { now, setClock } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import type { Applicant } from '../support/applications'
import { useDatabase } from '../support/database'
import { addSeat, drawnPanel, seatNow, seatTurn } from '../support/draw-seats'
import {
  days,
  later,
  manager,
  notifier,
  operator,
  people,
  requester,
  supervisor,
  told,
  useToldCast,
} from '../support/draw-told'
import { fixturePhone } from '../support/fixtures-ids'
import { prove, staffOf } from '../support/staff'
import { outcomes, refusalOf, visitor } from '../support/units'

useDatabase()
useToldCast()

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
