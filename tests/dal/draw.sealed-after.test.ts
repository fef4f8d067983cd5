import { systemActor } from '@/lib/access/actor'
import { follow } from '@/lib/draw/follow.dal'
import { checkedDraw } from '@/lib/draw/record.dal'
import { brokenSeals } from '@/lib/draw/seal-check.dal'
import { endSealByHand } from '@/lib/draw/seal-deeds.dal'
import { openSeal } from '@/lib/draw/seal-open.dal'
import { sealedDraw } from '@/lib/draw/sealed-lottery'
import { brokenDraws } from '@/lib/draw/verify.dal'
import { voidDraw } from '@/lib/draw/void.dal'
import { decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { drawSealInvariants } from '@/lib/verify/draw-seal.rules'
import { Prisma } from '@/prisma/generated/client'
import { useDatabase } from '../support/database'
import { makeExperts } from '../support/draw-pool'
import { cast, checked, draw, foreseen, ready, sealed, seatsOf, useSealedCast, versionOf } from '../support/draw-sealed'
import { addAll, sealNow, sealOfRound } from '../support/draw-sealing'
import { refusalOf } from '../support/units'

useDatabase()
useSealedCast()

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
