import type { StaffActor } from '@/lib/access/actor'
import { decideRequest, submitRequest } from '@/lib/draw/approve.dal'
import { decideAvoidance, declareAvoidance } from '@/lib/draw/avoidance.dal'
import { changesWaiting } from '@/lib/draw/avoidance-desk.dal'
import { viewDraw } from '@/lib/draw/request-view.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { brokenLists } from '@/lib/draw/sent.dal'
import { listSubjects, removeSubject, saveSubject } from '@/lib/draw/subject.dal'
import { decideChange, listChanges, withdrawChange } from '@/lib/draw/subject-change.dal'
import { importSubjects } from '@/lib/draw/subject-import.dal'
import { listInbox } from '@/lib/message/message.dal'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { defaultDraw } from '@/lib/policy/draw-policy'
import { useDatabase } from '../support/database'
import { makeApproved, makeCast, makeExperts } from '../support/draw-pool'
import { subjectInput } from '../support/draw-ties'
import {
  allowDraws,
  decideDraw,
  draftDraw,
  officeNamed,
  requestedDraw,
  requesterOf,
  storedDraw,
} from '../support/draws'
import { fixtureId, fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { enforce } from '../support/policy'
import { prove, staffOf } from '../support/staff'
import { refusalOf, visitor } from '../support/units'

useDatabase()

let requester: StaffActor
let manager: StaffActor
let second: StaffActor

beforeAll(async () => {
  await allowDraws()
  requester = await requesterOf(await officeNamed())
  manager = await staffOf('bureauManager')
  second = await staffOf('bureauManager')
})

const titles = async (id: string) => (await listSubjects(requester, id, { size: 50 })).rows.map(one => one.title)
const pending = async (id: string) =>
  db().drawListChange.findFirstOrThrow({ where: { requestId: id, status: 'pending' }, orderBy: { at: 'desc' } })
const decide = async (actor: StaffActor, requestId: string, accept = true) => {
  const { id, version } = await pending(requestId)
  return decideChange(actor, { id, version, accept, why: '来函核实。' })
}
const save = (id: string, given = {}) => saveSubject(requester, subjectInput(id, given))
const hashOf = async (id: string) => (await storedDraw(id)).round.askHash

describe('what is reviewed is part of what is approved (B2)', () => {
  test('written freely before it is sent; then it waits for another person, with a reason', async () => {
    const { id, version } = await draftDraw(requester)
    expect(await save(id, { title: '甲' })).toMatchObject({ waiting: false })
    expect(await db().drawListChange.count({ where: { requestId: id } })).toBe(0)
    await submitRequest(requester, { id, version })
    expect((await refusalOf(save(id, { title: '乙', reason: '' }))).fieldErrors).toHaveProperty('reason')
    expect(await save(id, { title: '乙' })).toMatchObject({ waiting: true })
    expect(await titles(id)).toEqual(['甲'])
    const [change] = await listChanges(manager, id)
    expect(change).toMatchObject({ status: 'pending', mayDecide: true, mayWithdraw: false, count: 1 })
    expect(change?.items).toMatchObject([{ kind: '新增', title: '乙', before: null }])
    expect((await listChanges(requester, id))[0]).toMatchObject({ mayDecide: false, mayWithdraw: true })
  })

  test('nobody accepts what he asked for himself; a refused change changes nothing', async () => {
    const both = await requesterOf(await officeNamed(), 'bureauManager')
    const { request } = await requestedDraw(both)
    await saveSubject(both, subjectInput(request.id))
    const { id, version } = await pending(request.id)
    const input = { id, version, accept: true, why: '好。' }
    expect((await refusalOf(decideChange(both, input))).message).toContain('另一位')
    await decideChange(manager, { ...input, accept: false })
    expect(await db().drawSubject.count({ where: { requestId: request.id } })).toBe(0)
    expect((await refusalOf(decideChange(second, input))).code).toBe('conflict')
  })

  test('whoever asked hears what was decided, and why', async () => {
    const phone = fixturePhone(8411)
    const { accountId: id } = requester
    const phoneCipher = encryptField(phone, { table: 'account', id, column: 'phone' })
    await db().account.update({ where: { id }, data: { phoneCipher, phoneIndex: blindIndex('phone', phone) } })
    const { request } = await requestedDraw(requester)
    for (const accept of [false, true]) {
      await save(request.id, { title: '后加' })
      await decide(manager, request.id, accept)
    }
    const heard = (await listInbox(visitor(), 50)).filter(
      one => one.text.includes(request.number) && one.text.includes('评审对象变更'),
    )
    expect(heard.map(one => one.text).sort()).toEqual([
      expect.stringMatching(/变更已采纳.*来函核实/),
      expect.stringMatching(/变更没有采纳.*来函核实/),
    ])
  })

  test('an approver who looked before a change was accepted is told to look again', async () => {
    const { request, round } = await requestedDraw(requester)
    await save(request.id, { title: '后加' })
    await decide(second, request.id)
    const stale = { id: request.id, version: request.version, event: 'approve', opinion: null } as const
    expect((await refusalOf(decideRequest(manager, { ...stale, askHash: round.askHash! }))).code).toBe('conflict')
    expect(await hashOf(request.id)).not.toBe(round.askHash)
    await decideDraw(manager, request.id, 'approve')
    expect((await storedDraw(request.id)).round.status).toBe('approved')
  })

  test('after approval a subject is added, changed and taken out only by a second person; versions are kept', async () => {
    const { request } = await requestedDraw(requester)
    await decideDraw(manager, request.id, 'approve')
    const first = await hashOf(request.id)
    await save(request.id, { title: '甲', leader: '张三' })
    expect(await hashOf(request.id)).toBe(first)
    await decide(second, request.id)
    const [subject] = await db().drawSubject.findMany({ where: { requestId: request.id } })
    await save(request.id, { ...subject!, group: '', title: '甲', leader: '张三', leaderNumber: fixtureId(9) })
    await decide(second, request.id)
    expect((await listChanges(manager, request.id))[0]?.items[0]?.after).toContain('号码有改动')
    await removeSubject(requester, { requestId: request.id, id: subject!.id, reason: '申报人撤回。' })
    expect(await titles(request.id)).toEqual(['甲'])
    await decide(second, request.id)
    expect(await titles(request.id)).toEqual([])
    expect(await db().drawSubject.count({ where: { requestId: request.id } })).toBe(1)
    expect((await listChanges(manager, request.id)).map(one => one.items[0]?.kind)).toEqual(['删除', '修改', '新增'])
    const sent = await db().drawSent.findMany({ where: { round: { requestId: request.id } } })
    expect(new Set(sent.map(one => one.askHash)).size).toBe(3)
    expect(JSON.stringify(sent)).not.toContain('张三')
  })

  test('of two changes of one subject the second is made anew; one can be taken back', async () => {
    const { request } = await requestedDraw(requester)
    await save(request.id, { title: '甲' })
    await decide(manager, request.id)
    const { id, version } = (await listSubjects(requester, request.id, { size: 5 })).rows[0]!
    await save(request.id, { id, version, title: '甲一' })
    const one = await pending(request.id)
    await save(request.id, { id, version, title: '甲二' })
    await decide(manager, request.id)
    expect((await refusalOf(decideChange(manager, { id: one.id, version: 0, accept: true, why: '好。' }))).code).toBe(
      'conflict',
    )
    expect(
      (await refusalOf(withdrawChange(await requesterOf(await officeNamed()), { id: one.id, version: 0 }))).code,
    ).toBe('notFound')
    await withdrawChange(requester, { id: one.id, version: 0 })
    expect((await refusalOf(withdrawChange(requester, { id: one.id, version: 1 }))).code).toBe('conflict')
  })

  test('what changed in a returned request is kept, and seen when it is sent again', async () => {
    const { request } = await requestedDraw(requester)
    await save(request.id, { title: '等着的' })
    await decideDraw(manager, request.id, 'return')
    expect((await refusalOf(decide(manager, request.id))).code).toBe('refused')
    expect(await save(request.id, { title: '补上的' })).toMatchObject({ waiting: false })
    const { version } = await db().drawRequest.findUniqueOrThrow({ where: { id: request.id } })
    await submitRequest(requester, { id: request.id, version })
    expect((await listChanges(manager, request.id)).map(one => one.status)).toEqual(['own', 'withdrawn'])
    const { changes } = (await viewDraw(manager, request.id)).first
    expect(changes).toMatchObject([{ label: '评审对象：补上的', before: null }])
  })

  test('an accepted avoidance changes what is approved; a list with many is one change', async () => {
    const { request } = await requestedDraw(requester)
    const bytes = Buffer.from('项目名称\t承担单位\t项目负责人\n甲\t示范一院\t张三\n乙\t示范二院\t李四')
    expect((await refusalOf(importSubjects(requester, request.id, bytes, true))).fieldErrors).toHaveProperty('reason')
    expect(await importSubjects(requester, request.id, bytes, true, '漏报。')).toMatchObject({ waiting: true })
    expect(await changesWaiting(manager)).toMatchObject({ count: expect.any(Number) })
    await decide(manager, request.id)
    expect(await titles(request.id)).toEqual(['甲', '乙'])
    const before = await hashOf(request.id)
    const subjectId = (await listSubjects(requester, request.id, { size: 5 })).rows[0]!.id
    const wish = { requestId: request.id, subjectId, kind: 'person' as const, name: '王五', reason: '有纠纷。' }
    const { id } = await declareAvoidance(requester, { ...wish, unitName: null, docNumber: null, phone: null })
    expect(await hashOf(request.id)).toBe(before)
    await decideAvoidance(manager, { id, version: 0, accept: true, why: '属实。' })
    expect(await hashOf(request.id)).not.toBe(before)
  })
})

test('a round goes by the policy of the day it is sent, not of the day the draft was begun (S11)', async () => {
  const { id, version } = await draftDraw(requester)
  const begun = await storedDraw(id)
  await enforce('shaoxing', { draw: { ...defaultDraw, enabled: true, lookBackYears: 5 } })
  await submitRequest(requester, { id, version })
  const { request, round } = await storedDraw(id)
  expect(round.policyVersionId).toBeGreaterThan(begun.round.policyVersionId)
  expect(request.policyVersionId).toBe(round.policyVersionId)
})

test('what stands is whole', async () => {
  expect(await brokenInvariants()).toEqual([])
})

describe('the list stands with the draw', () => {
  test('nobody draws for another list than was approved, nor while a change waits; its hash is kept and looked at', async () => {
    const cast = await makeCast()
    await makeExperts(4, () => ({ titleCode: 'TL' }))
    const { roundId, requestId } = await makeApproved(cast, [{ size: 2, conditions: { titles: ['TL'] } }])
    const draw = async () => {
      await prove(cast.operator, 'draw.run', roundId)
      const { version } = await db().drawRound.findUniqueOrThrow({ where: { id: roundId } })
      return runDraw(cast.operator, { roundId, version })
    }
    const { id } = await db().drawSubject.create({ data: { id: newId(), requestId, position: 0, title: '塞进来的' } })
    expect((await refusalOf(draw())).message).toContain('与审批时不一致')
    await db().drawSubject.update({ where: { id }, data: { endedAt: new Date() } })
    await saveSubject(cast.requester, subjectInput(requestId, { title: '来函补报的' }))
    expect((await refusalOf(draw())).message).toContain('等待核准')
    await decide(manager, requestId)
    const { drawId } = await draw()
    const { listHash } = await db().draw.findUniqueOrThrow({ where: { id: drawId } })
    expect(listHash).toMatch(/^[0-9a-f]{64}$/)
    expect(await brokenLists(manager)).toEqual([])
    await expect(db().draw.update({ where: { id: drawId }, data: { listHash: 'x' } })).rejects.toThrow('not changed')
    const other = { reviewed: [], avoided: [] }
    await db().drawSent.create({
      data: { roundId, number: 99, askHash: 'x', content: other, at: new Date('2020-01-01') },
    })
    await db().$executeRaw`ALTER TABLE draw_sent DISABLE TRIGGER USER`
    await db().drawSent.deleteMany({ where: { roundId, number: { lt: 99 } } })
    expect(await brokenLists(manager)).toEqual([`draw ${drawId}`])
  })
})
