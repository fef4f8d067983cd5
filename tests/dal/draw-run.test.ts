import { systemActor } from '@/lib/access/actor'
import { changeComparing, compareAhead, findConflicts } from '@/lib/draw/conflict.dal'
import { lockDraws } from '@/lib/draw/lock.dal'
import { eligibleFor } from '@/lib/draw/pool.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { brokenDraws } from '@/lib/draw/verify.dal'
import { db, type Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useDatabase } from '../support/database'
import { approvedAsIs, makeApproved, makeExperts } from '../support/draw-pool'
import { cast, draw, own, record, seatsOf, useDrawCast } from '../support/draw-running'
import { prove } from '../support/staff'
import { outcomes, refusalOf } from '../support/units'
import { until } from '../support/until'

useDatabase()
useDrawCast()

const pool = (roundId: string) => eligibleFor(cast.operator, db(), roundId)
const day = (n: number) => new Date(Date.UTC(2031, 0, n, 1))

describe('drawing', () => {
  test('a panel is drawn within quotas and caps, with its record, and the same record gives the same panel', async () => {
    const titleCode = own()
    await makeExperts(24, at => ({ titleCode, sex: at % 3 ? '1' : '2' }))
    const quotas = [{ feature: 'sex', value: '2', min: 2, max: 3 }]
    const { roundId, requestId } = await makeApproved(cast, [{ size: 5, conditions: { titles: [titleCode] }, quotas }])
    const { drawId, attempt, already } = await draw(roundId)
    expect({ attempt, already }).toEqual({ attempt: 1, already: false })
    const seats = await seatsOf(drawId)
    const people = await db().expert.findMany({ where: { accountId: { in: seats.map(seat => seat.expertId!) } } })
    expect(people).toHaveLength(5)
    expect(new Set(people.map(one => one.unitId)).size).toBe(5)
    expect([2, 3]).toContain(people.filter(one => one.sex === '2').length)
    expect(seats.every(seat => seat.status === 'drawn' && seat.chance! > 0 && seat.chance! <= 1)).toBe(true)
    const stored = await db().draw.findUniqueOrThrow({ where: { id: drawId } })
    expect(stored.counts).toMatchObject([{ eligible: 24, excluded: {} }])
    expect(await db().drawRequest.findUniqueOrThrow({ where: { id: requestId } })).toMatchObject({ status: 'drawn' })
    expect(await record(drawId)).toMatchObject({ broken: [], panels: [seats.map(seat => seat.expertId)] })
    expect(await brokenDraws(systemActor('test'))).toEqual([])
  })

  test('AU14 it asks for a second proof for this very round, and nothing is written without', async () => {
    const titleCode = own()
    await makeExperts(4, () => ({ titleCode }))
    const { roundId } = await makeApproved(cast, [{ size: 1, conditions: { titles: [titleCode] } }])
    await prove(cast.operator, 'draw.run', newId())
    const refused = await refusalOf(runDraw(cast.operator, { roundId, version: 0 }))
    expect(refused).toMatchObject({ code: 'stepUp', deed: { action: 'draw.run', objectId: roundId } })
    expect(await db().draw.count({ where: { roundId } })).toBe(0)
    expect((await db().drawRound.findUniqueOrThrow({ where: { id: roundId } })).status).toBe('approved')
  })

  test('who asked for it does not draw it, nor who agreed to it', async () => {
    const titleCode = own()
    await makeExperts(4, () => ({ titleCode }))
    for (const [who, words] of [
      ['requester', '这是您自己提出的需求'],
      ['manager', '这是您同意的需求'],
    ] as const) {
      const { roundId } = await makeApproved(cast, [{ size: 1, conditions: { titles: [titleCode] } }])
      const double = { ...cast.operator, accountId: cast[who].accountId }
      await prove(double, 'draw.run', roundId)
      expect((await refusalOf(runDraw(double, { roundId, version: 0 }))).message).toContain(words)
      expect(await db().draw.count({ where: { roundId } })).toBe(0)
    }
  })

  test('CO7 two operators at once: one draw, and the second gets what the first has drawn', async () => {
    const titleCode = own()
    await makeExperts(12, () => ({ titleCode }))
    const { roundId } = await makeApproved(cast, [{ size: 3, conditions: { titles: [titleCode] } }])
    const both = await Promise.all([draw(roundId), draw(roundId, cast.other)])
    expect(both.map(one => one.already).sort()).toEqual([false, true])
    expect(new Set(both.map(one => one.drawId)).size).toBe(1)
    expect(await db().draw.count({ where: { roundId } })).toBe(1)
    expect(await db().drawSeat.count({ where: { roundId } })).toBe(3)
  })

  test('a pool that cannot serve is refused with the group, and nothing is left but the event', async () => {
    const titleCode = own()
    await makeExperts(2, () => ({ titleCode }))
    const { roundId } = await makeApproved(cast, [{ size: 3, conditions: { titles: [titleCode] } }])
    const refused = await refusalOf(draw(roundId))
    expect(refused.message).toContain('「第1组」凑不齐')
    expect(await db().draw.count({ where: { roundId } })).toBe(0)
    expect((await db().drawRound.findUniqueOrThrow({ where: { id: roundId } })).status).toBe('approved')
    const event = await db().auditEvent.findFirstOrThrow({ where: { objectId: roundId, result: 'failed' } })
    expect(event).toMatchObject({ action: 'draw.run', detail: { why: 'infeasible' } })
  })

  test('groups are drawn together and never overlap', async () => {
    const titleCode = own()
    await makeExperts(10, () => ({ titleCode }))
    const conditions = { titles: [titleCode] }
    const { roundId } = await makeApproved(cast, [
      { size: 3, conditions },
      { size: 5, conditions },
    ])
    const seats = await seatsOf((await draw(roundId)).drawId)
    expect(new Set(seats.map(seat => seat.expertId)).size).toBe(8)
  })
})

describe('between approval and drawing', () => {
  test('who fell asleep, is on leave, is to avoid or is taken at that hour is out, and counted', async () => {
    const titleCode = own()
    const people = await makeExperts(12, () => ({ titleCode }))
    const conditions = { titles: [titleCode] }
    const { roundId, requestId, groups } = await makeApproved(cast, [{ size: 3, conditions }], { from: day(5) })
    const elsewhere = await makeApproved(cast, [{ size: 1, conditions }], { from: day(5) })
    const taken = (await seatsOf((await draw(elsewhere.roundId)).drawId))[0]!.expertId!
    const [asleep, away, tied, wished, off, doubtful] = people.filter(id => id !== taken)
    await db().expert.update({ where: { accountId: asleep }, data: { status: 'dormant' } })
    await db().expertLeave.create({ data: { id: newId(), expertId: away!, fromDay: day(4), toDay: day(6) } })
    for (const [position, expertId] of [tied!, doubtful!].entries()) {
      const { docIndex } = await db().person.findUniqueOrThrow({ where: { accountId: expertId } })
      const party = { id: newId(), kind: 'leader', name: '项目负责人', docIndex }
      await db().drawSubject.create({
        data: { id: newId(), requestId, position, title: '项目', parties: { create: party } },
      })
    }
    await db().$transaction(tx => findConflicts(cast.operator, tx, requestId))
    await db().drawConflict.updateMany({
      where: { requestId, expertId: doubtful },
      data: {
        verdict: 'falseAlarm',
        verdictById: newId(),
        verdictBy: '审核',
        verdictWhy: '同名',
        verdictAt: new Date(),
      },
    })
    await db().drawAvoidance.create({
      data: {
        ...{ id: newId(), requestId, kind: 'person', source: 'applicant', expertId: wished, reason: '曾有纠纷' },
        ...{ status: 'accepted', declaredBy: '申请人', decidedById: newId(), decidedBy: '业勤', decidedWhy: '属实' },
      },
    })
    await db().account.update({ where: { id: off }, data: { disabledAt: new Date() } })
    await approvedAsIs(cast, requestId)
    const found = await pool(roundId)
    expect(found.counts).toEqual([
      {
        ...{ groupId: groups[0], name: '第1组', eligible: 6 },
        excluded: { notActive: 1, onLeave: 1, taken: 1, avoids: 2, disabled: 1 },
      },
    ])
    const seats = await seatsOf((await draw(roundId)).drawId)
    const out = [taken, asleep, away, tied, wished, off]
    expect(seats.filter(seat => out.includes(seat.expertId!))).toEqual([])
  })

  test('a tie to what one group reviews keeps out of that group only', async () => {
    const titleCode = own()
    const [tied] = await makeExperts(8, () => ({ titleCode }))
    const conditions = { titles: [titleCode] }
    const { roundId, requestId, groups } = await makeApproved(cast, [
      { size: 1, conditions },
      { size: 1, conditions },
    ])
    const subject = await db().drawSubject.create({
      data: { id: newId(), requestId, groupId: groups[1], position: 0, title: '项目甲' },
    })
    await db().drawConflict.create({
      data: {
        ...{ id: newId(), requestId, subjectId: subject.id, expertId: tied!, rule: 'unit' },
        ...{ certainty: 'certain', evidence: '同一单位', factsHash: 'x' },
      },
    })
    expect((await pool(roundId)).counts.map(one => one.excluded)).toEqual([{}, { avoids: 1 }])
  })

  test('who is tied while the draw waits for another one is out: it is looked at again under the lock', async () => {
    const titleCode = own()
    const [tied] = await makeExperts(4, () => ({ titleCode }))
    const { roundId, requestId } = await makeApproved(cast, [{ size: 3, conditions: { titles: [titleCode] } }])
    const party = { id: newId(), kind: 'leader', name: '项目负责人', docIndex: `later-${tied}` }
    await db().drawSubject.create({
      data: { id: newId(), requestId, position: 0, title: '项目', parties: { create: party } },
    })
    await db().$transaction(tx => findConflicts(cast.operator, tx, requestId))
    await approvedAsIs(cast, requestId)
    const waiting = await db().$transaction(
      async tx => {
        await lockDraws(cast.operator, tx)
        const drawing = draw(roundId)
        await until(async () => {
          const rows = await db().$queryRaw<
            unknown[]
          >`SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'advisory'`
          return rows.length > 0
        })
        await db().person.update({ where: { accountId: tied }, data: { docIndex: `later-${tied}` } })
        return { drawing }
      },
      { timeout: 20_000 },
    )
    const seats = await seatsOf((await waiting.drawing).drawId)
    expect(seats).toHaveLength(3)
    expect(seats.map(seat => seat.expertId)).not.toContain(tied)
  })

  test('what a change would bring is found ahead and leaves nothing behind; what comes between is found as well', async () => {
    const [named, moved, other] = await makeExperts(3, () => ({ titleCode: own() }))
    const { requestId } = await makeApproved(cast, [{ size: 1 }])
    const job = systemActor('test')
    const indexOf = async (id: string) => (await db().person.findUniqueOrThrow({ where: { accountId: id } })).docIndex
    const subject = (position: number, docIndex: string) => {
      const parties = { create: { id: newId(), kind: 'leader', name: '负责人', docIndex } }
      const data = { id: newId(), requestId, position, title: '项目', parties }
      return (tx: Tx) => tx.drawSubject.create({ data })
    }
    const tied = async () =>
      (await db().drawConflict.findMany({ where: { requestId, goneAt: null } })).map(one => one.expertId).sort()
    const change = subject(0, await indexOf(named!))
    const ahead = await compareAhead(job, requestId, change)
    expect([await tied(), await db().drawSubject.count({ where: { requestId } })]).toEqual([[], 0])
    // somebody's number becomes that of the leader while it waits
    await subject(1, `moved-${moved}`)(db())
    const again = await compareAhead(job, requestId, change)
    await db().person.update({ where: { accountId: moved }, data: { docIndex: `moved-${moved}` } })
    await db().$transaction(tx => changeComparing(job, tx, requestId, again, change))
    expect(await tied()).toEqual([named, moved].sort())
    // the request has been compared since `ahead`: it is not gone by
    await db().$transaction(async tx => changeComparing(job, tx, requestId, ahead, subject(2, await indexOf(other!))))
    expect(await tied()).toEqual([named, moved, other].sort())
    expect(await compareAhead(job, requestId, () => Promise.reject(new Error('no')))).toBeNull()
  })

  test('two draws for one time slot at once never seat one person twice', async () => {
    const titleCode = own()
    await makeExperts(6, () => ({ titleCode }))
    const ask = { size: 3, conditions: { titles: [titleCode] } }
    const at = { from: day(9) }
    const rounds = [await makeApproved(cast, [ask], at), await makeApproved(cast, [ask], at)]
    const third = await makeApproved(cast, [{ ...ask, size: 1 }], at)
    const { done, failed } = await outcomes([
      draw(rounds[0]!.roundId),
      draw(rounds[1]!.roundId, cast.other),
      // six people sit already: one of the three is told so
      draw(third.roundId, { ...cast.other, request: { ...cast.other.request, session: 'another' } }),
    ])
    const seats = (await Promise.all(done.map(one => seatsOf(one.drawId)))).flat()
    expect(new Set(seats.map(seat => seat.expertId)).size).toBe(seats.length)
    expect(done.length + failed.length).toBe(3)
    expect(failed.map(error => (error as Error).message).join()).toContain('凑不齐')
  })
})
