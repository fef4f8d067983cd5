import { createHmac } from 'node:crypto'
import { POST } from '@/app/api/sms/inbound/route'
import type { StaffActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { declineSeat } from '@/lib/draw/answer.dal'
import { recordDecline } from '@/lib/draw/call.dal'
import { answerToken, replyCode } from '@/lib/draw/link'
import { lockDraws } from '@/lib/draw/lock.dal'
import { postponeDraw } from '@/lib/draw/move.dal'
import { startInviting } from '@/lib/draw/notify.dal'
import { objectSeat } from '@/lib/draw/object.dal'
import { openAnswer } from '@/lib/draw/own-seat.dal'
import { readReply, replyInDemo } from '@/lib/draw/reply.dal'
import { phoneOf } from '@/lib/expert/numbers.dal'
import { now, setClock } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { newId } from '@/lib/platform/ids'
import { presetNamed } from '@/lib/policy/presets/all'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { drawDay, drawNow, drawnPanel, type MadeDraw, seatNow, seatTurn } from '../support/draw-seats'
import { fixturePhone } from '../support/fixtures-ids'
import { inRequest } from '../support/next-headers'
import { enforce } from '../support/policy'
import { staffOf } from '../support/staff'
import { makeReviewer, refusalOf, unitOf, visitor } from '../support/units'

jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))
process.env.PUBLIC_URL = 'http://127.0.0.1:3000'
process.env.SMS_INBOUND_SECRET = 'tests-only-not-a-secret-1234'
useDatabase()

const gateway = systemActor('sms-inbound')
let requester: StaffActor
let operator: StaffActor
let people: Applicant[]
let days = 0
const later = (minutes: number) => new Date(drawDay.getTime() + days * 86_400_000 + minutes * 60_000)

beforeAll(async () => {
  await enforce('shaoxing', { path: presetNamed('wuhan').path })
  const unit = await unitOf('active')
  const reviewer = await makeReviewer('沈鉴')
  requester = await staffOf('drawRequester')
  operator = await staffOf('drawOperator')
  people = [await expertOf(unit, reviewer), await expertOf(unit, reviewer)]
})
beforeEach(() => {
  days += 7
  setClock(later(0))
})
afterAll(() => setClock(null))

async function told(more = 0): Promise<MadeDraw> {
  const draw = await drawnPanel(requester, people.slice(0, 1), { days: days + more })
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  return draw
}
const phone = async (at = 0) => (await phoneOf(gateway, people[at]!.accountId))!
const say = async (text: string, id = newId()) => readReply(gateway, { id, from: await phone(), text })
const lastMessage = async () => db().message.findFirstOrThrow({ orderBy: { id: 'desc' } })

test('B8 an SMS from his phone accepts the only invitation; the pledge is signed by the link', async () => {
  const { seats } = await told()
  expect(await say(' １。')).toBe('accepted')
  expect(await seatNow(seats[0]!)).toMatchObject({ status: 'accepted', answeredVia: 'sms', pledge: null })
  expect((await lastMessage()).template).toBe('draw.replyAccepted')
  const opened = await openAnswer(visitor(), answerToken(seats[0]!))
  expect(opened).toMatchObject({ seat: { maySign: true, accepted: { materials: [], code: null } } })
})

test('不参加 frees the place; the sender could be forged, so he hears of it and can take it back', async () => {
  const { seats } = await told()
  expect(await say('不参加')).toBe('declined')
  expect(await seatNow(seats[0]!)).toMatchObject({ status: 'declined', declineCode: 'other', answeredVia: 'sms' })
  const own = await db().message.findFirstOrThrow({
    where: { dedupeKey: { contains: seats[0]! } },
    orderBy: { id: 'desc' },
  })
  expect(own.template).toBe('draw.declinedFor')
  expect(await openAnswer(visitor(), answerToken(seats[0]!))).toMatchObject({ seat: { mayObject: true } })
})

test('after he said once that a refusal was not his, only the link refuses', async () => {
  const { seats } = await told()
  const link = { token: answerToken(seats[0]!), id: null }
  expect(await say('2')).toBe('declined')
  await objectSeat(visitor(), link)
  expect(await say('2')).toBe('unclear')
  const notifier = await staffOf('drawNotifier')
  const refusal = await refusalOf(recordDecline(notifier, { id: seats[0]!, reason: 'time', note: null }))
  expect(refusal.message).toContain('自己答复')
  expect((await seatNow(seats[0]!)).status).toBe('notified')
  expect(await declineSeat(visitor(), { ...link, reason: 'time', note: null })).toEqual({ status: 'declined' })
})

test('what is no answer, and what could mean several, changes nothing; he is told what to do, not without end', async () => {
  const { seats } = await told()
  for (const text of ['好像可以吧', '我问问', '1还是2', '不'] as const) expect(await say(text)).toBe('unclear')
  const sent = await db().message.count({ where: { template: 'draw.replyUnclear', createdAt: { gte: later(0) } } })
  expect(sent).toBe(3)
  const other = await told(1)
  expect(await say('1')).toBe('unclear')
  for (const id of [seats[0]!, other.seats[0]!]) expect((await seatNow(id)).status).toBe('notified')
})

/** What the newest message of a kind says. */
async function words(template: string): Promise<string> {
  const { id, bodyCipher } = await db().message.findFirstOrThrow({ where: { template }, orderBy: { id: 'desc' } })
  return decryptField(bodyCipher, { table: 'message', id, column: 'body' })
}
const codeNow = async (seat: string) => replyCode(seat, (await seatNow(seat)).answerBy!)
/** Of ninety codes two may be alike: not here. */
async function otherCode(seat: string, than: string): Promise<string> {
  for (;;) {
    const code = await codeNow(seat)
    if (code !== than) return code
    const { answerBy } = await seatNow(seat)
    await db().drawSeat.update({ where: { id: seat }, data: { answerBy: new Date(answerBy!.getTime() - 1000) } })
  }
}

test('the digits in an invitation say which one is answered, where several wait', async () => {
  const [one, other] = [await told(), await told(1)]
  const [first, second] = [one.seats[0]!, other.seats[0]!]
  const said = await codeNow(second)
  expect(await words('draw.invited')).toContain(`参加回复 1${said}，不参加回复 2${said}。`)
  const code = await otherCode(second, await codeNow(first))
  expect(await say(`1${code}`)).toBe('accepted')
  const statuses = [await seatNow(first), await seatNow(second)].map(seat => seat.status)
  expect(statuses).toEqual(['notified', 'accepted'])
})

test('what may be meant for an invitation that is over does not answer the next; he is told its digits', async () => {
  const gone = await told()
  const late = await codeNow(gone.seats[0]!)
  await seatTurn(later(121))
  expect((await seatNow(gone.seats[0]!)).status).toBe('expired')
  const next = (await told(1)).seats[0]!
  const code = await otherCode(next, late)
  for (const text of ['1', `1${late}`]) expect(await say(text)).toBe('unclear')
  expect((await seatNow(next)).status).toBe('notified')
  expect(await words('draw.replyUnclear')).toContain(`参加请回复 1${code}，不参加请回复 2${code}`)
  expect(await say(`1${code}`)).toBe('accepted')
})

test('after 改期 an answer needs the digits of the new time', async () => {
  const draw = await told()
  const seat = draw.seats[0]!
  const before = await codeNow(seat)
  setClock(later(30))
  const { sessionFrom, version } = await drawNow(draw.id)
  const [from, to] = [24, 27].map(by => new Date(sessionFrom!.getTime() + by * 3_600_000)) as [Date, Date]
  const moved = { id: draw.id, version, from, to, place: null, opinion: '主评专家出国' }
  await postponeDraw(await staffOf('bureauManager'), moved)
  expect(await words('draw.moved')).toContain(`参加回复 1${await codeNow(seat)}`)
  const code = await otherCode(seat, before)
  for (const text of ['1', `1${before}`]) expect(await say(text)).toBe('unclear')
  expect(await say(`2${code}`)).toBe('declined')
})

test('too late, and from a number that was never invited: nothing is answered', async () => {
  const { seats } = await told()
  setClock(later(120))
  expect(await say('1')).toBe('unclear')
  expect((await seatNow(seats[0]!)).status).toBe('notified')
  const before = await db().message.count()
  expect(await readReply(gateway, { id: newId(), from: fixturePhone(9900), text: '1' })).toBe('unknown')
  expect(await db().message.count()).toBe(before)
})

test('the same message counts once, also when it comes twice at once; neither number nor text is kept', async () => {
  const { seats } = await told()
  const id = newId()
  const both = await Promise.all([say('1', id), say('1', id)])
  expect(both.sort()).toEqual(['accepted', 'repeated'])
  expect(await say('2', id)).toBe('repeated')
  expect((await seatNow(seats[0]!)).status).toBe('accepted')
  const rows = JSON.stringify(await db().smsInbound.findMany())
  expect(rows).not.toContain(await phone())
  expect(rows).not.toContain(id)
})

test('in a demo the recipient of a message answers it; an expert is no gateway', async () => {
  const { seats } = await told()
  const message = await db().message.findFirstOrThrow({ where: { dedupeKey: `draw.invited:${seats[0]}` } })
  expect(await replyInDemo(visitor(), { messageId: message.id, text: '同意' })).toBe('accepted')
  expect((await refusalOf(replyInDemo(visitor(), { messageId: newId(), text: '1' }))).code).toBe('notFound')
  expect((await refusalOf(readReply(visitor(), { id: 'x', from: await phone(), text: '1' }))).code).toBe('signedOut')
})

/** The route, called as a gateway calls it. */
async function post(message: object, change: { at?: number; secret?: string; body?: string } = {}) {
  const body = JSON.stringify(message)
  const at = String(Math.floor(now().getTime() / 1000) + (change.at ?? 0))
  const secret = change.secret ?? process.env.SMS_INBOUND_SECRET!
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')
  const request = new Request(`${env().PUBLIC_URL}/api/sms/inbound`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-timestamp': at, 'x-signature': signature },
    body: change.body ?? body,
  })
  const answer = await inRequest(request, () => POST(request, { params: Promise.resolve({}) }))
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

test('the gateway signs what it passes on: wrong, old, altered and malformed are refused, the right one is read', async () => {
  const { seats } = await told()
  const message = { id: newId(), from: `+86${await phone()}`, text: '1' }
  expect((await post(message, { secret: 'somebody elses' })).status).toBe(403)
  expect((await post(message, { at: -301 })).status).toBe(403)
  expect((await post(message, { at: 301 })).status).toBe(403)
  expect((await post(message, { body: JSON.stringify({ ...message, text: '2' }) })).status).toBe(403)
  expect((await post({ id: '', from: 'x', text: 1 })).status).toBe(422)
  expect((await seatNow(seats[0]!)).status).toBe('notified')
  expect(await post(message)).toEqual({ status: 200, body: { outcome: 'accepted' } })
  expect(await post(message)).toEqual({ status: 200, body: { outcome: 'repeated' } })
  expect((await seatNow(seats[0]!)).status).toBe('accepted')
})

test('who waits for a draw that takes too long is no forger: the gateway is told to come again, and then it counts', async () => {
  const { seats } = await told()
  const message = { id: newId(), from: `+86${await phone()}`, text: '2' }
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
      await lockDraws(gateway, tx)
      held()
      await until
    },
    { timeout: 100_000 },
  )
  await holding
  const answer = await post(message)
  letGo()
  await other
  expect(answer).toMatchObject({ status: 503, body: { code: 'busy' } })
  expect((await seatNow(seats[0]!)).status).toBe('notified')
  expect(await post(message)).toEqual({ status: 200, body: { outcome: 'declined' } })
})
