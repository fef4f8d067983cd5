import { type StaffActor, systemActor } from '@/lib/access/actor'
import { recordDecline } from '@/lib/draw/call.dal'
import { clearDraws } from '@/lib/draw/clear.dal'
import { CLEARED } from '@/lib/draw/clear.rules'
import { startInviting } from '@/lib/draw/notify.dal'
import { eraseMember } from '@/lib/membership/erase.dal'
import { setClock } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { presetNamed } from '@/lib/policy/presets/all'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { drawDay, drawnPanel, type MadeDraw, seatTurn } from '../support/draw-seats'
import { fixturePhone } from '../support/fixtures-ids'
import { enforce } from '../support/policy'
import { staffOf } from '../support/staff'
import { makeReviewer, unitOf } from '../support/units'

useDatabase()

const worker = systemActor('draw-seats')
const phone = fixturePhone(8821)
let notifier: StaffActor
let people: Applicant[]
let draw: MadeDraw

/** A review with people behind what it reviews, somebody from outside, and words about who declined. */
beforeAll(async () => {
  await enforce('shaoxing', { path: presetNamed('wuhan').path })
  const unit = await unitOf('active')
  const reviewer = await makeReviewer('沈鉴')
  const requester = await staffOf('drawRequester')
  const operator = await staffOf('drawOperator')
  notifier = await staffOf('drawNotifier')
  people = [await expertOf(unit, reviewer), await expertOf(unit, reviewer)]
  setClock(drawDay)
  draw = await drawnPanel(requester, people)
  const subject = await db().drawSubject.findFirstOrThrow({ where: { requestId: draw.id } })
  const who = { name: '严受评', nameKey: '严受评', docIndex: 'd'.repeat(64), unitName: '受评研究院' }
  await db().drawParty.create({ data: { id: newId(), subjectId: subject.id, kind: 'leader', ...who } })
  const asked = { askedById: newId(), askedBy: '某处', at: drawDay, reason: '严受评更名' }
  await db().drawListChange.create({
    data: { id: newId(), requestId: draw.id, status: 'pending', items: [{ before: '严受评' }], ...asked },
  })
  const common = { requestId: draw.id, reason: '严受评与他有诉讼', declaredBy: '某处' }
  await db().drawAvoidance.create({
    data: {
      ...{ id: newId(), kind: 'person', source: 'applicant', name: '何回避', ...common },
      ...{ status: 'accepted', decidedById: newId(), decidedBy: '某人', decidedWhy: '查过判决书' },
    },
  })
  const [specialId, roundId, seatId] = [newId(), newId(), newId()]
  const round = { id: roundId, requestId: draw.id, number: 2, kind: 'special', reason: '国内少有' }
  await db().drawRound.create({ data: { ...round, policyVersionId: 1 } })
  await db().drawSpecial.create({
    data: {
      ...{ id: specialId, roundId, groupId: draw.groupId, name: '外来者', unitName: '外地大学', reason: '外来者最懂' },
      phoneCipher: encryptField(phone, { table: 'draw_special', id: specialId, column: 'phone' }),
      phoneIndex: blindIndex('phone', phone),
    },
  })
  const states = { askHash: 'a'.repeat(64), requestedById: newId(), approvedById: newId() }
  await db().drawRound.update({ where: { id: roundId }, data: { status: 'approved', ...states } })
  const panel = await db().drawSeat.findUniqueOrThrow({ where: { id: draw.seats[0]! } })
  const { requestId, groupId, sessionFrom, sessionTo } = panel
  await db().drawSeat.create({
    data: {
      ...{ id: seatId, requestId, groupId, sessionFrom, sessionTo, roundId, specialId },
      kind: 'special',
      rank: 1,
    },
  })
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  await recordDecline(notifier, { id: draw.seats[0]!, reason: 'health', note: '正在住院' })
})
afterAll(() => setClock(null))

const all = async () =>
  JSON.stringify(
    await Promise.all([
      db().drawParty.findMany(),
      db().drawListChange.findMany(),
      db().drawAvoidance.findMany(),
      db().drawSpecial.findMany(),
      db().drawRound.findMany(),
      db().drawCall.findMany(),
      db().drawSeat.findMany(),
    ]),
  )
const words = ['严受评', '受评研究院', '何回避', '外来者', '外地大学', '正在住院', '查过判决书', '国内少有']
const kept = async () => {
  const text = await all()
  return words.filter(word => text.includes(word))
}
const toOutside = () => db().message.count({ where: { toIndex: blindIndex('phone', phone) } })

test('nobody rewrites what was said, nor who was invited, as long as its time is not over', async () => {
  const { id } = await db().drawCall.findFirstOrThrow()
  await expect(db().drawCall.update({ where: { id }, data: { note: '没有接' } })).rejects.toThrow(/only ever emptied/)
  await expect(db().drawCall.update({ where: { id }, data: { note: CLEARED, outcome: 'noAnswer' } })).rejects.toThrow()
  await expect(db().drawSpecial.updateMany({ data: { name: '另一人' } })).rejects.toThrow(/not changed/)
})

test('three years after the review the people around it are forgotten, with the messages to who came from outside; once', async () => {
  setClock(new Date('2034-05-20T23:59:00+08:00'))
  expect(await clearDraws(worker)).toBe(0)
  expect([await kept(), await toOutside()]).toEqual([words, 1])
  setClock(new Date('2034-05-21T00:01:00+08:00'))
  expect((await Promise.all([clearDraws(worker), clearDraws(worker)])).sort()).toEqual([0, 1])
  expect([await kept(), await toOutside()]).toEqual([[], 0])
  expect(await clearDraws(worker)).toBe(0)
  // that it was held, and who of the pool was drawn, stays
  const seats = await db().drawSeat.findMany({ where: { drawId: draw.drawId } })
  expect(seats.map(seat => seat.expertId).sort()).toEqual(people.map(one => one.accountId).sort())
  expect(seats.find(seat => seat.id === draw.seats[0])).toMatchObject({
    status: 'declined',
    declineCode: 'health',
    note: null,
  })
  expect(await db().drawSubject.count({ where: { requestId: draw.id, title: '旱稻育种' } })).toBe(1)
})

test('who is erased takes the words about him along, and leaves those about others', async () => {
  setClock(drawDay)
  const another = await drawnPanel(await staffOf('drawRequester'), people, { days: 9 })
  for (const id of another.seats) {
    const call = { seatId: id, outcome: 'reached', byId: newId(), byName: '达晓', at: drawDay }
    await db().drawCall.create({ data: { id: newId(), note: '说在住院', ...call } })
    await db().drawSeat.update({ where: { id }, data: { note: '住院' } })
  }
  const expertId = people[0]!.accountId
  // invited by name he stands in the 特邀 as well
  const [roundId, specialId] = [newId(), newId()]
  const round = { id: roundId, requestId: another.id, number: 2, kind: 'special', reason: '国内少有' }
  await db().drawRound.create({ data: { ...round, policyVersionId: 1 } })
  const special = { roundId, groupId: another.groupId, name: '某专家', unitName: '某院', reason: '少有' }
  await db().drawSpecial.create({ data: { id: specialId, expertId, ...special } })
  const states = { askHash: 'a'.repeat(64), requestedById: newId(), approvedById: newId() }
  await db().drawRound.update({ where: { id: roundId }, data: { status: 'approved', ...states } })
  await db().$transaction(tx => eraseMember(worker, tx, expertId, drawDay))
  const seats = await db().drawSeat.findMany({
    where: { requestId: another.id },
    include: { calls: true },
    orderBy: { rank: 'asc' },
  })
  expect(seats.map(seat => [seat.note, seat.calls.map(call => call.note)])).toEqual([
    [null, [CLEARED]],
    ['住院', ['说在住院']],
  ])
  expect(await db().drawSpecial.findUniqueOrThrow({ where: { id: specialId } })).toMatchObject({
    ...{ expertId, name: CLEARED, unitName: CLEARED, reason: CLEARED },
  })
})
