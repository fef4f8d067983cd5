import { beginReckoning, endReckoning, reckoningOf, reckonLottery } from '@/lib/draw/reckoning.dal'
import { CalledOff, sealKey } from '@/lib/draw/reckoning.rules'
import { sealAgain, stopSealing } from '@/lib/draw/seal-deeds.dal'
import { viewSeals } from '@/lib/draw/seal-view.dal'
import { stopTrial, trialOf, tryDraw } from '@/lib/draw/trial.dal'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { WorkerThread } from '@/lib/platform/worker-thread'
import { nine } from '@/scripts/bench/fair-pools'
import { useDatabase } from '../support/database'
import { makeApproved, makeExperts } from '../support/draw-pool'
import { makeSealCast, type SealCast, sealNow, sealOfRound, withLotteries } from '../support/draw-sealing'
import { refusalOf } from '../support/units'
import { until } from '../support/until'

useDatabase()

let cast: SealCast
beforeAll(async () => {
  await withLotteries('leximin')
  cast = await makeSealCast()
})

let titles = 0
async function approved(people = 9) {
  const titleCode = `R${++titles}`
  await makeExperts(people, () => ({ titleCode }))
  return makeApproved(cast, [{ size: 3, conditions: { titles: [titleCode] } }])
}

/** Four thousand people of whom hardly two are alike: many times as long as between two looks, on any machine. */
const slow = nine(4_000)

const begin = (roundId: string) => beginReckoning(cast.operator, sealKey(roundId), roundId)
const reckoned = (run: string) => reckonLottery(cast.operator, run, slow, 'leximin').catch((error: unknown) => error)
const seen = async (who: keyof SealCast, requestId: string) => (await viewSeals(cast[who], requestId))[0]!

describe('封存', () => {
  test('the page says since when and how far; who asked reads no count; it ends when it is called off', async () => {
    const { roundId, requestId } = await approved()
    const run = await begin(roundId)
    const outcome = reckoned(run)
    await until(async () => !!(await seen('manager', requestId)).reckoning?.words.includes('候选 4000 人'))
    const { reckoning } = await seen('manager', requestId)
    expect(reckoning!.since.getTime()).toBeLessThanOrEqual(now().getTime())
    expect(await seen('manager', requestId)).toMatchObject({ mayStop: true, underWay: true })
    expect(await seen('operator', requestId)).toMatchObject({ mayStop: false })
    const apart = await seen('requester', requestId)
    expect(apart.reckoning).not.toBeNull()
    expect(apart.reckoning!.words).not.toMatch(/\d/)
    const asker = { ...cast.manager, accountId: cast.requester.accountId }
    expect((await refusalOf(stopSealing(asker, { roundId }))).message).toContain('您自己提出的')
    expect((await refusalOf(stopSealing(cast.operator, { roundId }))).code).toBe('notFound')
    expect((await refusalOf(stopSealing(cast.manager, { roundId: newId() }))).code).toBe('notFound')
    await stopSealing(cast.manager, { roundId })
    expect(await outcome).toBeInstanceOf(CalledOff)
    const after = await seen('manager', requestId)
    expect(after).toMatchObject({ reckoning: null, mayStop: false, mayTryAgain: true, underWay: false })
    expect(after.trouble).toContain('停止了计算')
    expect(await db().auditEvent.count({ where: { action: 'draw.sealStop', objectId: roundId } })).toBe(1)
    // it waits for somebody, and is sealed when he wants it
    expect([await sealNow(), await sealOfRound(roundId)]).toEqual([0, null])
    await sealAgain(cast.manager, { roundId })
    expect(await sealNow()).toBe(1)
    expect((await refusalOf(stopSealing(cast.manager, { roundId }))).message).toContain('没有在计算')
    expect(await db().drawReckoning.count({ where: { roundId } })).toBe(0)
  })

  test('what is called off while the worker is at it is not sealed, however far it was', async () => {
    const { roundId } = await approved()
    let letGo = () => {}
    const stopped = new Promise<void>(go => {
      letGo = go
    })
    const { ask } = WorkerThread.prototype
    const asked = jest.spyOn(WorkerThread.prototype, 'ask').mockImplementation(async function (
      this: WorkerThread<unknown, unknown>,
      ...what
    ) {
      await stopped
      return ask.apply(this, what)
    })
    const turn = sealNow()
    await until(() => asked.mock.calls.length > 0)
    await stopSealing(cast.manager, { roundId })
    letGo()
    expect([await turn, await sealOfRound(roundId)]).toEqual([0, null])
    expect(await db().drawRound.findUniqueOrThrow({ where: { id: roundId } })).toMatchObject({
      sealTrouble: 'calledOff',
    })
  })

  test.each([{ status: 'returned' as const }, { askHash: 'e'.repeat(64) }])(
    'nobody reckons on for a round that is no longer what it was: %j',
    async change => {
      const { roundId } = await approved()
      const outcome = reckoned(await begin(roundId))
      await db().drawRound.update({ where: { id: roundId }, data: change })
      expect(await outcome).toBeInstanceOf(CalledOff)
    },
  )

  test('what another worker reckons is left to him, until he has died or the round was sent anew', async () => {
    const { roundId } = await approved()
    const key = sealKey(roundId)
    const run = await begin(roundId)
    expect(await sealNow()).toBe(0)
    expect(await db().drawReckoning.findUnique({ where: { key } })).toMatchObject({ run })
    await db().drawReckoning.update({ where: { key }, data: { toldAt: new Date(now().getTime() - 31_000) } })
    expect(await sealNow()).toBe(1)
    const anew = await approved()
    await begin(anew.roundId)
    await db().drawReckoning.update({ where: { key: sealKey(anew.roundId) }, data: { askHash: 'e'.repeat(64) } })
    expect(await sealNow()).toBe(1)
  })

  test('who begins anew ends the one before; of a process that ended nothing is said, and an hour later nothing is left', async () => {
    const { roundId } = await approved()
    const key = sealKey(roundId)
    const first = reckoned(await begin(roundId))
    const run = await begin(roundId)
    expect(await first).toBeInstanceOf(CalledOff)
    const look = async () => (await reckoningOf(cast.operator, key, true))?.reckoning
    expect(await look()).toMatchObject({ words: '刚刚开始。' })
    const ago = (minutes: number) => new Date(now().getTime() - minutes * 60_000)
    await db().drawReckoning.update({ where: { key }, data: { toldAt: ago(1) } })
    expect(await look()).toBeNull()
    await db().drawRound.update({ where: { id: roundId }, data: { status: 'returned' } })
    await sealNow()
    expect(await db().drawReckoning.count({ where: { run } })).toBe(1)
    await db().drawReckoning.update({ where: { key }, data: { toldAt: ago(61) } })
    await sealNow()
    expect(await db().drawReckoning.count({ where: { run } })).toBe(0)
    expect(await endReckoning(cast.operator, db(), { key })).toBe(false)
  })
})

test('a 试算 that is cancelled is forgotten, and nobody reads that of another', async () => {
  const { roundId } = await approved()
  expect(await tryDraw(cast.manager, { roundId })).toMatchObject({ state: 'reckoning' })
  expect(await trialOf({ ...cast.manager, accountId: newId() }, { roundId })).toEqual({ state: 'none' })
  await stopTrial(cast.manager, { roundId })
  expect(await trialOf(cast.manager, { roundId })).toEqual({ state: 'none' })
  await tryDraw(cast.manager, { roundId })
  await until(async () => (await trialOf(cast.manager, { roundId })).state !== 'reckoning')
  expect(await trialOf(cast.manager, { roundId })).toMatchObject({ state: 'done', trial: [{ size: 3 }] })
  // of another round nothing is under way
  expect(await trialOf(cast.manager, { roundId: (await approved(3)).roundId })).toEqual({ state: 'none' })
})
