import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { acceptSeat, declineSeat, recuseSeat } from '@/lib/draw/answer.dal'
import { decideAvoidance, declareAvoidance, listAvoidances } from '@/lib/draw/avoidance.dal'
import { checkOne } from '@/lib/draw/conflict-check.dal'
import { conflictSummary, giveVerdict, listConflicts } from '@/lib/draw/conflict-list.dal'
import { answerToken } from '@/lib/draw/link'
import { startInviting } from '@/lib/draw/notify.dal'
import { markConcerns, releaseConcerned } from '@/lib/draw/seat-concern.dal'
import { releaseSeat } from '@/lib/draw/seat-deeds.dal'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import { saveSubject } from '@/lib/draw/subject.dal'
import { decideChange } from '@/lib/draw/subject-change.dal'
import { now, setClock } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { defaultDraw } from '@/lib/policy/draw-policy'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { presetNamed } from '@/lib/policy/presets/all'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { drawDay, drawNow, drawnPanel, type MadeDraw, seatNow, seatTurn } from '../support/draw-seats'
import { nothingOf } from '../support/draw-secrets'
import { profileOf, subjectIn, subjectInput } from '../support/draw-ties'
import { officeNamed, requesterOf } from '../support/draws'
import { fixturePhone } from '../support/fixtures-ids'
import { enforce } from '../support/policy'
import { people as authors } from '../support/profiles'
import { staffOf } from '../support/staff'
import { makeReviewer, refusalOf, unitOf, visitor } from '../support/units'

useDatabase()

let requester: StaffActor
let operator: StaffActor
let manager: StaffActor
let supervisor: StaffActor
let institute: UnitActor
let seated: Applicant[]
let days = 0

beforeAll(async () => {
  await enforce('shaoxing', {
    path: presetNamed('wuhan').path,
    draw: { ...defaultDraw, enabled: true, declared: { people: 1, units: 1 } },
  })
  institute = await unitOf('active', '示范材料研究院')
  const [reviewer, other] = [await makeReviewer('沈鉴'), await unitOf('active')]
  requester = await staffOf('drawRequester')
  operator = await staffOf('drawOperator')
  manager = await staffOf('bureauManager')
  supervisor = await staffOf('supervisor')
  for (const [index, { accountId: id }] of [requester, operator, manager, supervisor].entries()) {
    const phone = fixturePhone(8300 + index)
    const phoneCipher = encryptField(phone, { table: 'account', id, column: 'phone' })
    await db().account.update({ where: { id }, data: { phoneCipher, phoneIndex: blindIndex('phone', phone) } })
  }
  seated = [
    await expertOf(institute, reviewer, { name: '乔木' }),
    await expertOf(other, reviewer, { name: '温知新' }),
    await expertOf(other, reviewer, { name: '柳成荫' }),
  ]
})

beforeEach(() => {
  days += 7
  setClock(new Date(drawDay.getTime() + days * 86_400_000))
})
afterAll(() => setClock(null))

const system = systemActor('test')
async function told(): Promise<MadeDraw> {
  const draw = await drawnPanel(requester, seated, { days })
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  return draw
}
const by = (id: string) => ({ token: answerToken(id), id: null })

describe('what becomes known after the draw (S7)', () => {
  test('a conflict, an exit and a disabled account mark a place by number; who acts is told how many', async () => {
    const draw = await told()
    expect(await markConcerns(system)).toBe(0)
    await subjectIn(requester, draw.id, { unit: '示范材料研究院' })
    await db().expert.update({ where: { accountId: seated[1]!.accountId }, data: { status: 'suspended' } })
    expect(await markConcerns(system)).toBe(2)
    expect(await markConcerns(system)).toBe(0)
    const view = await viewSeats(manager, draw.id)
    expect(view.concerned).toBe(2)
    expect(view.rows.map(row => row.concern)).toEqual([true, true, false])
    expect(
      await nothingOf(
        seated.map(one => one.accountId),
        JSON.stringify(view),
      ),
    ).toEqual([])
    expect(await viewSeats(operator, draw.id)).toMatchObject({ concerned: 2 })
    expect((await viewSeats(operator, draw.id)).rows.every(row => !row.concern)).toBe(true)
    expect(await viewSeats(requester, draw.id)).toMatchObject({ concerned: 0 })
    const sent = await db().message.findMany({ where: { template: 'draw.concern' } })
    expect(new Set(sent.map(one => one.accountId))).toEqual(new Set([manager.accountId, operator.accountId]))
    await db().expert.update({ where: { accountId: seated[1]!.accountId }, data: { status: 'active' } })
    await db().account.update({ where: { id: seated[2]!.accountId }, data: { disabledAt: now() } })
    expect(await markConcerns(system)).toBe(2)
    expect((await viewSeats(manager, draw.id)).rows.map(row => row.concern)).toEqual([true, false, true])
    await db().account.update({ where: { id: seated[2]!.accountId }, data: { disabledAt: null } })
  })

  test('a manager who did not ask releases those concerned, unnamed, once', async () => {
    const draw = await told()
    await subjectIn(requester, draw.id, { unit: '示范材料研究院' })
    await markConcerns(system)
    const input = { id: draw.id, opinion: '抽取后查明应当回避。' }
    expect((await refusalOf(releaseConcerned(operator, input))).code).toBe('notFound')
    const twice = await Promise.allSettled([releaseConcerned(manager, input), releaseConcerned(manager, input)])
    expect(twice.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await seatNow(draw.seats[0]!)).status).toBe('released')
    expect((await seatNow(draw.seats[1]!)).status).toBe('notified')
    expect((await viewSeats(manager, draw.id)).concerned).toBe(0)
    const done = { where: { action: 'draw.releaseConcerned' }, select: { detail: true } }
    const trail = JSON.stringify(await db().auditEvent.findMany(done))
    expect(trail).not.toContain('乔木')
  })

  test('who asked for the draw releases nobody', async () => {
    const both = await requesterOf(await officeNamed(), 'bureauManager')
    const draw = await drawnPanel(both, seated, { days })
    expect((await refusalOf(releaseConcerned(both, { id: draw.id, opinion: '应当回避。' }))).message).toContain(
      '另一位',
    )
  })
})

describe('two people take off somebody of whom one knows', () => {
  const only = { size: 20, sort: 'asc' } as const
  async function give(by: StaffActor, requestId: string, verdict: 'confirmed' | 'falseAlarm') {
    const { id, version } = (await listConflicts(manager, requestId, only)).rows[0]!
    return giveVerdict(by, { requestId, id, version, verdict, why: '核实过。' })
  }

  test('what was judged before the draw stays', async () => {
    const draw = await told()
    await subjectIn(requester, draw.id, { unit: '示范材料研究院' })
    await db().drawConflict.updateMany({
      where: { requestId: draw.id },
      data: {
        ...{ verdict: 'falseAlarm', verdictById: manager.accountId, verdictBy: '业勤', verdictWhy: '同名。' },
        verdictAt: new Date(drawDay.getTime() - 3_600_000),
      },
    })
    const refusal = await refusalOf(give(manager, draw.id, 'confirmed'))
    expect([refusal.code, refusal.message]).toEqual(['refused', expect.stringContaining('抽取以后不能再改')])
    expect(refusal.message).toContain('声明回避')
    expect(await markConcerns(system)).toBe(0)
    expect(await viewSeats(manager, draw.id)).toMatchObject({ keptOut: null })
  })

  test('what is found later is judged once; whoever judged sees no mark and takes nobody off, another does', async () => {
    const draw = await told()
    await subjectIn(requester, draw.id, { unit: '示范材料研究院' })
    await give(manager, draw.id, 'confirmed')
    expect((await refusalOf(give(manager, draw.id, 'falseAlarm'))).code).toBe('refused')
    expect(await markConcerns(system)).toBe(1)
    const view = await viewSeats(manager, draw.id)
    expect(view).toMatchObject({ concerned: 0, keptOut: expect.stringContaining('另一位') })
    expect(view.rows.map(row => [row.concern, row.mayRelease])).toEqual(Array(3).fill([false, false]))
    const sent = await db().message.findMany({ where: { dedupeKey: { startsWith: `draw.concern:${draw.seats[0]}` } } })
    expect(sent.map(one => one.accountId)).toEqual([operator.accountId])
    const opinion = '抽取后查明应当回避。'
    for (const work of [
      releaseConcerned(manager, { id: draw.id, opinion }),
      releaseSeat(manager, { id: draw.seats[1]!, opinion }),
    ])
      expect(await refusalOf(work)).toMatchObject({ code: 'refused', message: expect.stringContaining('另一位') })
    const other = await staffOf('bureauManager')
    expect(await viewSeats(other, draw.id)).toMatchObject({ concerned: 1, keptOut: null })
    expect(await releaseConcerned(other, { id: draw.id, opinion })).toEqual({ released: 1 })
  })

  test('whoever declared somebody since the draw takes nobody off either', async () => {
    const draw = await told()
    const other = await staffOf('bureauManager')
    await declareAvoidance(other, {
      ...{ requestId: draw.id, subjectId: null, kind: 'person', name: '温知新', reason: '有利害关系。' },
      ...{ docNumber: null, phone: null, unitName: null },
    })
    const refusal = await refusalOf(releaseSeat(other, { id: draw.seats[1]!, opinion: '应当回避。' }))
    expect(refusal.message).toContain('声明或核准过')
  })

  test('nor does whoever accepted a change of the list or a declaration since, or asked for it before; who refused may', async () => {
    const [accepting, refusing, other] = [
      await staffOf('bureauManager'),
      await staffOf('bureauManager'),
      await staffOf('bureauManager'),
    ]
    const outOf = async (by: StaffActor, id: string) => {
      const { keptOut, rows } = await viewSeats(by, id)
      return [keptOut !== null, rows.some(row => row.concern)]
    }
    const wish = { kind: 'person' as const, name: '温知新', reason: '有利害关系。', subjectId: null }
    const unknown = { docNumber: null, phone: null, unitName: null }
    const listed = await told()
    const list = { unit: '示范材料研究院', leader: '甲甲' }
    for (const [by, accept] of [
      [refusing, false],
      [accepting, true],
    ] as const) {
      await saveSubject(requester, subjectInput(listed.id, list))
      const { id, version } = await db().drawListChange.findFirstOrThrow({
        where: { requestId: listed.id, status: 'pending' },
      })
      await decideChange(by, { id, version, accept, why: '来函说明。' })
    }
    expect(await markConcerns(system)).toBe(1)
    expect(await outOf(accepting, listed.id)).toEqual([true, false])
    expect(await outOf(refusing, listed.id)).toEqual([false, true])

    days += 7
    const declared = await told()
    const { id } = await declareAvoidance(other, { ...wish, ...unknown, requestId: declared.id })
    // declared before the draw, accepted after it
    const before = { at: new Date(drawDay.getTime() - 3_600_000) }
    await db().drawAvoidance.update({ where: { id }, data: before })
    expect(await outOf(other, declared.id)).toEqual([false, false])
    await decideAvoidance(accepting, { id, version: 0, accept: true, why: '属实。' })
    for (const by of [other, accepting]) expect((await outOf(by, declared.id))[0]).toBe(true)
    expect((await outOf(refusing, declared.id))[0]).toBe(false)
  })

  test('a manager who asked himself sees neither marks nor places', async () => {
    const both = await requesterOf(await officeNamed(), 'bureauManager')
    const draw = await drawnPanel(both, seated, { days })
    const where = { where: { accountId: seated[1]!.accountId } }
    await db().expert.update({ ...where, data: { status: 'suspended' } })
    expect(await markConcerns(system)).toBe(1)
    const view = await viewSeats(both, draw.id)
    expect(view).toMatchObject({ concerned: 0, rows: [], keptOut: expect.stringContaining('您自己提出的') })
    expect(await viewSeats(manager, draw.id)).toMatchObject({ concerned: 1 })
    await db().expert.update({ ...where, data: { status: 'active' } })
  })
})

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
