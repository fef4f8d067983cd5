import { type StaffActor, systemActor } from '@/lib/access/actor'
import { follow } from '@/lib/draw/follow.dal'
import { publishedDraw } from '@/lib/draw/published.dal'
import { checkedDraw } from '@/lib/draw/record.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { certificateSchema } from '@/lib/draw/seal/certificate'
import { brokenOf } from '@/lib/draw/seal/check'
import { verifyFile } from '@/lib/draw/seal/verify-file'
import { brokenSeals } from '@/lib/draw/seal-check.dal'
import { endSealByHand } from '@/lib/draw/seal-deeds.dal'
import { openSeal } from '@/lib/draw/seal-open.dal'
import { sealedDraw } from '@/lib/draw/sealed-lottery'
import type { PassedOver } from '@/lib/draw/sealed-seats'
import { brokenDraws } from '@/lib/draw/verify.dal'
import { voidDraw } from '@/lib/draw/void.dal'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { clearNumbers } from '@/lib/verify/clear-numbers.dal'
import { drawSealInvariants } from '@/lib/verify/draw-seal.rules'
import { Prisma } from '@/prisma/generated/client'
import { useDatabase } from '../support/database'
import { makeApproved, makeExperts } from '../support/draw-pool'
import { add, addAll, makeSealCast, type SealCast, sealNow, sealOfRound, withLotteries } from '../support/draw-sealing'
import { prove } from '../support/staff'
import { refusalOf } from '../support/units'

useDatabase()

let cast: SealCast
beforeAll(async () => {
  await withLotteries()
  cast = await makeSealCast()
})

let titles = 0
const versionOf = async (roundId: string) =>
  (await db().drawRound.findUniqueOrThrow({ where: { id: roundId } })).version
async function draw(roundId: string, actor: StaffActor = cast.operator) {
  await prove(actor, 'draw.run', roundId)
  return runDraw(actor, { roundId, version: await versionOf(roundId) })
}
const seatsOf = (drawId: string) => db().drawSeat.findMany({ where: { drawId }, orderBy: { rank: 'asc' } })
const checked = (drawId: string) => checkedDraw(cast.operator, db(), drawId)

/** A round of three with two kinds of people, sealed. */
async function sealed({ people = 12, size = 3, women = 1 } = {}) {
  const titleCode = `R${++titles}`
  const ids = await makeExperts(people, at => ({ titleCode, sex: at % 3 ? '1' : '2' }))
  const quotas = [{ feature: 'sex', value: '2', min: women, max: women }]
  const round = await makeApproved(cast, [{ size, conditions: { titles: [titleCode] }, quotas }])
  await sealNow()
  return { ...round, ids, seal: (await sealOfRound(round.roundId))! }
}
/** The same, with what all three have shown. */
async function ready(given: Parameters<typeof sealed>[0] = {}) {
  const round = await sealed(given)
  await addAll(cast, round.seal.id)
  return round
}
/** Whom its seal will draw: what nobody could know in the system. */
async function foreseen(sealId: string) {
  const { readySeal } = await import('@/lib/draw/sealed-run.dal')
  const { roundId } = await db().drawSeal.findUniqueOrThrow({ where: { id: sealId } })
  const { draw: made, open } = (await readySeal(cast.operator, roundId))!
  return { signs: made.drawn[0]!, ids: made.drawn[0]!.map(sign => open.expertOf.get(sign)!), open, made }
}

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
    const titleCode = `R${++titles}`
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

describe('afterwards', () => {
  test('递补 takes the next of his kind in the sealed order', async () => {
    const { roundId, seal } = await ready()
    const { made, open, ids } = await foreseen(seal.id)
    const { drawId } = await draw(roundId)
    const [first] = await seatsOf(drawId)
    await db().drawSeat.update({ where: { id: first!.id }, data: { status: 'released' } })
    const next = made.next({
      ...{ panel: 0, leaving: made.drawn[0]![0]!, seated: [made.drawn[0]!.slice(1)] },
      asked: new Set(made.drawn[0]),
    })
    const { id } = (await db().$transaction(tx => follow(cast.operator, tx, first!.id)))!
    expect(await follow2(first!.id)).toBe(id)
    const seat = await db().drawSeat.findUniqueOrThrow({ where: { id } })
    expect(seat).toMatchObject({ expertId: open.expertOf.get(next!), kind: 'alternate', rank: 3 })
    const sexOf = async (accountId: string) => (await db().expert.findUniqueOrThrow({ where: { accountId } })).sex
    expect(await sexOf(seat.expertId!)).toBe(await sexOf(ids[0]!))
    expect((await checked(drawId)).broken).toEqual([])
  })
  const follow2 = async (seatId: string) => (await db().$transaction((tx: Tx) => follow(cast.operator, tx, seatId)))?.id

  test('void: the seal ends with the draw, the round is sealed anew, and the next record lists it', async () => {
    const { roundId, seal } = await ready()
    const first = await draw(roundId)
    await expect(
      db().drawSeal.update({ where: { id: seal.id }, data: { endedAt: new Date(), endReason: '再来' } }),
    ).rejects.toThrow(/not ended/)
    expect((await refusalOf(endSealByHand(cast.manager, { sealId: seal.id, opinion: '再来' }))).message).toContain(
      '宣布抽取无效',
    )
    const opinion = '评审对象有误。'
    await voidDraw(cast.manager, { drawId: first.drawId, version: await versionOf(roundId), opinion })
    expect(await db().drawSeal.findUniqueOrThrow({ where: { id: seal.id } })).toMatchObject({
      endReason: `抽取宣布无效：${opinion}`,
    })
    expect(await sealNow()).toBe(1)
    const next = (await sealOfRound(roundId))!
    expect(JSON.parse(next.record).earlier).toMatchObject([{ number: seal.number, seal: seal.seal }])
    await addAll(cast, next.id)
    const second = await draw(roundId)
    expect(second.attempt).toBe(2)
    for (const { drawId } of [first, second]) expect((await checked(drawId)).broken).toEqual([])
  })

  test('TE6 another seat, another chance of a kind, another word of the three, another secret: it no longer comes out', async () => {
    const { roundId, seal } = await ready()
    const { drawId } = await draw(roundId)
    const tampered = async (change: (tx: Tx) => Promise<unknown>) => {
      let broken: string[] = []
      const taken = new Error('taken back')
      await db()
        .$transaction(async tx => {
          await tx.$executeRaw`SET LOCAL session_replication_role = 'replica'`
          await change(tx)
          broken = (await checkedDraw(cast.operator, tx, drawId)).broken
          throw taken
        })
        .catch(error => {
          if (error !== taken) throw error
        })
      return broken.join()
    }
    const [stranger] = await makeExperts(1)
    expect(
      await tampered(
        tx =>
          tx.$executeRaw`UPDATE draw_seat SET expert_id = ${stranger}::uuid WHERE draw_id = ${drawId}::uuid AND rank = 0`,
      ),
    ).toBe('抽中的专家与重新计算的结果不是同一批人')
    expect(
      await tampered(
        tx =>
          tx.$executeRaw`UPDATE draw_seal SET record = replace(record, '"size":3', '"size":2') WHERE id = ${seal.id}::uuid`,
      ),
    ).toContain('封存的内容')
    expect(
      await tampered(
        tx => tx.$executeRaw`UPDATE draw_seal SET expert_ids[1] = ${stranger}::uuid WHERE id = ${seal.id}::uuid`,
      ),
    ).toContain('代号与专家不符')
    expect(
      await tampered(
        tx =>
          tx.$executeRaw`UPDATE draw_contribution SET contribution = 'other' WHERE seal_id = ${seal.id}::uuid AND role = 'bureau'`,
      ),
    ).toContain('三方内容')
    const one = { sign: 'a'.repeat(64), panel: 0, place: 0, reason: 'notActive' }
    expect(
      await tampered(
        tx => tx.$executeRaw`UPDATE draw SET passed = ${JSON.stringify([one])}::jsonb WHERE id = ${drawId}::uuid`,
      ),
    ).toContain('不是同一批人')
    expect((await checked(drawId)).broken).toEqual([])
  })

  test('what cannot be read any more is named, and what comes after it is looked at all the same', async () => {
    const { roundId, seal } = await ready()
    const { drawId } = await draw(roundId)
    const later = (await sealed()).seal
    const { secretCipher, lottery, record } = seal
    const put = (id: string, data: Prisma.DrawSealUpdateInput) =>
      db().$transaction(async tx => {
        await tx.$executeRaw`SET LOCAL session_replication_role = 'replica'`
        await tx.drawSeal.update({ where: { id }, data, select: { id: true } })
      })
    await put(later.id, { record: later.record.replace('"size":3', '"size":2') })
    for (const unreadable of [{ secretCipher: 'x' }, { lottery: Buffer.from('{') }, { record: '{' }]) {
      await put(seal.id, unreadable)
      expect(await brokenDraws(systemActor('test'))).toEqual([expect.stringMatching(`${drawId}.*读不出来`)])
      expect(await brokenSeals(systemActor('test'))).toEqual([
        expect.stringMatching(`${seal.id}.*读不出来`),
        expect.stringMatching(`${later.id}.*与封存值不符`),
      ])
      await put(seal.id, { secretCipher, lottery, record })
    }
    await put(later.id, { record: later.record })
    expect(await brokenSeals(systemActor('test'))).toEqual([])
  })

  test('the look through everything sees a seal of another content, words shown early, and a draw of another seal', async () => {
    const { roundId, seal } = await ready()
    const { drawId } = await draw(roundId)
    const open = (await sealed()).seal
    const look = async (tx: Pick<Tx, '$queryRaw'>) => {
      const found: string[][] = []
      for (const { sql } of drawSealInvariants)
        found.push(
          (await tx.$queryRaw<{ what: string }[]>`SELECT what FROM (${Prisma.raw(sql)}) AS broken`).map(
            row => row.what,
          ),
        )
      return found
    }
    expect(await look(db())).toEqual([[], [], [], []])
    const broken = async (change: (tx: Tx) => Promise<unknown>) => {
      const found: string[][] = []
      const taken = new Error('taken back')
      await db()
        .$transaction(async tx => {
          await tx.$executeRaw`SET LOCAL session_replication_role = 'replica'`
          await change(tx)
          found.push(...(await look(tx)))
          throw taken
        })
        .catch(error => {
          if (error !== taken) throw error
        })
      return found.map(what => what.length)
    }
    expect(
      await broken(tx => tx.$executeRaw`UPDATE draw_seal SET ask_hash = 'other' WHERE id = ${open.id}::uuid`),
    ).toEqual([1, 0, 0, 0])
    expect(await broken(tx => tx.$executeRaw`UPDATE draw_seal SET place = 99 WHERE id = ${open.id}::uuid`)).toEqual([
      0, 1, 0, 0,
    ])
    expect(
      await broken(
        tx =>
          tx.$executeRaw`UPDATE draw_contribution SET revealed_at = committed_at - interval '1 hour' WHERE seal_id = ${seal.id}::uuid AND role = 'bureau'`,
      ),
    ).toEqual([0, 0, 1, 0])
    expect(
      await broken(tx => tx.$executeRaw`UPDATE draw SET problem_hash = 'other' WHERE id = ${drawId}::uuid`),
    ).toEqual([0, 0, 0, 1])
  })

  test('the seed with the draw is the one of secret and the three', async () => {
    const { roundId, seal } = await ready()
    const { drawId } = await draw(roundId)
    const row = await db().draw.findUniqueOrThrow({ where: { id: drawId } })
    const seed = decryptField(row.seedCipher, { table: 'draw', id: drawId, column: 'seed' })
    const { sealed: what, expertOf } = await openSeal(cast.operator, db(), seal.id)
    const again = sealedDraw(what, seed).drawn[0]!.map(sign => expertOf.get(sign)!)
    expect((await seatsOf(drawId)).map(seat => seat.expertId)).toEqual(again)
  })
})
