import { ownDraws, ownReceipt, receiptFile } from '@/lib/draw/receipt.dal'
import { publicSealFile } from '@/lib/draw/record-file.public.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { brokenOf } from '@/lib/draw/seal/check'
import { verifyFiles } from '@/lib/draw/seal/verify-files'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { drawRecordInvariants } from '@/lib/verify/draw-record.rules'
import { Prisma } from '@/prisma/generated/client'
import { useDatabase } from '../support/database'
import { makeApproved, makeExperts } from '../support/draw-pool'
import { addAll, makeSealCast, type SealCast, sealNow, sealOfRound, withLotteries } from '../support/draw-sealing'
import { acted } from '../support/draw-seats'
import { nothingOf } from '../support/draw-secrets'
import { enforce } from '../support/policy'
import { prove } from '../support/staff'
import { refusalOf, visitor } from '../support/units'

useDatabase()

let cast: SealCast
beforeAll(async () => {
  await withLotteries()
  cast = await makeSealCast()
})

let titles = 0
/** A round of three that was drawn out of a pool of twelve. */
async function drawn(lottery = true) {
  const titleCode = `Q${++titles}`
  const ids = await makeExperts(12, () => ({ titleCode }))
  const round = await makeApproved(cast, [{ size: 3, conditions: { titles: [titleCode] } }])
  if (lottery) {
    await sealNow()
    await addAll(cast, (await sealOfRound(round.roundId))!.id)
  }
  await prove(cast.operator, 'draw.run', round.roundId)
  const { version } = await db().drawRound.findUniqueOrThrow({ where: { id: round.roundId } })
  const { drawId } = await runDraw(cast.operator, { roundId: round.roundId, version })
  return { ...round, ids, drawId, number: (await sealOfRound(round.roundId))?.number ?? null }
}
const open = (id: string) => db().drawRequest.update({ where: { id }, data: { status: 'inviting', unlockedAt: now() } })
const page = { size: 20 }
const codes = async (of: Promise<unknown>[]) => Promise.all(of.map(async one => (await refusalOf(one)).code))

test('as long as the names are sealed nobody learns that he was in the pool, drawn or not', async () => {
  const { ids, drawId } = await drawn()
  for (const id of ids.slice(0, 4)) {
    expect((await ownDraws(acted(id), page)).rows).toEqual([])
    expect(await codes([ownReceipt(acted(id), drawId), receiptFile(acted(id), drawId)])).toEqual([
      'notFound',
      'notFound',
    ])
  }
})

test('with the names everybody of the pool has a receipt, which stands under the sealed root and opens nobody else', async () => {
  const { ids, drawId, requestId, number } = await drawn()
  await open(requestId)
  const { text: certificate } = (await publicSealFile(visitor(), number!))!
  const signs = new Set<string>()
  for (const id of ids) {
    const [row] = (await ownDraws(acted(id), page)).rows
    expect(row).toMatchObject({ id: drawId, number, chance: '25%', groups: [], sealed: true, voided: false })
    const receipt = await ownReceipt(acted(id), drawId)
    expect(receipt).toMatchObject({ fraction: [1, 4], people: 12, chance: '25%' })
    signs.add(receipt.sign)
    const { name, text } = await receiptFile(acted(id), drawId)
    expect(name).toBe(`抽取回执_${number}.json`)
    expect(brokenOf(verifyFiles([text, certificate]).checks)).toEqual([])
    expect(
      await nothingOf(
        ids.filter(one => one !== id),
        text + JSON.stringify([row, receipt]),
      ),
    ).toEqual([])
  }
  expect(signs.size).toBe(12)
})

test('AC5 nobody gets a receipt of a draw he was not in, nor by another id, nor who is no expert', async () => {
  const one = await drawn()
  const other = await drawn()
  await open(one.requestId)
  await open(other.requestId)
  const me = acted(one.ids[0]!)
  for (const id of [other.drawId, other.roundId, one.requestId, one.roundId, newId(), 'x', ''])
    expect(await codes([ownReceipt(me, id), receiptFile(me, id)])).toEqual(['notFound', 'notFound'])
  const [outside] = await makeExperts(1)
  for (const actor of [acted(outside!), acted(newId()), cast.requester, cast.manager, cast.supervisor])
    expect(await codes([ownReceipt(actor, one.drawId), receiptFile(actor, one.drawId)])).toEqual([
      'notFound',
      'notFound',
    ])
  expect((await ownDraws(acted(outside!), page)).rows).toEqual([])
})

test('the look through everything sees a pool that is not the one that was sealed', async () => {
  const { drawId, ids } = await drawn()
  const [{ sql }] = drawRecordInvariants as [(typeof drawRecordInvariants)[number]]
  const look = async (tx: Pick<Tx, '$queryRaw'>) =>
    (await tx.$queryRaw<{ what: string }[]>`SELECT what FROM (${Prisma.raw(sql)}) AS broken`).map(row => row.what)
  expect(await look(db())).toEqual([])
  const taken = new Error('taken back')
  let found: string[] = []
  await db()
    .$transaction(async tx => {
      await tx.$executeRaw`SET LOCAL session_replication_role = 'replica'`
      await tx.$executeRaw`
        UPDATE draw_pool SET expert_ids = array_remove(expert_ids, ${ids[0]}::uuid) WHERE draw_id = ${drawId}::uuid`
      found = await look(tx)
      throw taken
    })
    .catch(error => {
      if (error !== taken) throw error
    })
  expect(found).toEqual([`draw ${drawId}`])
})

test('of a uniform draw the chance stands there, and there is no receipt', async () => {
  await enforce('shaoxing')
  const { ids, drawId, requestId } = await drawn(false)
  const me = acted(ids[5]!)
  expect((await ownDraws(me, page)).rows).toEqual([])
  await open(requestId)
  const { number } = await db().drawRequest.findUniqueOrThrow({ where: { id: requestId } })
  expect((await ownDraws(me, page)).rows).toMatchObject([{ id: drawId, number, chance: '25%', sealed: false }])
  expect((await refusalOf(ownReceipt(me, drawId))).code).toBe('notFound')
  await withLotteries()
})

test('many draws come page by page, those that are sealed left out', async () => {
  await enforce('shaoxing')
  const { ids, drawId, requestId } = await drawn(false)
  await open(requestId)
  const [pool] = await db().drawPool.findMany({ where: { drawId } })
  const model = await db().draw.findUniqueOrThrow({ where: { id: drawId } })
  const closed = await drawn(false)
  for (let at = 2; at < 8; at += 1) {
    const round = at % 3 === 0 ? closed.roundId : model.roundId
    const { sealId: _, passed: __, counts, asked, ...row } = model
    const id = newId()
    await db().draw.create({
      data: {
        ...{ ...row, id, roundId: round, attempt: at + 10, method: 'uniform', counts: counts as object },
        ...{ asked: asked as object, drawnAt: new Date(row.drawnAt.getTime() + at * 1000) },
        ...{ voidedAt: now(), voidedById: cast.manager.accountId, voidReason: '测试' },
      },
    })
    await db().drawPool.create({ data: { ...pool!, drawId: id, features: {} } })
  }
  const found: string[] = []
  for (let after: string | null = null; ; ) {
    const one = await ownDraws(acted(ids[0]!), { after, size: 2 })
    expect(one.rows.length).toBeLessThanOrEqual(2)
    found.push(...one.rows.map(row => row.id))
    after = one.next
    if (after === null) break
  }
  // attempts 3 and 6 are of the request that is sealed
  expect([found.length, new Set(found).size]).toEqual([5, 5])
  await withLotteries()
})
