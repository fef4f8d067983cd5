import type { StaffActor, StaffRoleName } from '@/lib/access/actor'
import { bureauMatters } from '@/lib/desk/matters.dal'
import { submitRequest } from '@/lib/draw/approve.dal'
import { callsToMake, drawsUnchecked } from '@/lib/draw/desk.dal'
import { startInviting } from '@/lib/draw/notify.dal'
import { addSpecialSchema } from '@/lib/draw/request.schema'
import { decideRound, openRound, submitRound } from '@/lib/draw/request-round.dal'
import { addSpecial } from '@/lib/draw/request-special.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { voidDraw } from '@/lib/draw/void.dal'
import { setClock } from '@/lib/platform/clock'
import { blindIndex, decryptField, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useDatabase } from '../support/database'
import { makeExperts } from '../support/draw-pool'
import { drawDay, drawnPanel, seatTurn, sessionTo } from '../support/draw-seats'
import {
  allowDraws,
  approvedDraw,
  decideDraw,
  draftDraw,
  groupInput,
  officeNamed,
  requestedDraw,
  requesterOf,
  storedDraw,
} from '../support/draws'
import { fixturePhone } from '../support/fixtures-ids'
import { prove, staffOf } from '../support/staff'
import { refusalOf } from '../support/units'

useDatabase()

let requester: StaffActor
let manager: StaffActor
let operator: StaffActor
let notifier: StaffActor
let people: { accountId: string }[]

beforeAll(async () => {
  await allowDraws()
  requester = await requesterOf(await officeNamed())
  manager = await staffOf('bureauManager')
  operator = await staffOf('drawOperator')
  notifier = await staffOf('drawNotifier')
  people = (await makeExperts(3)).map(accountId => ({ accountId }))
})
afterEach(() => setClock(null))

const waits = async (actor: StaffActor) =>
  Object.fromEntries((await bureauMatters(actor)).map(({ label, href, count }) => [label, [count, href]]))

const givePhone = (id: string, phone: string) =>
  db().account.update({
    where: { id },
    data: {
      phoneCipher: encryptField(phone, { table: 'account', id, column: 'phone' }),
      phoneIndex: blindIndex('phone', phone),
    },
  })
const toldToRun = (roundId: string) =>
  db().message.findMany({
    where: { template: 'draw.toRun', dedupeKey: { contains: roundId } },
    orderBy: { id: 'asc' },
  })

test('who approves reads on his desk of which role that draws want there is nobody', async () => {
  const lacking = '抽取还没有人担任：监督人员'
  expect(await waits(manager)).not.toHaveProperty(lacking)
  await allowDraws({ method: 'leximin' })
  expect(await waits(manager)).toMatchObject({ [lacking]: [1, '/bureau/draws'] })
  expect(await waits(operator)).toEqual({})
  await allowDraws({ unseal: 'two' })
  expect(await waits(manager)).toMatchObject({ [lacking]: [1, '/bureau/draws'] })
  await staffOf('supervisor')
  expect(await waits(manager)).not.toHaveProperty(lacking)
  await allowDraws()
})

test('what waits for the draw stands on the desk of who draws, and of nobody who does not', async () => {
  expect(await waits(operator)).toEqual({})
  await approvedDraw(requester, manager)
  expect(await waits(operator)).toEqual({ 等待抽取的需求: [1, '/bureau/draws?status=approved'] })
  for (const role of ['drawNotifier', 'drawPaymaster', 'drawRequester'] as const)
    expect(await waits(await staffOf(role))).toEqual({})
  for (const role of ['supervisor', 'bureauManager'] as const)
    expect(await waits(await staffOf(role))).not.toHaveProperty('等待抽取的需求')
  for (const role of ['noticeEditor', 'systemAdmin', 'departmentReviewer'] as const satisfies StaffRoleName[])
    expect((await refusalOf(bureauMatters(await staffOf(role)))).code).toBe('notFound')
})

test('who draws is told when a round is agreed to: by SMS, or by e-mail where he has no phone', async () => {
  const byMail = await staffOf('drawOperator')
  const address = { email: 'chouqu@example.cn', emailProvedAt: new Date() }
  await db().account.update({ where: { id: byMail.accountId }, data: address })
  await givePhone(operator.accountId, fixturePhone(8511))
  const { request, round } = await requestedDraw(requester)
  expect(await toldToRun(round.id)).toEqual([])
  await decideDraw(manager, request.id, 'approve')
  const sent = await toldToRun(round.id)
  expect(sent.map(one => [one.accountId, one.channel]).sort()).toEqual(
    [
      [operator.accountId, 'sms'],
      [byMail.accountId, 'email'],
    ].sort(),
  )
  const { id, bodyCipher } = sent.find(one => one.channel === 'sms')!
  const text = decryptField(bodyCipher, { table: 'message', id, column: 'body' })
  expect(text).toContain(`抽取需求 ${request.number} 已获同意，等待抽取`)
  expect(text).not.toContain(request.title)

  const other = await requestedDraw(requester)
  await decideDraw(manager, other.request.id, 'return')
  expect(await toldToRun(other.round.id)).toEqual([])
})

test('after a draw was declared void who draws is told again: it waits for him once more', async () => {
  const titleCode = '012'
  await makeExperts(5, () => ({ titleCode }))
  await givePhone(operator.accountId, fixturePhone(8512))
  const groups = [groupInput({ size: 3, conditions: { titles: [titleCode] } })]
  const { request, round } = await approvedDraw(requester, manager, { groups })
  const told = async () => (await toldToRun(round.id)).filter(one => one.accountId === operator.accountId)
  expect(await told()).toHaveLength(1)
  const version = async () => (await db().drawRound.findUniqueOrThrow({ where: { id: round.id } })).version
  await prove(operator, 'draw.run', round.id)
  const { drawId } = await runDraw(operator, { roundId: round.id, version: await version() })
  await voidDraw(manager, { drawId, version: await version(), opinion: '对象漏报。' })
  const again = (await told())[1]
  expect(decryptField(again!.bodyCipher, { table: 'message', id: again!.id, column: 'body' })).toContain(
    `抽取需求 ${request.number} 的抽取已宣布无效，等待抽取`,
  )
})

test('a 补抽 that is agreed to is told as well, one that is returned is not; whoever asked finds it', async () => {
  const asker = await requesterOf(await officeNamed())
  const { request, round } = await approvedDraw(asker, manager)
  await db().drawRound.update({ where: { id: round.id }, data: { status: 'drawn' } })
  await db().drawRequest.update({ where: { id: request.id }, data: { status: 'drawn' } })
  const { id } = await openRound(asker, { requestId: request.id, kind: 'supplement', reason: '两位专家请假。' })
  const decide = async (event: 'approve' | 'return', opinion: string | null) => {
    const { version, askHash } = await db().drawRound.findUniqueOrThrow({ where: { id } })
    return decideRound(manager, { id, version, event, opinion, askHash: askHash! })
  }
  await submitRound(asker, { id, version: 0 })
  await decide('return', '请写明人数。')
  expect(await toldToRun(id)).toEqual([])
  expect(await waits(asker)).toEqual({ '被退回、等您修改的抽取需求': [1, `/bureau/draws/${request.id}`] })
  const { version } = await db().drawRound.findUniqueOrThrow({ where: { id } })
  await submitRound(asker, { id, version })
  expect(await waits(asker)).toEqual({})
  await decide('approve', null)
  expect((await toldToRun(id)).length).toBeGreaterThan(0)
})

test('a 特邀, which nobody draws, is told to nobody', async () => {
  const { id, version } = await draftDraw(requester)
  const round = await openRound(requester, { requestId: id, kind: 'special', reason: '没有这个方向的专家。' })
  const { groups } = await storedDraw(id)
  const given = { from: 'pool', expertId: people[0]!.accountId, reason: '唯一的方向专家。' }
  await addSpecial(requester, addSpecialSchema.parse({ roundId: round.id, groupId: groups[0]!.id, ...given }))
  await submitRequest(requester, { id, version })
  await decideDraw(manager, id, 'approve')
  const sent = await db().drawRound.findUniqueOrThrow({ where: { id: round.id } })
  const agreed = {
    id: round.id,
    version: sent.version,
    event: 'approve',
    opinion: null,
    askHash: sent.askHash!,
  } as const
  await decideRound(manager, agreed)
  expect(await toldToRun(round.id)).toEqual([])
})

test('whoever asked finds what came back, and the feedback he owes; of others nothing', async () => {
  const asker = await requesterOf(await officeNamed())
  const { request } = await requestedDraw(asker)
  expect(await waits(asker)).toEqual({})
  await decideDraw(manager, request.id, 'return')
  expect(await waits(asker)).toEqual({ '被退回、等您修改的抽取需求': [1, `/bureau/draws/${request.id}`] })
  expect(await waits(await requesterOf(await officeNamed()))).toEqual({})
  setClock(drawDay)
  const draw = await drawnPanel(asker, people, { days: 30 })
  await db().drawRequest.update({ where: { id: draw.id }, data: { status: 'held' } })
  expect((await waits(asker)).等您反馈履职情况的评审).toEqual([1, `/bureau/draws/${draw.id}/feedback`])
})

test('from the draw to the end of the review: who tells, who calls and who closes it finds it on his desk', async () => {
  setClock(drawDay)
  const draw = await drawnPanel(requester, people)
  expect((await waits(operator))['已抽取、等待开始通知的评审']).toEqual([1, `/bureau/draws/${draw.id}/seats`])
  expect(await waits(notifier)).toEqual({})
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  expect(await waits(notifier)).toEqual({
    '还没有答复、可以打电话通知的专家': [people.length, `/bureau/draws/${draw.id}/seats`],
  })
  expect((await waits(operator))['已抽取、等待开始通知的评审']).toBeUndefined()
  // nobody calls for a draw he asked for, now or before it was taken over
  const asks = [requester.accountId, notifier.accountId] as const
  const takenOver = (requesterId: string, formerRequesterIds: string[]) =>
    db().drawRequest.update({ where: { id: draw.id }, data: { requesterId, formerRequesterIds } })
  await takenOver(asks[1], [asks[0]])
  expect(await callsToMake(notifier)).toEqual({ count: 0, requestId: null })
  await takenOver(asks[0], [...asks])
  expect(await callsToMake(notifier)).toEqual({ count: 0, requestId: null })
  await db().drawRequest.update({ where: { id: draw.id }, data: { status: 'confirmed' } })
  expect((await waits(operator))['时间已过、等待办理“评审结束”的评审']).toBeUndefined()
  setClock(sessionTo)
  expect((await waits(operator))['时间已过、等待办理“评审结束”的评审']).toEqual([1, `/bureau/draws/${draw.id}/sign-in`])
  // their time to answer is over
  expect(await callsToMake(await staffOf('drawNotifier'))).toEqual({ count: 0, requestId: null })
})

test('财务 finds reviews in which somebody is still to be paid; a manager those nobody ever checked, of others', async () => {
  const paymaster = await staffOf('drawPaymaster')
  const second = await requesterOf(await officeNamed(), 'bureauManager')
  setClock(drawDay)
  const before = await drawsUnchecked(second)
  const draw = await drawnPanel(second, people, { days: 60 })
  await db().drawSeat.updateMany({ where: { requestId: draw.id }, data: { status: 'present' } })
  await db().drawRequest.update({ where: { id: draw.id }, data: { status: 'archived' } })
  setClock(new Date(sessionTo.getTime() + 61 * 86_400_000))
  expect((await waits(paymaster)).等待发放劳务费的评审).toEqual([1, '/bureau/pay?status=open'])
  expect((await waits(manager))['近一年结束、没有抽查过的评审']).toEqual([1, '/bureau/draws?check=due'])
  expect(await drawsUnchecked(second)).toBe(before)
  const by = { byId: newId(), byName: '某人', at: new Date() }
  const check = { id: newId(), requestId: draw.id, seatId: draw.seats[0]!, result: 'fair', note: '调阅意见', ...by }
  await db().drawSpotCheck.create({ data: check })
  expect((await waits(manager))['近一年结束、没有抽查过的评审']).toBeUndefined()
})
