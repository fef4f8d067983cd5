import type { StaffActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { acceptSeat, declineSeat } from '@/lib/draw/answer.dal'
import { recordAccept } from '@/lib/draw/call.dal'
import { answerToken } from '@/lib/draw/link'
import { startInviting } from '@/lib/draw/notify.dal'
import { addSpecialSchema } from '@/lib/draw/request.schema'
import { decideRound, openRound, submitRound } from '@/lib/draw/request-round.dal'
import { addSpecial } from '@/lib/draw/request-special.dal'
import { viewDraw } from '@/lib/draw/request-view.dal'
import { confirmList } from '@/lib/draw/seat-deeds.dal'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import { outsidersAtDoor, signInByTwo, signInOutsider, undocumentedAtDoor } from '@/lib/draw/sign-in.dal'
import { unlockDue } from '@/lib/draw/unlock.dal'
import { listInbox } from '@/lib/message/message.dal'
import { setClock } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { useDatabase } from '../support/database'
import { drawNow, seatNow, seatTurn } from '../support/draw-seats'
import { allowDraws, approvedDraw, officeNamed, poolOf, requesterOf } from '../support/draws'
import { fixturePhone } from '../support/fixtures-ids'
import { staffOf } from '../support/staff'
import { refusalOf, visitor } from '../support/units'

useDatabase()

let requester: StaffActor
let manager: StaffActor
let operator: StaffActor

beforeAll(async () => {
  await allowDraws()
  requester = await requesterOf(await officeNamed())
  manager = await staffOf('bureauManager')
  operator = await staffOf('drawOperator')
})

afterAll(() => setClock(null))

/** A request whose first round was drawn, without the draw itself. */
async function drawn() {
  const { request, round, groups } = await approvedDraw(requester, manager)
  await db().drawRound.update({ where: { id: round.id }, data: { status: 'drawn' } })
  await db().drawRequest.update({ where: { id: request.id }, data: { status: 'drawn' } })
  return { id: request.id, groupId: groups[0]!.id, request }
}

type Named = { expertId: string } | { name: string; unitName: string; phone: string }

/** A 特邀 of these people, agreed to by another person. */
async function invited(draw: { id: string; groupId: string }, people: Named[], by: StaffActor = manager) {
  const { id } = await openRound(requester, { requestId: draw.id, kind: 'special', reason: '库内没有这个方向。' })
  for (const one of people)
    await addSpecial(
      requester,
      addSpecialSchema.parse({
        ...{ roundId: id, groupId: draw.groupId, reason: '唯一的方向专家。', title: '' },
        ...{ from: 'expertId' in one ? 'pool' : 'outside', ...one },
      }),
    )
  const round = () => db().drawRound.findUniqueOrThrow({ where: { id } })
  await submitRound(requester, { id, version: (await round()).version })
  const { version, askHash } = await round()
  const answer = await decideRound(by, { id, version, event: 'approve', opinion: null, askHash: askHash! })
  return { id, answer, round }
}

const seatsOf = (roundId: string) =>
  db().drawSeat.findMany({ where: { roundId }, include: { special: true }, orderBy: { rank: 'asc' } })
const reasons = async (roundId: string) => {
  const rows = await db().drawSpecial.findMany({ where: { roundId }, orderBy: { id: 'asc' } })
  return rows.map(row => row.outReason)
}
const outside = (serial: number, name = '欧阳海') => ({
  name,
  unitName: '外地研究院',
  phone: fixturePhone(7000 + serial),
})

test('who is named gets a seat when the round is agreed to, and the round is over: another may begin', async () => {
  const draw = await drawn()
  const [expertId] = (await poolOf(1)) as [string]
  const { id, answer, round } = await invited(draw, [{ expertId }, outside(1)])
  expect(answer).toEqual({ label: '已邀请' })
  expect((await round()).status).toBe('drawn')
  const seats = await seatsOf(id)
  expect(seats.map(({ kind, status, expertId: who }) => [kind, status, who])).toEqual([
    ['special', 'drawn', expertId],
    ['special', 'drawn', null],
  ])
  expect(await reasons(id)).toEqual([null, null])
  expect((await viewDraw(manager, draw.id)).later[0]).toMatchObject({ statusLabel: '已邀请', outCount: 0 })
  const next = await openRound(requester, { requestId: draw.id, kind: 'supplement', reason: '还要补一位专家。' })
  expect(next.id).toBeTruthy()
})

test('both are told like everybody else, and answer by the link', async () => {
  const draw = await drawn()
  const phone = fixturePhone(7020)
  const { id } = await invited(draw, [{ name: '司徒远', unitName: '外地研究院', phone }])
  await startInviting(operator, { id: draw.id, version: draw.request.version })
  await seatTurn()
  const [seat] = await seatsOf(id)
  expect(seat).toMatchObject({ status: 'notified', specialId: expect.any(String) })
  const told = (await listInbox(visitor(), 300)).filter(one => one.text.includes(answerToken(seat!.id)))
  expect(told.map(one => one.to.slice(-4))).toEqual([phone.slice(-4)])
  const pledge = (await currentPolicy()).policy.agreements.pledge.version
  const answer = { token: answerToken(seat!.id), id: null, pledge, agreed: true as const }
  expect(await acceptSeat(visitor(), answer)).toEqual({ status: 'accepted' })
})

test('who keeps away, is away or drawn already is not asked; managers read why, whoever asked nothing yet', async () => {
  const draw = await drawn()
  const [avoiding, away, seated, fine] = (await poolOf(4)) as [string, string, string, string]
  await db().drawAvoidance.create({
    data: {
      ...{ id: newId(), requestId: draw.id, kind: 'person', source: 'requester', expertId: avoiding, reason: '师生' },
      ...{ status: 'accepted', declaredBy: '某人', decidedById: newId(), decidedBy: '另一人' },
    },
  })
  const day = new Date(`${draw.request.sessionFrom!.toISOString().slice(0, 10)}T00:00:00Z`)
  await db().expertLeave.create({ data: { id: newId(), expertId: away, fromDay: day, toDay: day } })
  const before = await invited(draw, [{ expertId: seated }])
  const people = [avoiding, away, seated, fine].map(expertId => ({ expertId }))
  const { id } = await invited(draw, people)
  expect(await reasons(id)).toEqual(['avoids', 'onLeave', 'asked', null])
  expect((await seatsOf(id)).map(seat => seat.expertId)).toEqual([fine])
  expect(await seatsOf(before.id)).toHaveLength(1)
  const read = (await viewDraw(manager, draw.id)).later.find(round => round.id === id)!
  const words = read.specials.map(one => one.out)
  expect(words).toEqual(['需要回避', expect.stringContaining('请假、另有安排'), words[1], null])
  const own = (await viewDraw(requester, draw.id)).later.find(round => round.id === id)!
  expect([own.outCount, own.specials.map(one => one.out)]).toEqual([null, [null, null, null, null]])
  const event = await db().auditEvent.findFirstOrThrow({
    where: { objectId: id, action: 'draw.save' },
    orderBy: { id: 'desc' },
  })
  expect(event.detail).toMatchObject({ special: 'seated', named: 4, out: 3 })
})

test('naming one person tells whoever asked nothing before the names open: no message, no figure, no place more or less', async () => {
  const draw = await drawn()
  const phone = fixturePhone(7201)
  await db().account.update({
    where: { id: requester.accountId },
    data: {
      phoneCipher: encryptField(phone, { table: 'account', id: requester.accountId, column: 'phone' }),
      phoneIndex: blindIndex('phone', phone),
    },
  })
  const toAsker = (template: string) => db().message.count({ where: { template, accountId: requester.accountId } })
  const [seated, fine] = (await poolOf(2)) as [string, string]
  const first = await invited(draw, [{ expertId: seated }])
  const counts = async () => (await viewSeats(requester, draw.id)).groups
  const before = await counts()
  await invited(draw, [{ expertId: seated }])
  const { id } = await invited(draw, [{ expertId: fine }])
  expect(await counts()).toEqual(before)
  const [seen] = (await viewSeats(manager, draw.id)).groups
  expect(seen!.counts).toEqual([])
  expect(seen!.special).toMatchObject({ places: 2, counts: [{ status: 'drawn', count: '2' }] })
  const outCounts = async (by: StaffActor) => (await viewDraw(by, draw.id)).later.map(round => round.outCount)
  expect([await outCounts(requester), await outCounts(manager)]).toEqual([
    [null, null, null],
    [0, 1, 0],
  ])
  // that somebody he named declines says as much
  await startInviting(operator, { id: draw.id, version: draw.request.version })
  await seatTurn()
  for (const seat of [...(await seatsOf(id)), ...(await seatsOf(first.id))])
    await declineSeat(visitor(), { token: answerToken(seat.id), id: null, reason: 'time', note: null })
  expect([await toAsker('draw.specialOut'), await toAsker('draw.short')]).toEqual([0, 0])
  expect(await counts()).toEqual(before)
  await db().drawRequest.update({ where: { id: draw.id }, data: { status: 'confirmed' } })
  setClock(draw.request.sessionFrom)
  await unlockDue(systemActor('draw-seats'))
  expect(await toAsker('draw.specialOut')).toBe(1)
  expect(await outCounts(requester)).toEqual([0, 1, 0])
  setClock(null)
})

test('who sits elsewhere at that time is not asked, in the pool or not', async () => {
  const [one, two] = [await drawn(), await drawn()]
  const [expertId] = (await poolOf(1)) as [string]
  await invited(one, [{ expertId }, outside(40)])
  const { id } = await invited(two, [{ expertId }, outside(40)])
  expect(await reasons(id)).toEqual(['taken', 'taken'])
  expect(await seatsOf(id)).toEqual([])
})

test('somebody of the pool who is written down as from outside is asked as who he is; his number for another is not', async () => {
  const draw = await drawn()
  const [own, other] = (await poolOf(2)) as [string, string]
  const phoneOf = async (id: string, serial: number) => {
    const phone = fixturePhone(7100 + serial)
    const phoneCipher = encryptField(phone, { table: 'account', id, column: 'phone' })
    await db().account.update({ where: { id }, data: { phoneCipher, phoneIndex: blindIndex('phone', phone) } })
    return phone
  }
  const name = '上官云'
  await db().expert.update({ where: { accountId: own }, data: { name } })
  const { id } = await invited(draw, [
    { name, unitName: '某单位', phone: await phoneOf(own, 1) },
    { name: '别的人', unitName: '某单位', phone: await phoneOf(other, 2) },
  ])
  expect(await reasons(id)).toEqual([null, 'number'])
  expect((await seatsOf(id)).map(seat => seat.expertId)).toEqual([own])
})

test('an outsider of a unit that is reviewed, or known by phone, keeps away', async () => {
  const draw = await drawn()
  const subjectId = newId()
  await db().drawSubject.create({ data: { id: subjectId, requestId: draw.id, position: 9, title: '某项目' } })
  await db().drawParty.create({
    data: { id: newId(), subjectId, kind: 'unit', unitName: '江海研究所', unitKey: '江海研究所' },
  })
  await db().drawParty.create({
    data: { id: newId(), subjectId, kind: 'leader', name: '某甲', phoneIndex: blindIndex('phone', outside(61).phone) },
  })
  const { id } = await invited(draw, [{ ...outside(60), unitName: '江海研究所' }, outside(61), outside(62)])
  expect(await reasons(id)).toEqual(['avoids', 'avoids', null])
})

test('what is reviewed no more, and what was declared for it, keeps no outsider away', async () => {
  const draw = await drawn()
  const subjectId = newId()
  const endedAt = new Date()
  await db().drawSubject.create({
    data: { id: subjectId, requestId: draw.id, position: 9, title: '撤下的项目', endedAt },
  })
  await db().drawParty.create({
    data: { id: newId(), subjectId, kind: 'leader', name: '某甲', phoneIndex: blindIndex('phone', outside(71).phone) },
  })
  await db().drawAvoidance.create({
    data: {
      ...{ id: newId(), requestId: draw.id, subjectId, kind: 'unit', source: 'applicant', unitName: '江湖研究所' },
      ...{ reason: '曾有纠纷', endedAt, status: 'accepted', declaredBy: '某人' },
      ...{ decidedById: newId(), decidedBy: '另一人' },
    },
  })
  const { id } = await invited(draw, [outside(71), { ...outside(72), unitName: '江湖研究所' }])
  expect(await reasons(id)).toEqual([null, null])
})

test('two managers agree at once: everybody has one seat', async () => {
  const draw = await drawn()
  const [expertId] = (await poolOf(1)) as [string]
  const { id } = await openRound(requester, { requestId: draw.id, kind: 'special', reason: '库内没有这个方向。' })
  const person = { roundId: id, groupId: draw.groupId, reason: '唯一的方向专家。', from: 'pool', expertId }
  await addSpecial(requester, addSpecialSchema.parse(person))
  const round = () => db().drawRound.findUniqueOrThrow({ where: { id } })
  await submitRound(requester, { id, version: (await round()).version })
  const { version, askHash } = await round()
  const command = { id, version, event: 'approve' as const, opinion: null, askHash: askHash! }
  const both = await Promise.allSettled([manager, await staffOf('bureauManager')].map(one => decideRound(one, command)))
  expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await seatsOf(id)).toHaveLength(1)
})

test('an outsider who accepted on the telephone comes in by his place, his name and the pledge on paper', async () => {
  const draw = await drawn()
  const [expertId] = (await poolOf(1)) as [string]
  const { id } = await invited(draw, [{ expertId }, outside(80, '司徒远')])
  await startInviting(operator, { id: draw.id, version: draw.request.version })
  await seatTurn()
  const notifier = await staffOf('drawNotifier')
  const seats = await seatsOf(id)
  for (const seat of seats) await recordAccept(notifier, { id: seat.id, note: null })
  const [member, guest] = ['expert', 'outside'].map(
    who => seats.find(seat => (seat.expertId === null) === (who === 'outside'))!.id,
  ) as [string, string]
  const come = (change: object = {}) => signInOutsider(operator, { id: guest, name: '司徒远', paper: true, ...change })
  expect((await refusalOf(come())).message).toContain('请先确认名单')
  const { version } = await drawNow(draw.id)
  await confirmList(operator, { id: draw.id, version, opinion: '按现有人数评审' })
  setClock(new Date(draw.request.sessionFrom!.getTime() - 600_000))
  expect(await outsidersAtDoor(operator, draw.id)).toEqual([guest])
  expect((await refusalOf(come({ name: '欧阳海' }))).fieldErrors).toHaveProperty('name')
  expect((await refusalOf(come({ paper: false }))).fieldErrors).toHaveProperty('paper')
  expect((await refusalOf(come({ id: member }))).message).toContain('在库专家')
  expect((await refusalOf(come({ id: newId() }))).code).toBe('notFound')
  expect(await come()).toMatchObject({ seat: expect.stringMatching(/材料组 特邀 \d+ 号/), waiting: 1 })
  expect(await seatNow(guest)).toMatchObject({
    ...{ status: 'present', signedInAt: expect.any(Date), pledgeBy: operator.name, pledgeById: operator.accountId },
  })
  expect(await outsidersAtDoor(operator, draw.id)).toEqual([])
  // who is in the pool with no document on record comes in by two people who know him by another paper
  expect(await undocumentedAtDoor(operator, draw.id)).toEqual([member])
  const { name } = await db().expert.findUniqueOrThrow({ where: { accountId: expertId } })
  const two = { id: member, name, shown: 'workCard' as const, witness: '门卫甲', paper: true }
  const known = (change: object = {}) => signInByTwo(operator, { ...two, ...change })
  for (const witness of [operator.name, name])
    expect((await refusalOf(known({ witness }))).fieldErrors).toHaveProperty('witness')
  expect((await refusalOf(known({ name: '欧阳海' }))).fieldErrors).toHaveProperty('name')
  expect((await refusalOf(known({ paper: false }))).fieldErrors).toHaveProperty('paper')
  expect((await refusalOf(known({ id: guest }))).message).toContain('没有登记证件')
  expect(await known()).toMatchObject({ waiting: 0, unlocked: true })
  const doorNote = `凭工作证，由${operator.name}、门卫甲共同核对`
  expect(await seatNow(member)).toMatchObject({ status: 'present', doorNote })
  const supervisor = await staffOf('supervisor')
  expect((await viewSeats(supervisor, draw.id)).rows.find(row => row.id === member)).toMatchObject({ door: doorNote })
  const [noted] = await db().auditEvent.findMany({ where: { objectId: member, action: 'draw.signIn', result: 'done' } })
  expect([noted!.actorId, noted!.detail]).toMatchObject([operator.accountId, { by: doorNote }])
  // by hand at the door, in the trail as everybody else is
  const trail = await db().auditEvent.findMany({ where: { objectId: guest, action: 'drawSeat.signIn' } })
  expect(trail.map(event => [event.actorId, event.result])).toEqual([[operator.accountId, 'done']])
})
