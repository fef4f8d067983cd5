import { systemActor } from '@/lib/access/actor'
import { follow } from '@/lib/draw/follow.dal'
import { publishedDraw } from '@/lib/draw/published.dal'
import { certificateSchema } from '@/lib/draw/seal/certificate'
import { brokenOf } from '@/lib/draw/seal/check'
import { verifyFile } from '@/lib/draw/seal/verify-file'
import { brokenSeals } from '@/lib/draw/seal-check.dal'
import { endSealByHand } from '@/lib/draw/seal-deeds.dal'
import type { PassedOver } from '@/lib/draw/sealed-seats'
import { brokenDraws } from '@/lib/draw/verify.dal'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { clearNumbers } from '@/lib/verify/clear-numbers.dal'
import { useDatabase } from '../support/database'
import { makeApproved, makeExperts } from '../support/draw-pool'
import { cast, checked, draw, foreseen, ownTitle, ready, sealed, seatsOf, useSealedCast } from '../support/draw-sealed'
import { add, addAll, sealNow, sealOfRound } from '../support/draw-sealing'
import { refusalOf } from '../support/units'

useDatabase()
useSealedCast()

describe('drawing from a seal', () => {
  test('who sits is whom the certificate draws; record, look through everything and file agree', async () => {
    const { roundId, requestId, seal } = await ready()
    const { ids } = await foreseen(seal.id)
    const drawn = await draw(roundId)
    expect(drawn).toMatchObject({ attempt: 1, already: false, open: 0 })
    const seats = await seatsOf(drawn.drawId)
    expect(seats.map(seat => seat.expertId)).toEqual(ids)
    expect(seats.map(seat => seat.rank)).toEqual([0, 1, 2])
    const row = await db().draw.findUniqueOrThrow({ where: { id: drawn.drawId }, include: { pool: true } })
    expect(row).toMatchObject({ method: 'maximin', sealId: seal.id, problemHash: seal.seal, passed: [] })
    const chances = new Map(row.pool.flatMap(one => one.expertIds.map(id => [id, one.chances[0]!] as const)))
    expect([...chances.values()].reduce((sum, one) => sum + one, 0)).toBeCloseTo(3, 9)
    expect(seats.map(seat => seat.chance)).toEqual(seats.map(seat => chances.get(seat.expertId!)))
    expect(await checked(drawn.drawId)).toEqual({ panels: [ids], broken: [] })
    expect(await brokenDraws(systemActor('test'))).toEqual([])
    expect(await brokenSeals(systemActor('test'))).toEqual([])
    expect(await clearNumbers(systemActor('test'))).toEqual([])
    expect((await refusalOf(publishedDraw(cast.supervisor, drawn.drawId))).code).toBe('refused')
    await db().drawRequest.update({ where: { id: requestId }, data: { status: 'inviting', unlockedAt: now() } })
    const { name, text } = await publishedDraw(cast.supervisor, drawn.drawId)
    expect(name).toBe(`抽取证书_${seal.number}.json`)
    const file = verifyFile(text)
    expect([file.kind, brokenOf(file.checks)]).toEqual(['certificate', []])
    expect(certificateSchema.parse(JSON.parse(text)).reveals.bureau.contribution).toBe('words of bureau')
    expect(ids.filter(id => text.includes(id))).toEqual([])
  })

  test('not before all three have shown theirs, and the database holds that too', async () => {
    const { roundId, seal } = await sealed()
    const why = async () => (await refusalOf(draw(roundId))).message
    expect(await why()).toContain('三方各交一份')
    await add(cast.requester, 'requester', seal.id, { keeper: 'self' })
    await add(cast.operator, 'bureau', seal.id)
    await add(cast.supervisor, 'supervisor', seal.id)
    expect(await why()).toContain('还有人没有公开')
    const plain = { seedCipher: 'x', saltCipher: 'x', seedHash: 'x', problemHash: 'x', selectionHash: 'x' }
    const by = { operatorId: newId(), operatorName: '某人', drawnAt: new Date(), took: 1 }
    const data = {
      id: newId(),
      roundId,
      attempt: 1,
      ...plain,
      engineVersion: 'x',
      ways: '1',
      counts: [],
      asked: {},
      ...by,
    }
    await expect(
      db().draw.create({ data: { ...data, method: 'maximin', sealId: seal.id, passed: [] } }),
    ).rejects.toThrow(/all three/)
    // nor from nothing, nor with equal chances beside the seal
    for (const method of ['maximin', 'uniform'])
      await expect(db().draw.create({ data: { ...data, method } })).rejects.toThrow(/drawn from it/)
    await endSealByHand(cast.manager, { sealId: seal.id, opinion: '使用单位的留底丢了。' })
    expect(await why()).toContain('还没有封存')
    await expect(db().draw.create({ data: { ...data, method: 'maximin' } })).rejects.toThrow(/draw_sealed/)
  })

  test('nobody ends by hand what is fixed, not even in the database', async () => {
    const { seal } = await ready()
    const input = { sealId: seal.id, opinion: '想再抽一次。' }
    expect((await refusalOf(endSealByHand(cast.manager, input))).message).toContain('结果已经定了')
    const byHand = { endedAt: now(), endReason: 'x', endedById: cast.manager.accountId, endedBy: '某人' }
    await expect(db().drawSeal.update({ where: { id: seal.id }, data: byHand })).rejects.toThrow(/ended by hand/)
  })

  test('two operators at once: one draw', async () => {
    const { roundId } = await ready()
    const both = await Promise.all([draw(roundId), draw(roundId, cast.other)])
    expect(both.map(one => one.already).sort()).toEqual([false, true])
    expect(await db().draw.count({ where: { roundId } })).toBe(1)
    expect(await db().drawSeat.count({ where: { roundId } })).toBe(3)
  })

  test('who was drawn and cannot be asked any more is passed over for the next of his kind, and counted', async () => {
    const { roundId, requestId, seal } = await ready()
    const { ids, signs } = await foreseen(seal.id)
    await db().expert.update({ where: { accountId: ids[0] }, data: { status: 'dormant' } })
    const { sessionFrom } = await db().drawRequest.findUniqueOrThrow({ where: { id: requestId } })
    const around = (days: number) => new Date(sessionFrom!.getTime() + days * 86_400_000)
    await db().expertLeave.create({
      data: { id: newId(), expertId: ids[1]!, fromDay: around(-1), toDay: around(1) },
    })
    await db().expert.update({ where: { accountId: ids[2] }, data: { titleCode: 'other' } })
    const { drawId, open } = await draw(roundId)
    expect(open).toBe(0)
    const seats = await seatsOf(drawId)
    expect(seats.filter(seat => ids.includes(seat.expertId!))).toEqual([])
    const people = await db().expert.findMany({ where: { accountId: { in: seats.map(seat => seat.expertId!) } } })
    expect([people.length, people.filter(one => one.sex === '2').length]).toEqual([3, 1])
    const row = await db().draw.findUniqueOrThrow({ where: { id: drawId } })
    const passed = row.passed as unknown as PassedOver[]
    expect(passed.map(one => [one.sign, one.reason])).toEqual([
      [signs[0], 'notActive'],
      [signs[1], 'onLeave'],
      [signs[2], 'changed'],
    ])
    expect((await checked(drawId)).broken).toEqual([])
  })

  test('where a kind is exhausted its place stays open', async () => {
    // three women, and all of them have gone
    const { roundId, seal, ids } = await ready({ people: 9 })
    await db().expert.updateMany({ where: { accountId: { in: ids }, sex: '2' }, data: { status: 'dormant' } })
    const { signs } = await foreseen(seal.id)
    expect(signs).toHaveLength(3)
    const { drawId, open } = await draw(roundId)
    expect(open).toBe(1)
    const seats = await seatsOf(drawId)
    expect(seats).toHaveLength(2)
    expect((await checked(drawId)).broken).toEqual([])
  })

  test('a conflict that comes to light after the sealing keeps out, as does an account that was disabled', async () => {
    const { roundId, requestId, seal } = await ready()
    const { ids } = await foreseen(seal.id)
    await db().account.update({ where: { id: ids[1] }, data: { disabledAt: new Date() } })
    const tie = { rule: 'unit', certainty: 'certain', evidence: '同一单位', factsHash: 'x' }
    await db().drawConflict.create({ data: { id: newId(), requestId, expertId: ids[0]!, ...tie } })
    // compared before and not since, so that what was found stays
    const { drawId } = await draw(roundId)
    const row = await db().draw.findUniqueOrThrow({ where: { id: drawId } })
    expect((row.passed as unknown as PassedOver[]).map(one => one.reason)).toEqual(['avoids', 'disabled'])
    expect((await checked(drawId)).broken).toEqual([])
  })
})

describe('several groups', () => {
  /** Two groups that may take the same people, the second with a woman of its own. */
  async function two() {
    const titleCode = ownTitle()
    const conditions = { titles: [titleCode] }
    await makeExperts(16, at => ({ titleCode, sex: at % 3 ? '1' : '2' }))
    const round = await makeApproved(cast, [
      { size: 3, conditions },
      { size: 3, conditions, quotas: [{ feature: 'sex', value: '2', min: 1, max: 1 }] },
    ])
    await sealNow()
    const seal = (await sealOfRound(round.roundId))!
    await addAll(cast, seal.id)
    return { ...round, seal }
  }

  test('are drawn together from one seal, nobody sits in two, and who cannot come is followed in his group', async () => {
    const { roundId, requestId, groups, seal } = await two()
    const { made, open } = await foreseen(seal.id)
    const gone = open.expertOf.get(made.drawn[1]![0]!)!
    await db().expert.update({ where: { accountId: gone }, data: { status: 'dormant' } })
    const { drawId } = await draw(roundId)
    const seats = await seatsOf(drawId)
    expect(seats.map(seat => groups.indexOf(seat.groupId))).toEqual([0, 0, 0, 1, 1, 1])
    expect(new Set(seats.map(seat => seat.expertId)).size).toBe(6)
    expect(seats.map(seat => seat.expertId)).not.toContain(gone)
    const women = await db().expert.count({
      where: { sex: '2', accountId: { in: seats.slice(3).map(seat => seat.expertId!) } },
    })
    expect(women).toBe(1)
    const row = await db().draw.findUniqueOrThrow({ where: { id: drawId }, include: { pool: true } })
    expect(row.passed).toMatchObject([{ panel: 1, place: 0, reason: 'notActive' }])
    const sums = [0, 1].map(at => row.pool.reduce((sum, one) => sum + one.expertIds.length * one.chances[at]!, 0))
    expect(sums[0]).toBeCloseTo(3, 9)
    expect(sums[1]).toBeCloseTo(3, 9)
    expect((await checked(drawId)).broken).toEqual([])
    const second = seats[4]!
    await db().drawSeat.update({ where: { id: second.id }, data: { status: 'released' } })
    const followed = await db().$transaction(tx => follow(cast.operator, tx, second.id))
    expect(await db().drawSeat.findUniqueOrThrow({ where: { id: followed!.id } })).toMatchObject({
      groupId: groups[1],
      rank: 6,
    })
    expect((await checked(drawId)).broken).toEqual([])
    await db().drawRequest.update({ where: { id: requestId }, data: { status: 'inviting', unlockedAt: now() } })
    const { text } = await publishedDraw(cast.supervisor, drawId)
    expect(brokenOf(verifyFile(text).checks)).toEqual([])
  })
})
