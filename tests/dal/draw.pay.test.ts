import type { StaffActor } from '@/lib/access/actor'
import { recordAccept } from '@/lib/draw/call.dal'
import { signInCode } from '@/lib/draw/link'
import { startInviting } from '@/lib/draw/notify.dal'
import { ownSeats } from '@/lib/draw/own-seat.dal'
import { viewPapers } from '@/lib/draw/paper.dal'
import { countPay, listPay, viewPay } from '@/lib/draw/pay.dal'
import { askBanks, fillFees, markPaid, markUnpaid, printPay, setFee } from '@/lib/draw/pay-deeds.dal'
import { confirmList, holdSession } from '@/lib/draw/seat-deeds.dal'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import { missSeat, signIn } from '@/lib/draw/sign-in.dal'
import { listMessages } from '@/lib/message/staff.dal'
import { now, setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { defaultDraw } from '@/lib/policy/draw-policy'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { presetNamed } from '@/lib/policy/presets/all'
import { saveBank } from '@/lib/privacy/bank.dal'
import { saveBankSchema } from '@/lib/privacy/bank.schema'
import { reviewData } from '@/lib/privacy/own-reviews.dal'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import {
  acted,
  drawDay,
  drawNow,
  drawnPanel,
  type MadeDraw,
  seatNow,
  seatTurn,
  sessionFrom,
  sessionTo,
} from '../support/draw-seats'
import { textOfPdf } from '../support/pdf-page'
import { enforce } from '../support/policy'
import { prove, staffOf } from '../support/staff'
import { makeReviewer, outcomes, refusalOf, unitOf } from '../support/units'

useDatabase()

const account = '9900000000000000017'
let finance: StaffActor
let people: Applicant[]
let draw: MadeDraw
let seats: [string, string, string]

/** Three accepted, two came; the first has given a bank account. */
beforeAll(async () => {
  await enforce('shaoxing', {
    path: presetNamed('wuhan').path,
    draw: { ...defaultDraw, enabled: true, feeHalfDay: 400, feeDay: 800 },
  })
  const unit = await unitOf('active')
  const reviewer = await makeReviewer('沈鉴')
  const requester = await staffOf('drawRequester')
  const operator = await staffOf('drawOperator')
  const notifier = await staffOf('drawNotifier')
  finance = await staffOf('drawPaymaster')
  people = []
  for (const name of ['栾缄默', '阮守密', '鲜于迟到']) people.push(await expertOf(unit, reviewer, { name }))
  setClock(drawDay)
  draw = await drawnPanel(requester, people)
  seats = draw.seats as typeof seats
  const step = async () => ({ id: draw.id, version: (await drawNow(draw.id)).version, opinion: '按现有人数' })
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  for (const id of seats) await recordAccept(notifier, { id, note: null })
  await confirmList(operator, await step())
  // before it is over there is nothing of it for 财务
  expect((await refusalOf(viewPay(finance, draw.id))).code).toBe('notFound')
  setClock(new Date(sessionFrom.getTime() + 300_000))
  for (const id of seats.slice(0, 2))
    await signIn(operator, { id: draw.id, way: 'code', typed: signInCode(id, now()), paper: true })
  await missSeat(operator, { id: seats[2], opinion: '联系不上' })
  setClock(sessionTo)
  await holdSession(operator, await step())
  const { policy } = await currentPolicy()
  const bank = { bankCode: '', bankName: '示范银行绍兴支行', account, seen: '', agreed: true }
  const consentVersion = policy.agreements.bank.version
  await saveBank(acted(people[0]!.accountId), saveBankSchema.parse({ ...bank, consentVersion }))
})
afterAll(() => setClock(null))

const print = () => printPay(finance, { id: draw.id, reason: '交银行代发' })
const provedNow = () => prove(finance, 'draw.pay', draw.id)

test('财务 sees who came, masks only, and of the draw nothing else', async () => {
  const page = await listPay(finance, { size: 10, status: 'open' })
  expect(page.rows).toMatchObject([{ number: draw.number, people: 2, paid: 0 }])
  const view = await viewPay(finance, draw.id)
  expect(view.rows.map(row => [row.name, row.fee, row.bank])).toEqual([
    ['栾缄默', null, { name: '示范银行绍兴支行', mask: '**** 0017' }],
    ['阮守密', null, 'missing'],
  ])
  expect(view.standard).toContain('800.00')
  expect(JSON.stringify(view)).not.toContain(account)
  expect((await refusalOf(viewSeats(finance, draw.id))).code).toBe('notFound')
  expect((await refusalOf(viewPapers(finance, draw.id))).code).toBe('notFound')
})

test('nobody else of the staff sees it', async () => {
  for (const role of ['bureauManager', 'supervisor', 'drawOperator', 'drawRequester'] as const) {
    const actor = await staffOf(role)
    expect((await refusalOf(viewPay(actor, draw.id))).code).toBe('notFound')
    expect((await refusalOf(listPay(actor, { size: 5 }))).code).toBe('notFound')
    expect((await refusalOf(printPay(actor, { id: draw.id, reason: '看看' }))).code).toBe('notFound')
  }
})

test('who has no account is asked once a day, and the log does not say whom', async () => {
  expect(await askBanks(finance, { id: draw.id })).toEqual({ asked: 1 })
  await askBanks(finance, { id: draw.id })
  const sent = await db().message.findMany({ where: { template: 'draw.bankAsk' } })
  expect(sent.map(one => one.accountId)).toEqual([people[1]!.accountId])
  const log = await listMessages(await staffOf('bureauReviewer'), { size: 100, sort: 'desc' } as never)
  expect(log.rows.find(row => row.label === '请填写银行账户')?.to).toBe('不显示（抽取）')
})

test('the list is printed when every amount is there, with a reason and a second proof, which is used up', async () => {
  expect((await refusalOf(print())).message).toContain('还有 2 位')
  await fillFees(finance, { id: draw.id })
  await setFee(finance, { id: seats[1], amount: 650.5 })
  expect((await viewPay(finance, draw.id)).rows.map(row => row.fee)).toEqual([80_000, 65_050])
  expect((await refusalOf(setFee(finance, { id: seats[2], amount: 800 }))).message).toContain('没有到场')
  expect((await refusalOf(print())).code).toBe('stepUp')
  await provedNow()
  const paper = await print()
  expect((await refusalOf(print())).code).toBe('stepUp')
  const text = (await textOfPdf(Buffer.from(paper.pdf, 'base64'))).join('').replace(/\s/g, '')
  for (const said of ['栾缄默', account, '800.00', '阮守密', '650.50', '1,450.50', '示范银行绍兴支行', draw.number])
    expect(text).toContain(said)
  expect(text).not.toContain('鲜于迟到')
  const events = await db().auditEvent.findMany({
    where: { objectId: draw.id, actorId: finance.accountId, result: 'done' },
  })
  expect(events.map(event => event.action)).toEqual(expect.arrayContaining(['draw.pay', 'draw.print']))
  expect(JSON.stringify(events.map(event => event.detail))).toContain('交银行代发')
  expect(JSON.stringify(events, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(
    account,
  )
  // whoever watches the draw finds the print by its serial
  const { papers } = await viewPapers(await staffOf('supervisor'), draw.id)
  expect(papers.map(row => [row.label, row.by])).toEqual([['劳务费发放表', finance.name]])
})

test('paid once, also by two at once; then the amount stands, also in the database, until it is put right', async () => {
  const input = { id: draw.id, seats: [seats[0]] }
  const { done, failed } = await outcomes([1, 2].map(() => markPaid(finance, input)))
  expect([done.length, failed.length]).toEqual([1, 1])
  expect((await refusalOf(setFee(finance, { id: seats[0], amount: 1 }))).message).toContain('已经登记发放')
  await expect(db().drawSeat.update({ where: { id: seats[0] }, data: { fee: 1 } })).rejects.toThrow(/paid/)
  await expect(
    db().drawSeat.update({ where: { id: seats[2] }, data: { fee: 1, paidAt: now(), paidBy: '某' } }),
  ).rejects.toThrow(/draw_seat_paid/)
  // a list that is printed now pays nobody twice, and shows nobody's account who is paid
  await provedNow()
  const text = (await textOfPdf(Buffer.from((await print()).pdf, 'base64'))).join('').replace(/\s/g, '')
  for (const said of ['阮守密', '1人，合计650.50元', '另有1人已登记发放，合计800.00元']) expect(text).toContain(said)
  for (const hidden of ['栾缄默', account]) expect(text).not.toContain(hidden)
  await markUnpaid(finance, { id: seats[0], reason: '账号有误' })
  expect((await seatNow(seats[0])).paidAt).toBeNull()
  await markPaid(finance, { id: draw.id, seats: [seats[0], seats[1]] })
  expect((await refusalOf(print())).message).toContain('都已登记发放')
  expect([
    (await countPay(finance, { status: 'open' })).count,
    (await countPay(finance, { status: 'done' })).count,
  ]).toEqual([0, 1])
})

test('the expert reads what he gets and that it was paid, on his page and in his data; who did not come has none', async () => {
  const [own] = await ownSeats(acted(people[0]!.accountId))
  expect(own!.pay).toMatchObject({ yuan: '800.00', bankMissing: false, paidAt: expect.any(Date) })
  expect((await ownSeats(acted(people[2]!.accountId)))[0]!.pay).toBeNull()
  expect((await reviewData(acted(people[1]!.accountId), db()))[0]).toMatchObject({ fee: '650.50 元' })
})

test('what somebody gets himself is entered by another', async () => {
  const id = people[1]!.accountId
  const both = { ...finance, accountId: id }
  expect((await refusalOf(markUnpaid(both, { id: seats[1], reason: '退汇' }))).message).toContain('本人')
  expect((await viewPay(both, draw.id)).rows.map(row => row.own)).toEqual([false, true])
})
