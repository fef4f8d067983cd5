import type { StaffActor } from '@/lib/access/actor'
import { cancelRequest, decideRequest, submitRequest } from '@/lib/draw/approve.dal'
import { saveRequest } from '@/lib/draw/request.dal'
import { editDraw } from '@/lib/draw/request-edit.dal'
import { drawScope, findRequest } from '@/lib/draw/request-scope.dal'
import { viewDraw } from '@/lib/draw/request-view.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { viewRun } from '@/lib/draw/run-view.dal'
import { setClock } from '@/lib/platform/clock'
import { blindIndex, decryptField, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { actorOf, makeUnit, makeUnitAdmin } from '../support/accounts'
import { useDatabase } from '../support/database'
import {
  allowDraws,
  approvedDraw,
  dayIn,
  decideDraw,
  draftDraw,
  groupInput,
  officeNamed,
  poolOf,
  requestedDraw,
  requesterOf,
  requestInput,
  storedDraw,
} from '../support/draws'
import { brokenInvariants } from '../support/invariants'
import { prove, staffOf } from '../support/staff'
import { outcomes, refusalOf } from '../support/units'

useDatabase()

let office: { id: string; name: string }
let requester: StaffActor
let manager: StaffActor

beforeAll(async () => {
  await allowDraws()
  office = await officeNamed()
  requester = await requesterOf(office)
  manager = await staffOf('bureauManager')
})
afterEach(() => setClock(null))

const history = (type: string, id: string) =>
  db().statusHistory.findMany({ where: { subjectType: type, subjectId: id }, orderBy: { subjectVersion: 'asc' } })

const givePhone = (id: string, phone: string) =>
  db().account.update({
    where: { id },
    data: {
      phoneCipher: encryptField(phone, { table: 'account', id, column: 'phone' }),
      phoneIndex: blindIndex('phone', phone),
    },
  })

test('from a draft to approval: numbered, fixed, both histories, the asker is told', async () => {
  await givePhone(requester.accountId, '19900001234')
  const fromDay = dayIn(10)
  const { id } = await draftDraw(requester, { fromDay })
  const draft = await storedDraw(id)
  expect(draft.request).toMatchObject({ status: 'draft', officeId: office.id, unitId: null, version: 0 })
  expect(draft.request.number).toMatch(/^CQ\d{4}-\d{4}$/)
  expect(draft.request.sessionFrom?.toISOString()).toBe(`${fromDay}T01:00:00.000Z`)
  await submitRequest(requester, { id, version: 0 })
  await decideDraw(manager, id, 'approve')
  const { request, round } = await storedDraw(id)
  expect([request.status, round.status]).toEqual(['approved', 'approved'])
  expect(round).toMatchObject({ requestedById: requester.accountId, approvedById: manager.accountId })
  expect((await history('draw', id)).map(step => step.event)).toEqual(['begin', 'submit', 'approve'])
  expect((await history('drawRound', round.id)).map(step => step.event)).toEqual(['begin', 'submit', 'approve'])
  const message = await db().message.findFirstOrThrow({ where: { template: 'draw.approved' } })
  const place = { table: 'message', id: message.id, column: 'body' }
  expect(decryptField(message.bodyCipher, place)).toContain(request.number)
})

test('what is missing is said with all sentences, and nothing is sent', async () => {
  const groups = [groupInput({ size: 4, caps: [] })]
  const { id } = await draftDraw(requester, { place: '', fromTime: '', toTime: '', groups })
  const refusal = await refusalOf(submitRequest(requester, { id, version: 0 }))
  expect(refusal.message.split('\n')).toHaveLength(4)
  expect(refusal.message).toContain('人数要是单数')
  expect(await db().drawSent.count({ where: { round: { requestId: id } } })).toBe(0)
})

test('saved again: groups are moved, renamed and removed; what was saved elsewhere meanwhile is not overwritten', async () => {
  const groups = [groupInput({ name: '甲' }), groupInput({ name: '乙', size: 5 }), groupInput({ name: '丙' })]
  const { id } = await draftDraw(requester, { groups })
  const [first, second] = (await storedDraw(id)).groups
  const swapped = [groupInput({ id: second!.id, name: '甲', size: 7 }), groupInput({ id: first!.id, name: '乙' })]
  const saved = await saveRequest(requester, requestInput({ id, version: 0, title: '改名', groups: swapped }))
  expect(saved).toEqual({ id, version: 1 })
  const after = await storedDraw(id)
  expect(after.groups.map(({ id, name }) => [id, name])).toEqual([
    [second!.id, '甲'],
    [first!.id, '乙'],
  ])
  expect(after.round.asks.map(({ size }) => size)).toEqual([7, 3])
  expect((await refusalOf(saveRequest(requester, requestInput({ id, version: 0 })))).code).toBe('conflict')
})

test('how often somebody was drawn this year is kept where it is asked for, and stands nowhere where it is not', async () => {
  const groups = [groupInput({ name: '甲', conditions: { yearlyAtMost: 2 } }), groupInput({ name: '乙' })]
  const { request, round } = await requestedDraw(requester, { groups })
  expect(round.asks.map(({ conditions }) => conditions)).toEqual([
    expect.objectContaining({ yearlyAtMost: 2 }),
    expect.not.objectContaining({ yearlyAtMost: expect.anything() }),
  ])
  const { first } = await viewDraw(manager, request.id)
  expect(first.groups.map(({ lines }) => lines.find(({ label }) => label === '抽中次数')?.words)).toEqual([
    '评审当年已抽中不超过 2 次',
    undefined,
  ])
  const edited = await draftDraw(requester, { groups })
  expect((await editDraw(requester, edited.id))?.values.groups[0]?.conditions.yearlyAtMost).toBe(2)
})

test('unknown codes and times of answer the policy forbids stand beside their fields', async () => {
  const groups = [
    groupInput({ conditions: { disciplines: ['999'] }, quotas: [{ feature: 'sex', value: '7', min: 1 }] }),
  ]
  expect((await refusalOf(draftDraw(requester, { groups }))).fieldErrors).toEqual({
    'groups.0.conditions.disciplines': ['请从列表中选择'],
    'groups.0.quotas.0.value': ['请从列表中选择'],
  })
  expect((await refusalOf(draftDraw(requester, { answerMinutes: 20_000 }))).fieldErrors).toHaveProperty('answerMinutes')
})

test('four eyes: not one’s own, not by another account of the same person; others may', async () => {
  const both = await requesterOf(office, 'bureauManager')
  const own = await requestedDraw(both)
  expect((await refusalOf(decideDraw(both, own.request.id, 'approve'))).message).toContain('另一位业务管理员')
  const twin = await staffOf('bureauManager')
  const unit = await makeUnit()
  await db().unit.update({ where: { id: unit.id }, data: { drawsSince: new Date() } })
  const admin = await actorOf(await makeUnitAdmin(unit.id, { phone: '19900004321' }))
  await givePhone(twin.accountId, '19900004321')
  const { request } = await requestedDraw(admin as never)
  expect((await refusalOf(decideDraw(twin, request.id, 'approve'))).message).toContain('您自己提出')
  expect((await refusalOf(decideDraw(twin, request.id, 'return'))).message).toContain('您自己提出')
  expect(await decideDraw(both, request.id, 'approve')).toEqual({ label: '已同意' })
})

test('approval is of what was seen: after a return and a change the old page is refused', async () => {
  const { request, round } = await requestedDraw(requester)
  await decideDraw(manager, request.id, 'return')
  const { version } = (await storedDraw(request.id)).request
  const groups = [groupInput({ name: '另一组', size: 5 })]
  const saved = await saveRequest(requester, requestInput({ id: request.id, version, groups }))
  await submitRequest(requester, { id: request.id, version: saved.version })
  const now = await storedDraw(request.id)
  const old = { id: request.id, event: 'approve' as const, opinion: null, askHash: round.askHash! }
  expect((await refusalOf(decideRequest(manager, { ...old, version: request.version }))).code).toBe('conflict')
  expect((await refusalOf(decideRequest(manager, { ...old, version: now.request.version }))).message).toContain(
    '不一致',
  )
  expect((await storedDraw(request.id)).request.status).toBe('requested')
  expect(await db().drawSent.count({ where: { roundId: now.round.id } })).toBe(2)
  await decideDraw(manager, request.id, 'approve')
})

test('what is no longer stored as it was sent says so on the pages and to whoever agrees or draws, and is sent again', async () => {
  const { request, round } = await requestedDraw(requester)
  const { id } = request
  const changeByHand = (position: number) =>
    db().drawSubject.create({ data: { id: newId(), requestId: id, position, title: '没有人提交的' } })
  const approving = async () => (await viewDraw(manager, id)).events.find(({ event }) => event === 'approve')!.whyNot
  expect(await approving()).toBeNull()
  await changeByHand(1)
  const refusal = await refusalOf(decideDraw(manager, id, 'approve'))
  expect([refusal.code, refusal.message]).toEqual(['refused', expect.stringContaining('请退回')])
  expect(await approving()).toBe(refusal.message)
  await decideDraw(manager, id, 'return')
  await submitRequest(requester, { id, version: (await storedDraw(id)).request.version })
  expect(await approving()).toBeNull()
  await decideDraw(manager, id, 'approve')
  const operator = await staffOf('drawOperator')
  const drawing = async () => (await viewRun(operator, id)).rounds[0]!.whyNotDraw
  expect(await drawing()).toBeNull()
  await changeByHand(2)
  expect(await drawing()).toContain('请业务管理员退回')
  await prove(operator, 'draw.run', round.id)
  const { version } = await db().drawRound.findUniqueOrThrow({ where: { id: round.id } })
  expect((await refusalOf(runDraw(operator, { roundId: round.id, version }))).message).toBe(await drawing())
})

test('two approvals at once: one counts, the other learns who was first', async () => {
  const { request } = await requestedDraw(requester)
  const other = await staffOf('bureauManager')
  const { done, failed } = await outcomes([manager, other].map(actor => decideDraw(actor, request.id, 'approve')))
  expect([done.length, failed.length]).toEqual([1, 1])
  expect(failed[0]).toMatchObject({ code: 'conflict', message: expect.stringContaining('已于') })
})

test('what was sent is fixed, by the data functions and by the database', async () => {
  const { request, round, groups } = await requestedDraw(requester)
  const again = saveRequest(requester, requestInput({ id: request.id, version: request.version }))
  expect((await refusalOf(again)).message).toContain('已经提交')
  const where = { roundId_groupId: { roundId: round.id, groupId: groups[0]!.id } }
  await expect(db().drawAsk.update({ where, data: { size: 9 } })).rejects.toThrow(/not changed/)
  await expect(db().drawRequest.update({ where: { id: request.id }, data: { title: '别的' } })).rejects.toThrow(
    /changed/,
  )
  await expect(db().drawGroup.update({ where: { id: groups[0]!.id }, data: { name: '别的' } })).rejects.toThrow(
    /changed/,
  )
  await expect(db().drawSent.deleteMany({ where: { roundId: round.id } })).rejects.toThrow()
})

test('a policy that changes afterwards does not break what was sent', async () => {
  const { request } = await requestedDraw(requester)
  await allowDraws({ groupsAtMost: 1, perUnit: 1, newcomers: 1 })
  expect(await decideDraw(manager, request.id, 'approve')).toEqual({ label: '已同意' })
  expect((await refusalOf(requestedDraw(requester))).message).toContain('从未被抽中过')
  await allowDraws()
})

test('returned with reasons, taken back with reasons; nothing is approved once the session has begun', async () => {
  const { request } = await approvedDraw(requester, manager)
  expect((await refusalOf(decideDraw(manager, request.id, 'return', '  '))).fieldErrors).toHaveProperty('opinion')
  await decideDraw(manager, request.id, 'return')
  const { request: back, round } = await storedDraw(request.id)
  expect([back.status, round.status, round.approvedById]).toEqual(['returned', 'returned', null])
  await cancelRequest(requester, { id: back.id, version: back.version, opinion: '评审取消' })
  const over = await storedDraw(request.id)
  expect([over.request.status, over.round.status]).toEqual(['cancelled', 'void'])
  const late = await requestedDraw(requester)
  setClock(new Date(late.request.sessionFrom!.getTime() + 1000))
  expect((await refusalOf(decideDraw(manager, late.request.id, 'approve'))).message).toContain('退回')
})

test('scope: a 使用单位 its own, the bureau what was sent, who calls only later, strangers nothing', async () => {
  const colleague = await requesterOf(office)
  const stranger = await requesterOf(await officeNamed())
  const nowhere = await requesterOf(null)
  const [operator, notifier, supervisor] = await Promise.all(
    (['drawOperator', 'drawNotifier', 'supervisor'] as const).map(role => staffOf(role)),
  )
  const { id, version } = await draftDraw(requester)
  const sees = async (...actors: StaffActor[]) =>
    Promise.all(actors.map(async one => (await findRequest(one, id)) !== null))
  const all = [requester, colleague, stranger, nowhere, manager, operator!, supervisor!, notifier!]
  expect(await sees(...all)).toEqual([true, true, false, false, false, false, false, false])
  await submitRequest(requester, { id, version })
  expect(await sees(...all)).toEqual([true, true, false, false, true, true, true, false])
  await db().drawRequest.update({ where: { id }, data: { status: 'inviting' } })
  expect(await sees(...all)).toEqual([true, true, false, false, true, true, true, true])
  await db().drawRequest.update({ where: { id }, data: { status: 'requested' } })
  expect(await drawScope(await staffOf('bureauReviewer'))).toEqual({ id: { in: [] } })
  expect((await refusalOf(draftDraw(nowhere))).message).toContain('所在处室')
  expect((await refusalOf(saveRequest(colleague, requestInput({ id, version })))).message).toContain('只有本人')
  expect((await refusalOf(saveRequest(stranger, requestInput({ id, version })))).code).toBe('notFound')
})

test('what must hold of the whole database holds afterwards', async () => {
  expect(await brokenInvariants()).toEqual([])
})

test('a pool by direct inserts', async () => {
  expect(await poolOf(2, index => ({ titleLevel: index === 0 ? 'senior' : 'associate' }))).toHaveLength(2)
})
