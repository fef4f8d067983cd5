import type { StaffActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { decideAvoidance, declareAvoidance } from '@/lib/draw/avoidance.dal'
import { giveVerdict, listConflicts } from '@/lib/draw/conflict-list.dal'
import { markConcerns, releaseConcerned } from '@/lib/draw/seat-concern.dal'
import { releaseSeat } from '@/lib/draw/seat-deeds.dal'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import { saveSubject } from '@/lib/draw/subject.dal'
import { decideChange } from '@/lib/draw/subject-change.dal'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import { days, manager, operator, passDays, requester, seated, told, useConcernCast } from '../support/draw-concern'
import { drawDay, drawnPanel, seatNow } from '../support/draw-seats'
import { nothingOf } from '../support/draw-secrets'
import { subjectIn, subjectInput } from '../support/draw-ties'
import { officeNamed, requesterOf } from '../support/draws'
import { staffOf } from '../support/staff'
import { refusalOf } from '../support/units'

useDatabase()
useConcernCast()

const system = systemActor('test')

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

    passDays(7)
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
