import { type StaffActor, systemActor } from '@/lib/access/actor'
import { bureauMatters } from '@/lib/desk/matters.dal'
import { decideRequest } from '@/lib/draw/approve.dal'
import { recordAccept } from '@/lib/draw/call.dal'
import { viewFeedback } from '@/lib/draw/feedback.dal'
import { signInCode } from '@/lib/draw/link'
import { countDraws } from '@/lib/draw/list.dal'
import { postponeDraw } from '@/lib/draw/move.dal'
import { startInviting } from '@/lib/draw/notify.dal'
import { printPaper, viewPapers } from '@/lib/draw/paper.dal'
import { viewDraw } from '@/lib/draw/request-view.dal'
import { confirmList, reopenList } from '@/lib/draw/seat-deeds.dal'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import { excuseSeat, signIn } from '@/lib/draw/sign-in.dal'
import { unlockDue } from '@/lib/draw/unlock.dal'
import { listsToUnseal, unsealList, viewUnseal } from '@/lib/draw/unseal.dal'
import { now, setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { presetNamed } from '@/lib/policy/presets/all'
import { drawLifeInvariants } from '@/lib/verify/draw-life.rules'
import { Prisma } from '@/prisma/generated/client'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { drawDay, drawNow, drawnPanel, type MadeDraw, seatTurn, sessionFrom } from '../support/draw-seats'
import {
  allowDraws,
  decideDraw,
  draftDraw,
  officeNamed,
  requestedDraw,
  requesterOf,
  storedDraw,
} from '../support/draws'
import { enforce } from '../support/policy'
import { prove, staffOf } from '../support/staff'
import { makeReviewer, outcomes, refusalOf, unitOf } from '../support/units'

useDatabase()

let requester: StaffActor
let operator: StaffActor
let supervisor: StaffActor
let manager: StaffActor
let notifier: StaffActor
let people: Applicant[]
let days = 0
const shifted = (date: Date, minutes = 0) => new Date(date.getTime() + days * 86_400_000 + minutes * 60_000)

beforeAll(async () => {
  await enforce('shaoxing', { path: presetNamed('wuhan').path })
  const unit = await unitOf('active')
  const reviewer = await makeReviewer('沈鉴')
  requester = await staffOf('drawRequester')
  operator = await staffOf('drawOperator')
  supervisor = await staffOf('supervisor')
  manager = await staffOf('bureauManager')
  notifier = await staffOf('drawNotifier')
  people = [await expertOf(unit, reviewer, { name: '栾缄默' }), await expertOf(unit, reviewer, { name: '阮守密' })]
})

beforeEach(() => {
  days += 14
  setClock(shifted(drawDay))
})
afterAll(() => setClock(null))

const input = async (draw: MadeDraw, opinion: string | null = null) => ({
  id: draw.id,
  version: (await drawNow(draw.id)).version,
  opinion,
})

type Given = Parameters<typeof drawnPanel>[2]
/** A list that two open, confirmed, on the morning of the session. */
async function confirmed(given: Given = {}): Promise<MadeDraw> {
  const draw = await drawnPanel(requester, people, { days, unseal: 'two', ...given })
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  for (const id of draw.seats) await recordAccept(notifier, { id, note: null })
  await confirmList(operator, await input(draw))
  setClock(shifted(sessionFrom, -30))
  return draw
}
const comeIn = (draw: MadeDraw, seat: string) =>
  signIn(operator, { id: draw.id, way: 'code', typed: signInCode(seat, now()), paper: true })
/** A list for which everybody has come. */
async function ready(given: Given = {}): Promise<MadeDraw> {
  const draw = await confirmed(given)
  for (const seat of draw.seats) await comeIn(draw, seat)
  return draw
}
const unseal = async (actor: StaffActor, { id }: { id: string }) => {
  await prove(actor, 'draw.unseal', id)
  return unsealList(actor, { id })
}
const broken = async () => {
  const found: string[] = []
  for (const { sql } of drawLifeInvariants)
    found.push(...(await db().$queryRaw<{ what: string }[]>(Prisma.raw(sql))).map(({ what }) => what))
  return found
}
const named = async (draw: MadeDraw) => (await viewSeats(manager, draw.id)).named

test('the two together open a list, and nothing else does: not that all have come, nor one of them', async () => {
  const draw = await confirmed()
  expect((await refusalOf(unseal(operator, draw))).message).toContain('全部签到')
  await comeIn(draw, draw.seats[0]!)
  expect((await refusalOf(unseal(supervisor, draw))).message).toContain('全部签到')
  expect(await comeIn(draw, draw.seats[1]!)).toMatchObject({ waiting: 0, unlocked: false })
  await seatTurn()
  expect(await named(draw)).toBe(false)

  expect(await viewUnseal(manager, draw.id)).toMatchObject({ whyNot: null, mine: undefined })
  expect(await viewUnseal(supervisor, draw.id)).toMatchObject({ mine: null })
  expect(await unseal(operator, draw)).toEqual({ opened: false })
  expect(await named(draw)).toBe(false)
  expect(await viewUnseal(operator, draw.id)).toMatchObject({
    parts: [
      { role: 'operator', by: { name: operator.name } },
      { role: 'supervisor', by: null },
    ],
    mine: expect.stringContaining('还要监督人员启封'),
  })
  expect(await unseal(supervisor, draw)).toEqual({ opened: true })
  expect(await named(draw)).toBe(true)
  expect((await refusalOf(unseal(supervisor, draw))).message).toContain('已经公开')
  const trail = await db().auditEvent.findMany({ where: { objectId: draw.id, result: 'done' }, orderBy: { id: 'asc' } })
  const steps = trail.map(({ action, actorId }) => [action, actorId])
  expect(steps.filter(([action]) => /draw\.un/.test(action!))).toEqual([
    ['draw.unseal', operator.accountId],
    ['draw.unseal', supervisor.accountId],
    ['draw.unlock', supervisor.accountId],
  ])
  expect(await broken()).toEqual([])
})

test('a time that has passed opens nothing by itself, whatever the worker does', async () => {
  const at = shifted(sessionFrom, 60)
  const draw = await confirmed({ unlock: { at } })
  expect((await refusalOf(unseal(operator, draw))).message).toContain('以后才能启封')
  setClock(shifted(sessionFrom, 61))
  await seatTurn()
  expect(await unlockDue(systemActor('draw-seats'))).toBe(0)
  expect(await drawNow(draw.id)).toMatchObject({ unlockedAt: null })
  for (const actor of [requester, operator, supervisor, manager, notifier])
    expect((await viewSeats(actor, draw.id)).rows.every(({ holder }) => holder === null)).toBe(true)
  await unseal(supervisor, draw)
  expect(await unseal(operator, draw)).toEqual({ opened: true })
  expect((await drawNow(draw.id)).unlockedAt).toEqual(now())
})

test('the two are told once that a list is ready, and once more when it was made again; nobody who asked is', async () => {
  const told = (id: string) =>
    db().message.findMany({ where: { template: 'draw.toUnseal', dedupeKey: { contains: id } } })
  const mails = [operator, supervisor, requester, manager, notifier]
  for (const [at, { accountId: id }] of mails.entries())
    await db().account.update({ where: { id }, data: { email: `unseal${at}@example.cn`, emailProvedAt: now() } })
  const draw = await confirmed()
  await comeIn(draw, draw.seats[0]!)
  await seatTurn()
  expect(await told(draw.id)).toEqual([])
  await comeIn(draw, draw.seats[1]!)
  for (let turns = 0; turns < 3; turns++) await seatTurn()
  const first = await told(draw.id)
  expect(first.map(one => one.accountId).sort()).toEqual([operator.accountId, supervisor.accountId].sort())
  await reopenList(operator, await input(draw, '还要补一位'))
  await seatTurn()
  await confirmList(operator, await input(draw))
  await seatTurn()
  expect(await told(draw.id)).toHaveLength(4)
  await unseal(operator, draw)
  await unseal(supervisor, draw)
  await seatTurn()
  expect(await told(draw.id)).toHaveLength(4)
})

test('two at once open it once; of one role the second is told that it is done', async () => {
  const draw = await ready()
  const other = await staffOf('drawOperator')
  for (const actor of [operator, other, supervisor]) await prove(actor, 'draw.unseal', draw.id)
  const { done, failed } = await outcomes([operator, other, supervisor].map(actor => unsealList(actor, draw)))
  expect(done.map(({ opened }) => opened).sort()).toEqual([false, true])
  expect(failed).toMatchObject([{ code: 'refused' }])
  expect(await db().drawUnseal.count({ where: { requestId: draw.id } })).toBe(2)
  expect(await db().auditEvent.count({ where: { objectId: draw.id, action: 'draw.unlock' } })).toBe(1)
})

test('not without a second proof, not one person for both, not who asked, and nobody of another role', async () => {
  const draw = await ready()
  expect((await refusalOf(unsealList(operator, draw))).code).toBe('stepUp')
  await prove(operator, 'draw.unseal', newId())
  expect((await refusalOf(unsealList(operator, draw))).code).toBe('stepUp')
  const asked: StaffActor = { ...requester, roles: ['drawOperator'] }
  expect((await refusalOf(unseal(asked, draw))).message).toContain('您自己提出')
  for (const actor of [manager, notifier, requester])
    expect((await refusalOf(unseal(actor, draw))).code).toBe('notFound')
  await unseal(operator, draw)
  // his role was changed meanwhile
  const turned: StaffActor = { ...operator, roles: ['supervisor'] }
  expect((await refusalOf(unseal(turned, draw))).message).toContain('启封要两个人')
  const denied = { objectId: draw.id, action: 'draw.unseal', result: 'denied' }
  expect(await db().auditEvent.count({ where: denied })).toBe(5)
  expect(await named(draw)).toBe(false)
  await expect(db().drawRequest.update({ where: { id: draw.id }, data: { unlockedAt: now() } })).rejects.toThrow(
    /not opened by one/,
  )
  await expect(db().drawUnseal.deleteMany()).rejects.toThrow(/append-only/)
  await unseal(supervisor, draw)
})

test('before the session nobody opens a list by writing people off, with its beginning the two may', async () => {
  const draw = await confirmed()
  await comeIn(draw, draw.seats[0]!)
  await excuseSeat(operator, { id: draw.seats[1]!, opinion: '航班延误' })
  expect((await refusalOf(unseal(operator, draw))).message).toContain('评审开始以前，要全部签到')
  setClock(shifted(sessionFrom))
  await seatTurn()
  expect(await unseal(operator, draw)).toEqual({ opened: false })
  expect(await unseal(supervisor, draw)).toEqual({ opened: true })
})

test('after 重新通知 what was pressed for the earlier list counts no more; a list in which somebody came is not moved', async () => {
  const draw = await ready()
  await unseal(operator, draw)
  const to = { from: shifted(sessionFrom, 1440), to: shifted(sessionFrom, 1600), place: null }
  const moving = postponeDraw(manager, { ...(await input(draw)), opinion: '会场停电', ...to })
  expect((await refusalOf(moving)).message).toContain('不能再改期')
  await reopenList(operator, await input(draw, '还要补一位'))
  await confirmList(operator, await input(draw))
  expect(await unseal(supervisor, draw)).toEqual({ opened: false })
  expect(await viewSeats(manager, draw.id)).toMatchObject({
    named: false,
    whenNames: expect.stringContaining('监督人员已经启封，还要抽取人启封'),
  })
  expect(await unseal(operator, draw)).toEqual({ opened: true })
})

test('as long as it waits pages and papers say who is still to open it, and it stands on the desks of the two', async () => {
  const waits = async () => [await listsToUnseal(operator), await listsToUnseal(supervisor)]
  const before = await waits()
  const draw = await ready()
  expect(await waits()).toEqual(before.map(count => count + 1))
  await unseal(operator, draw)
  expect(await waits()).toEqual([before[0], before[1]! + 1])
  expect(await bureauMatters(supervisor)).toContainEqual(
    expect.objectContaining({ label: '等待启封的名单', count: before[1]! + 1 }),
  )
  expect((await countDraws(supervisor, { status: 'unseal' })).count).toBeGreaterThan(0)
  const words = expect.stringContaining('抽取人已经启封，还要监督人员启封')
  expect(await viewFeedback(requester, draw.id)).toMatchObject({ sealed: words, rows: [] })
  expect(await viewPapers(manager, draw.id)).toMatchObject({ sealed: words })
  expect((await printPaper(operator, { id: draw.id, kind: 'signIn' })).name).toContain('签到表')
  await unseal(supervisor, draw)
  expect(await waits()).toEqual(before)
  expect(await viewFeedback(requester, draw.id)).toMatchObject({ sealed: null })
})

test('a request goes by the rules of when it was sent: they stand in what is agreed to, and change no hash without them', async () => {
  setClock(null)
  await allowDraws()
  const asker = await requesterOf(await officeNamed())
  const plain = await requestedDraw(asker)
  const sent = async (id: string) =>
    (await db().drawSent.findFirstOrThrow({ where: { round: { requestId: id } }, orderBy: { at: 'desc' } })).content
  expect(await sent(plain.request.id)).not.toHaveProperty('unseal')
  await allowDraws({ unseal: 'two' })
  const draft = await draftDraw(asker)
  expect((await storedDraw(draft.id)).request.unseal).toBe('auto')
  expect((await viewDraw(asker, draft.id)).unseal).toBe('two')
  const strict = await requestedDraw(asker)
  expect(strict.request.unseal).toBe('two')
  expect(await sent(strict.request.id)).toHaveProperty('unseal', 'two')
  const { request, round } = await storedDraw(plain.request.id)
  expect(request.unseal).toBe('auto')
  const approve = { id: request.id, version: request.version, event: 'approve' as const, opinion: null }
  await decideRequest(manager, { ...approve, askHash: round.askHash! })
  await decideDraw(manager, strict.request.id, 'approve')
  await expect(db().drawRequest.update({ where: { id: strict.request.id }, data: { unseal: 'auto' } })).rejects.toThrow(
    /not changed/,
  )
})
