import { acceptSeat, declineSeat } from '@/lib/draw/answer.dal'
import { recordAccept } from '@/lib/draw/call.dal'
import { ownCredit } from '@/lib/draw/credit.dal'
import { answerToken, signInCode } from '@/lib/draw/link'
import { openAnswer } from '@/lib/draw/own-seat.dal'
import { archiveDraw, confirmList, holdSession, releaseSeat, reopenList } from '@/lib/draw/seat-deeds.dal'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import { excuseSeat, missSeat, signIn } from '@/lib/draw/sign-in.dal'
import { voidDraw } from '@/lib/draw/void.dal'
import { now, setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { useDatabase } from '../support/database'
import {
  acted,
  drawNow,
  drawnPanel,
  type MadeDraw,
  seatNow,
  seatTurn,
  sessionFrom,
  sessionTo,
} from '../support/draw-seats'
import {
  days,
  later,
  manager,
  notifier,
  operator,
  passDays,
  people,
  requester,
  shifted,
  supervisor,
  told,
  useToldCast,
} from '../support/draw-told'
import { outcomes, refusalOf, visitor } from '../support/units'

useDatabase()
useToldCast()

const input = async (draw: MadeDraw, opinion?: string) => ({
  id: draw.id,
  version: (await drawNow(draw.id)).version,
  opinion,
})

/** A list that is confirmed, with everybody on it, in the morning of the session. */
async function confirmed(given: Parameters<typeof drawnPanel>[2] = {}): Promise<MadeDraw> {
  const draw = await told(given)
  for (const id of draw.seats) await recordAccept(notifier, { id, note: null })
  await confirmList(operator, await input(draw))
  setClock(shifted(sessionFrom, -30))
  return draw
}
/** Signs the pledge by the link, as whoever accepted on the telephone does later. */
const sign = async (seat: string) => {
  const { version } = (await currentPolicy()).policy.agreements.pledge
  return acceptSeat(visitor(), { token: answerToken(seat), id: null, pledge: version, agreed: true })
}
const code = (draw: MadeDraw, seat: string) =>
  signIn(operator, { id: draw.id, way: 'code', typed: signInCode(seat, now()), paper: true })

test('确认名单: a list with gaps needs the reason; one that is whole none', async () => {
  const draw = await told()
  const [first, second, third] = draw.seats as [string, string, string]
  for (const id of [first, second]) await recordAccept(notifier, { id, note: null })
  expect((await refusalOf(confirmList(operator, await input(draw)))).message).toContain('第一组还差 1 人')
  expect(await viewSeats(operator, draw.id)).toMatchObject({ whole: false })
  await recordAccept(notifier, { id: third, note: null })
  expect(await viewSeats(operator, draw.id)).toMatchObject({ whole: true })
  await confirmList(operator, await input(draw))
  await reopenList(operator, await input(draw, '有人来不了'))
  await releaseSeat(manager, { id: third, opinion: '单位合并，应当回避' })
  expect(await seatNow(third)).toMatchObject({ status: 'released' })
  expect(await db().message.count({ where: { dedupeKey: `draw.released:${third}` } })).toBe(1)
  await confirmList(operator, await input(draw, '两人可以评审'))
  expect((await drawNow(draw.id)).status).toBe('confirmed')
})

test('S11 once the names may be read nobody is taken off singly and nothing is void; a draw nobody was told of is not opened by its time', async () => {
  const draw = await told({ unlock: { at: later(60) } })
  const [id] = draw.seats as [string]
  const { version } = await db().drawRound.findUniqueOrThrow({ where: { id: draw.roundId } })
  const voiding = () => voidDraw(manager, { drawId: draw.drawId, version, opinion: '条件有误。' })
  expect((await refusalOf(voiding())).message).toContain('已经开始通知')
  expect(await viewSeats(manager, draw.id)).toMatchObject({ named: false, keptOut: null })
  // the worker has not come by yet
  setClock(later(61))
  for (const work of [voiding(), releaseSeat(manager, { id, opinion: '换一位' })])
    expect((await refusalOf(work)).message).toMatch(/名单已经公开.*声明.*另一位业务管理员/)
  const view = await viewSeats(manager, draw.id)
  expect(view).toMatchObject({ named: true, keptOut: expect.stringContaining('名单已经公开') })
  expect(view.rows.some(row => row.mayRelease)).toBe(false)
  expect((await seatNow(id)).status).toBe('notified')

  passDays(1)
  const untold = await drawnPanel(requester, people, { days, unlock: { at: later(60) } })
  setClock(later(61))
  await seatTurn()
  expect((await drawNow(untold.id)).unlockedAt).toBeNull()
  expect((await viewSeats(manager, untold.id)).named).toBe(false)
  const round = await db().drawRound.findUniqueOrThrow({ where: { id: untold.roundId } })
  const again = { drawId: untold.drawId, version: round.version, opinion: '条件有误。' }
  expect(await voidDraw(manager, again)).toEqual({ attempt: 1 })
})

test('签到: with the code of the day or the document; the last to come opens the names', async () => {
  const draw = await confirmed()
  const [first, second, third] = draw.seats as [string, string, string]
  const opened = await openAnswer(visitor(), answerToken(first))
  // who accepted on the telephone has promised nothing yet: neither what is to be read nor the door is open to him
  const closed = { code: null, unsigned: true, materials: [], briefing: null }
  expect(opened).toMatchObject({ seat: { maySign: true, accepted: closed } })
  await sign(first)
  const signed = await openAnswer(visitor(), answerToken(first))
  const open = { code: signInCode(first, now()), unsigned: false, materials: [], briefing: '请先读材料。' }
  expect(signed).toMatchObject({ seat: { maySign: false, accepted: open } })
  expect(await code(draw, first)).toEqual({ seat: '第一组 1 号', waiting: 2, unlocked: false })
  expect(await code(draw, first)).toMatchObject({ waiting: 2 })
  const unsigned = signIn(operator, { id: draw.id, way: 'code', typed: signInCode(second, now()), paper: false })
  expect((await refusalOf(unsigned)).fieldErrors).toHaveProperty('paper')
  const { documentOf } = await import('@/lib/expert/numbers.dal')
  const number = (await documentOf(operator, people[1]!.accountId))!
  expect(await signIn(operator, { id: draw.id, way: 'document', typed: number.slice(-6), paper: true })).toMatchObject({
    waiting: 1,
  })
  expect((await viewSeats(supervisor, draw.id)).named).toBe(false)
  expect(
    (await refusalOf(signIn(operator, { id: draw.id, way: 'code', typed: '000000', paper: true }))).fieldErrors,
  ).toHaveProperty('typed')
  expect(await code(draw, third)).toEqual({ seat: '第一组 3 号', waiting: 0, unlocked: true })
  const view = await viewSeats(requester, draw.id)
  expect(view.rows.map(row => row.holder?.name)).toEqual(people.map(one => one.name))
  const { version } = (await currentPolicy()).policy.agreements.pledge
  const paper = { pledge: version, pledgeById: operator.accountId, pledgeBy: operator.name }
  expect(await seatNow(second)).toMatchObject({ status: 'present', ...paper })
  expect(await seatNow(first)).toMatchObject({ pledge: version, pledgeById: null })
})

test("yesterday nobody signs in, and yesterday's code opens nothing", async () => {
  const draw = await confirmed()
  const [first] = draw.seats as [string]
  const old = signInCode(first, shifted(sessionFrom, -1440))
  expect(old).not.toBe(signInCode(first, now()))
  expect((await refusalOf(signIn(operator, { id: draw.id, way: 'code', typed: old, paper: true }))).code).toBe(
    'invalid',
  )
  setClock(shifted(sessionFrom, -1440))
  expect((await refusalOf(signIn(operator, { id: draw.id, way: 'code', typed: old, paper: true }))).message).toContain(
    '评审当天才能签到',
  )
})

test('nobody opens a list by writing people off before the session; with its beginning it opens', async () => {
  const draw = await confirmed()
  const [first, second, third] = draw.seats as [string, string, string]
  await code(draw, first)
  await code(draw, second)
  expect((await refusalOf(missSeat(operator, { id: third, opinion: '没来' }))).message).toContain('还没有开始')
  expect(await excuseSeat(operator, { id: third, opinion: '飞机延误' })).toMatchObject({ waiting: 0, unlocked: false })
  await seatTurn()
  expect((await drawNow(draw.id)).unlockedAt).toBeNull()
  await outcomes([seatTurn(shifted(sessionFrom)), seatTurn()])
  expect((await drawNow(draw.id)).unlockedAt).toEqual(shifted(sessionFrom))
  expect(await db().auditEvent.count({ where: { objectId: draw.id, action: 'draw.unlock' } })).toBe(1)
})

test('缺席 costs credit, and a mistake is put right by another line', async () => {
  const draw = await confirmed()
  const [first, second, third] = draw.seats as [string, string, string]
  const score = async () => (await ownCredit(acted(people[2]!.accountId))).score
  const before = await score()
  setClock(shifted(sessionFrom, 20))
  for (const id of [first, second]) await code(draw, id)
  expect(await missSeat(operator, { id: third, opinion: '联系不上' })).toMatchObject({ waiting: 0, unlocked: true })
  expect(await score()).toBe(before - 20)
  await excuseSeat(operator, { id: third, opinion: '急诊，已出示证明' })
  expect(await score()).toBe(before - 2)
  await code(draw, third)
  expect(await score()).toBe(before)
  expect((await seatNow(third)).status).toBe('present')
})

test('评审结束 after its end, when it is said of everybody whether he came; then archived by another than who asked', async () => {
  const draw = await confirmed()
  const [first, second, third] = draw.seats as [string, string, string]
  for (const id of [first, second]) await code(draw, id)
  expect((await refusalOf(holdSession(operator, await input(draw)))).message).toContain('还没有结束')
  setClock(shifted(sessionTo))
  expect((await refusalOf(holdSession(operator, await input(draw)))).message).toContain('还有 1 位')
  await missSeat(operator, { id: third, opinion: '没有到' })
  await holdSession(operator, await input(draw))
  expect((await drawNow(draw.id)).status).toBe('held')
  await archiveDraw(manager, await input(draw))
})

test('a withdrawal and the confirmation at once: the list that is confirmed says how it stood', async () => {
  const draw = await told({}, people.slice(0, 1))
  const [id] = draw.seats as [string]
  await recordAccept(notifier, { id, note: null })
  const withdraw = declineSeat(visitor(), { token: answerToken(id), id: null, reason: 'time', note: null })
  const { failed } = await outcomes<unknown>([confirmList(operator, await input(draw)), withdraw])
  const { status } = await drawNow(draw.id)
  expect((await seatNow(id)).status).toBe('withdrawn')
  expect(failed.length).toBe(status === 'confirmed' ? 0 : 1)
})
