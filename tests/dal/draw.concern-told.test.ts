import { acceptSeat, declineSeat, recuseSeat } from '@/lib/draw/answer.dal'
import { declareAvoidance, listAvoidances } from '@/lib/draw/avoidance.dal'
import { checkOne } from '@/lib/draw/conflict-check.dal'
import { conflictSummary, giveVerdict, listConflicts } from '@/lib/draw/conflict-list.dal'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import { saveSubject } from '@/lib/draw/subject.dal'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { useDatabase } from '../support/database'
import {
  by,
  days,
  manager,
  operator,
  requester,
  seated,
  supervisor,
  told,
  useConcernCast,
} from '../support/draw-concern'
import { drawNow, drawnPanel } from '../support/draw-seats'
import { nothingOf } from '../support/draw-secrets'
import { profileOf, subjectIn, subjectInput } from '../support/draw-ties'
import { officeNamed, requesterOf } from '../support/draws'
import { people as authors } from '../support/profiles'
import { staffOf } from '../support/staff'
import { refusalOf, visitor } from '../support/units'

useDatabase()
useConcernCast()

describe('an expert keeps away by himself (V5)', () => {
  test('before or after he accepted: stored, his place free, his name sealed', async () => {
    const draw = await told()
    const [one, two] = draw.seats as [string, string]
    expect(await recuseSeat(visitor(), { ...by(one), note: '与申报单位有合作。' })).toEqual({ status: 'declined' })
    expect(await declineSeat(visitor(), { ...by(two), reason: 'avoidance', note: null })).toEqual({
      status: 'declined',
    })
    expect(await db().drawAvoidance.count({ where: { requestId: draw.id, source: 'expert' } })).toBe(2)
    const sealed = JSON.stringify([
      await listAvoidances(manager, draw.id),
      await listAvoidances(supervisor, draw.id),
      await listConflicts(manager, draw.id, { size: 20, sort: 'asc' }),
      await listConflicts(supervisor, draw.id, { size: 20, sort: 'asc', gone: true }),
      await checkOne(manager, { requestId: draw.id, expertId: seated[0]!.accountId }),
    ])
    expect(sealed).toContain('一位专家')
    expect(
      await nothingOf(
        seated.map(one => one.accountId),
        sealed,
      ),
    ).toEqual([])
    expect(sealed).not.toContain('与申报单位有合作')
    expect(await conflictSummary(requester, draw.id)).toMatchObject({ rules: [] })
    expect(await conflictSummary(manager, draw.id)).toMatchObject({ rules: [] })
    await db().drawRequest.update({ where: { id: draw.id }, data: { unlockedAt: now() } })
    expect((await listAvoidances(manager, draw.id)).map(row => row.target).sort()).toEqual(['乔木', '温知新'])
    expect((await listConflicts(manager, draw.id, { size: 20, sort: 'asc' })).count).toBe(2)
    const trail = await db().auditEvent.findMany({ where: { objectId: draw.id, action: 'draw.recuse' } })
    expect(trail.map(event => event.actorId)).toEqual([null, null])
  })

  test('who accepted and had to keep away is shown to the manager once names are open (S§8⑦)', async () => {
    const draw = await told()
    for (const id of draw.seats) await acceptSeat(visitor(), { ...by(id), pledge: await currentPledge(), agreed: true })
    await subjectIn(requester, draw.id, { unit: '示范材料研究院' })
    expect((await viewSeats(manager, draw.id)).rows.every(row => row.missed === null)).toBe(true)
    await db().drawRequest.update({ where: { id: draw.id }, data: { unlockedAt: now() } })
    expect((await viewSeats(manager, draw.id)).rows.map(row => row.missed)).toEqual(['同一单位', null, null])
    expect((await viewSeats(operator, draw.id)).rows.every(row => row.missed === null)).toBe(true)
    expect((await drawNow(draw.id)).status).toBe('inviting')
  })
})

const currentPledge = async () => (await currentPolicy()).policy.agreements.pledge.version

describe('who joins late (G5, S3)', () => {
  const joiner = { name: '新人', unitName: '示范材料研究院' }

  test('only who stands in the list, never by who asked, and it says whom', async () => {
    const draw = await told()
    const asked = { ...joiner, requestId: draw.id }
    const refusals = []
    // who sits, who is an expert, who is neither
    for (const name of ['乔木', '柳成荫', '新人'])
      refusals.push((await refusalOf(checkOne(manager, { ...asked, name }))).fieldErrors)
    expect(refusals[0]).toHaveProperty('name')
    expect(new Set(refusals.map(one => JSON.stringify(one))).size).toBe(1)
    const list = { unit: '示范材料研究院', leader: '甲甲', members: '新人' }
    await saveSubject(requester, subjectInput(draw.id, list))
    expect(await checkOne(manager, asked)).toEqual({ hits: [], seated: 1 })
    expect((await refusalOf(checkOne(manager, { ...asked, unitName: '示范别处研究院' }))).code).toBe('invalid')
    const event = await db().auditEvent.findFirstOrThrow({
      where: { action: 'draw.conflictCheck', objectId: draw.id },
      orderBy: { at: 'desc' },
    })
    const { id } = await db().drawListChange.findFirstOrThrow({ where: { requestId: draw.id } })
    expect(event.detail).toMatchObject({ joiner: id, found: 1 })
    // an expert who is written down as joining is not told to sit, by his unit neither
    await saveSubject(requester, subjectInput(draw.id, { ...list, leader: '乙乙', members: '乔木' }))
    expect(await checkOne(manager, { ...asked, name: '乔木' })).toEqual({ hits: [], seated: 0 })
    const both = await requesterOf(await officeNamed(), 'bureauManager')
    const own = await drawnPanel(both, [], { days, size: 1 })
    const refusal = await refusalOf(checkOne(both, { ...asked, requestId: own.id }))
    expect(refusal).toMatchObject({ code: 'refused', message: expect.stringContaining('另一位') })
  })

  test('a few a day', async () => {
    const draw = await told()
    const other = await staffOf('bureauManager')
    const ask = () => checkOne(other, { ...joiner, requestId: draw.id })
    for (let n = 0; n < 10; n += 1) expect((await refusalOf(ask())).code).toBe('invalid')
    expect((await refusalOf(ask())).code).toBe('tooMany')
  })
})

describe('declarations (B1, S9)', () => {
  const wish = { docNumber: null, phone: null, unitName: null, reason: '有利害关系。', kind: 'person' as const }

  test('without a reason in the facts, and ties nobody declared, are both flagged to the bureau', async () => {
    const draw = await drawnPanel(requester, [], { days, size: 1 })
    await profileOf(seated[1]!, {
      papers: { rows: [{ title: '合写的论文', date: '2030', authors: authors('温知新', '牵头人') }] },
    })
    const { id: subjectId } = await subjectIn(requester, draw.id, { leader: '牵头人' })
    const declare = (name: string) => declareAvoidance(manager, { ...wish, requestId: draw.id, subjectId, name })
    await declare('无此人')
    await declare('柳成荫')
    const words = async () =>
      new Map((await listAvoidances(manager, draw.id)).map(row => [row.target, row.basis?.words]))
    expect((await words()).get('无此人')).toContain('没有相符')
    expect((await words()).get('柳成荫')).toContain('没有依据')
    expect((await listAvoidances(requester, draw.id)).every(row => row.basis === null)).toBe(true)
    const missing = () => listConflicts(manager, draw.id, { size: 20, sort: 'asc', declared: 'missing' })
    expect((await missing()).count).toBe(0)
    const [tie] = (await listConflicts(manager, draw.id, { size: 20, sort: 'asc' })).rows
    expect(tie).toMatchObject({ rule: 'coAuthor', undeclared: false })
    const { id, version } = tie!
    await giveVerdict(manager, { requestId: draw.id, id, version, verdict: 'confirmed', why: '核实过。' })
    expect((await missing()).rows).toMatchObject([{ name: '温知新', undeclared: true }])
    await declare('温知新')
    expect((await missing()).count).toBe(0)
    expect((await words()).get('温知新')).toBe('资料中有依据')
    await profileOf(seated[1]!, {})
  })

  test('a manager who asked himself declares as who asked, within the limits', async () => {
    const both = await requesterOf(await officeNamed(), 'bureauManager')
    const draw = await drawnPanel(both, [], { days, size: 1 })
    const { id: subjectId } = await subjectIn(both, draw.id, {})
    const declare = (name: string, subject: string | null) =>
      declareAvoidance(both, { ...wish, requestId: draw.id, subjectId: subject, name })
    expect((await refusalOf(declare('甲甲', null))).fieldErrors).toHaveProperty('subjectId')
    await declare('甲甲', subjectId)
    expect((await refusalOf(declare('乙乙', subjectId))).fieldErrors).toHaveProperty('kind')
    expect(await db().drawAvoidance.findFirst({ where: { requestId: draw.id } })).toMatchObject({ source: 'applicant' })
  })
})
