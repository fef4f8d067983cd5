import { createHash } from 'node:crypto'
import type { StaffActor } from '@/lib/access/actor'
import { acceptSeat } from '@/lib/draw/answer.dal'
import { countDraws } from '@/lib/draw/list.dal'
import { startInviting } from '@/lib/draw/notify.dal'
import { printPaper, viewPapers } from '@/lib/draw/paper.dal'
import type { PrintedPaper } from '@/lib/draw/paper.dto'
import { confirmList } from '@/lib/draw/seat-deeds.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { presetNamed } from '@/lib/policy/presets/all'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { acted, drawDay, drawNow, drawnPanel, type MadeDraw, seatTurn } from '../support/draw-seats'
import { nothingOf } from '../support/draw-secrets'
import { textOfPdf } from '../support/pdf-page'
import { enforce } from '../support/policy'
import { staffOf } from '../support/staff'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()

let operator: StaffActor
let manager: StaffActor
let requester: StaffActor
let people: Applicant[]
let draw: MadeDraw

beforeAll(async () => {
  await enforce('shaoxing', { path: presetNamed('wuhan').path })
  const unit = await unitOf('active')
  const reviewer = await makeReviewer('沈鉴')
  requester = await staffOf('drawRequester')
  operator = await staffOf('drawOperator')
  manager = await staffOf('bureauManager')
  people = [await expertOf(unit, reviewer, { name: '栾缄默' }), await expertOf(unit, reviewer, { name: '阮守密' })]
  setClock(drawDay)
  draw = await drawnPanel(requester, people)
})
afterAll(() => setClock(null))

const bytesOf = ({ pdf }: PrintedPaper) => Buffer.from(pdf, 'base64')
const textOf = async (paper: PrintedPaper) => (await textOfPdf(bytesOf(paper))).join('\n').replace(/\s/g, '')
const secrets = (text: string) =>
  nothingOf(
    people.map(one => one.accountId),
    text,
  )
const print = (kind: 'record' | 'signIn', actor = operator) => printPaper(actor, { id: draw.id, kind })

test('before the names open 抽取记录表 has places by number and what seals the draw, and nobody’s name', async () => {
  const text = await textOf(await print('record'))
  expect(await secrets(text)).toEqual([])
  for (const said of ['抽取记录表', draw.number, '第一组', '1号，2号', 'b'.repeat(20), '抽取人', '监督人', '使用单位'])
    expect(text).toContain(said)
  expect(text).toContain(`${draw.number}-01`)
  expect(text).toContain(operator.name)
})

test('签到表 is printed once the list is confirmed; sealed, with blank lines for names', async () => {
  expect((await refusalOf(print('signIn'))).message).toContain('名单确认以后')
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  const pledge = (await currentPolicy()).policy.agreements.pledge.version
  for (const [at, seat] of draw.seats.entries())
    await acceptSeat(acted(people[at]!.accountId), { token: null, id: seat, pledge, agreed: true })
  await confirmList(operator, { id: draw.id, version: (await drawNow(draw.id)).version, opinion: null })
  const text = await textOf(await print('signIn'))
  expect(await secrets(text)).toEqual([])
  for (const said of ['签到表', '1号', '2号', '签名']) expect(text).toContain(said)
})

test('once they may be read both papers have the names', async () => {
  await db().drawRequest.update({ where: { id: draw.id }, data: { unlockedAt: drawDay } })
  for (const kind of ['record', 'signIn'] as const) {
    const text = await textOf(await print(kind, manager))
    for (const { name } of [{ name: '栾缄默' }, { name: '阮守密' }]) expect(text).toContain(name)
  }
})

test('each print has a serial of its own, also of two at once, and is found by it: who printed what and when', async () => {
  const [one, other] = await Promise.all([print('record'), print('record', manager)])
  expect(one.name).not.toBe(other.name)
  const { papers } = await viewPapers(await staffOf('supervisor'), draw.id)
  expect(papers.map(row => row.serial).sort()).toEqual([1, 2, 3, 4, 5, 6].map(nth => `${draw.number}-0${nth}`))
  const stored = papers.find(row => one.name.includes(row.serial))!
  expect([stored.by, stored.sha256]).toEqual([operator.name, createHash('sha256').update(bytesOf(one)).digest('hex')])
  expect(await countDraws(manager, { text: stored.serial })).toMatchObject({ count: 1 })
  expect(await db().auditEvent.count({ where: { action: 'draw.print', objectId: draw.id, result: 'done' } })).toBe(6)
})

test('on a paper that whoever asked signs are steps and no number of ways while it is sealed, and never a count below three', async () => {
  const counts = [{ name: '第一组', eligible: 4711, excluded: { onLeave: 2, taken: 5, avoids: 7 } }]
  const another = await drawnPanel(requester, people, { days: 30 })
  // a draw is never changed: so it is written as it would have been
  await db().$executeRaw`ALTER TABLE draw DISABLE TRIGGER draw_frozen`
  await db().draw.update({ where: { id: another.drawId }, data: { counts, ways: '1'.padEnd(41, '0') } })
  await db().$executeRaw`ALTER TABLE draw ENABLE TRIGGER draw_frozen`
  const record = async () => textOf(await printPaper(operator, { id: another.id, kind: 'record' }))
  const sealed = await record()
  for (const said of ['约4000', '需要回避约6', '另有评审等约6', '可能的名单机会相同']) expect(sealed).toContain(said)
  for (const hidden of ['4711', '那几天请假', '次方']) expect(sealed).not.toContain(hidden)
  await db().drawRequest.update({ where: { id: another.id }, data: { status: 'inviting', unlockedAt: drawDay } })
  const open = await record()
  for (const said of ['4711', '那几天请假少于3，那个时间另有评审5，需要回避7', '10的40次方'])
    expect(open).toContain(said)
})

test('as long as it is sealed whoever asked reads nothing on it of those he named, and prints 签到表 on the day only', async () => {
  const both = await staffOf('drawRequester', 'bureauManager')
  const named = await drawnPanel(both, people.slice(0, 1), { days: 60, status: 'confirmed' })
  const { policyVersionId, sessionFrom, sessionTo } = await drawNow(named.id)
  const round = { id: newId(), requestId: named.id, number: 2, kind: 'special', reason: '特邀一位。', policyVersionId }
  const agreed = { status: 'drawn' as const, askHash: 'a'.repeat(64), requestedById: newId(), approvedById: newId() }
  await db().drawRound.create({ data: { ...round, ...agreed } })
  await db().drawSeat.create({
    data: {
      ...{ id: newId(), requestId: named.id, roundId: round.id, groupId: named.groupId, kind: 'special', rank: 1 },
      ...{ expertId: people[1]!.accountId, status: 'accepted', sessionFrom: sessionFrom!, sessionTo: sessionTo! },
    },
  })
  const paper = (kind: 'record' | 'signIn') => printPaper(both, { id: named.id, kind })
  const sealed = await textOf(await paper('record'))
  expect(sealed).toContain('1号')
  for (const hidden of ['2号', '（特邀）']) expect(sealed).not.toContain(hidden)
  expect((await refusalOf(paper('signIn'))).message).toContain('评审当天')
  const prints = async (actor: StaffActor) =>
    (await viewPapers(actor, named.id)).kinds.map(({ whyNot }) => whyNot === null)
  expect([await prints(both), await prints(operator)]).toEqual([
    [true, false],
    [true, true],
  ])
  setClock(sessionFrom)
  expect(await prints(both)).toEqual([true, true])
  setClock(drawDay)
  await db().drawRequest.update({ where: { id: named.id }, data: { unlockedAt: drawDay } })
  const open = await textOf(await paper('record'))
  for (const said of ['特邀1号', '阮守密']) expect(open).toContain(said)
})

test('an attempt is described as it was drawn, whatever its groups are called since', async () => {
  const renamed = await drawnPanel(requester, people, { days: 90 })
  // as in a request that was returned after its draw was declared void
  await db().$executeRaw`ALTER TABLE draw_group DISABLE TRIGGER draw_group_frozen`
  await db().drawGroup.update({ where: { id: renamed.groupId }, data: { name: '改名后的组' } })
  await db().$executeRaw`ALTER TABLE draw_group ENABLE TRIGGER draw_group_frozen`
  const text = await textOf(await printPaper(operator, { id: renamed.id, kind: 'record' }))
  expect(text).toContain('第一组')
})

test('who only looks prints nothing, and is offered nothing', async () => {
  for (const actor of [requester, await staffOf('supervisor'), await staffOf('drawNotifier')])
    expect((await refusalOf(print('record', actor))).code).toBe('notFound')
  expect((await viewPapers(requester, draw.id)).kinds).toEqual([])
})
