import { type ChildProcess, spawn } from 'node:child_process'
import { systemActor } from '@/lib/access/actor'
import { lockDraws, lockRound } from '@/lib/draw/lock.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { brokenDraws } from '@/lib/draw/verify.dal'
import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import { type Cast, makeApproved, makeCast, makeExperts } from '../support/draw-pool'
import { enforce } from '../support/policy'
import { prove } from '../support/staff'
import { refusalOf } from '../support/units'
import { until } from '../support/until'

useDatabase()

const soon = 5000
let cast: Cast
beforeAll(async () => {
  await enforce('shaoxing')
  cast = await makeCast()
})

let titles = 0
/** A round that was approved, with people of its own to draw from. */
async function approved(size = 2) {
  const titleCode = `K${++titles}`
  await makeExperts(6, () => ({ titleCode }))
  return makeApproved(cast, [{ size, conditions: { titles: [titleCode] } }])
}

/** 抽取, and how long it took. */
async function drawn(roundId: string) {
  await prove(cast.operator, 'draw.run', roundId)
  const began = performance.now()
  const done = await runDraw(cast.operator, { roundId, version: 0 })
  return { ...done, took: performance.now() - began }
}

// by who waits: a lock of a row is of no database, and other tests wait for theirs on the same server
const waiting = () => db().$queryRaw<unknown[]>`
  SELECT 1 FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
  WHERE a.datname = current_database() AND NOT l.granted AND l.locktype IN ('advisory', 'transactionid', 'tuple')`
const held = () => db().$queryRaw<unknown[]>`
  SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
  WHERE d.datname = current_database() AND l.locktype = 'advisory'`

/** Another process in the middle of a draw of this round. */
async function holding(roundId: string): Promise<ChildProcess> {
  const args = ['--conditions=react-server', '--import', 'tsx', 'tests/support/lock-holder.ts', roundId]
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((begun, failed) => {
    child.stdout.once('data', () => begun())
    child.once('exit', code => failed(new Error(`the holder ended with ${code}`)))
  })
  return child
}

describe('CO13 whoever holds the locks of draws is killed', () => {
  test.each(['the same round', 'another round'])('whoever waits to draw %s goes on at once', async which => {
    const { roundId } = await approved()
    const child = await holding(which === 'the same round' ? roundId : (await approved()).roundId)
    const drawing = drawn(roundId)
    await until(async () => (await waiting()).length > 0)
    const killed = performance.now()
    child.kill('SIGKILL')
    expect((await drawing).attempt).toBe(1)
    expect(performance.now() - killed).toBeLessThan(soon)
    expect(await held()).toEqual([])
    expect(await db().drawSeat.count({ where: { roundId } })).toBe(2)
  })

  test('the database ends the connection: nothing of that draw stays, and the next one is done', async () => {
    const { roundId } = await approved()
    const actor = systemActor('test')
    const broken = db().$transaction(async tx => {
      await lockRound(actor, tx, roundId)
      await lockDraws(actor, tx)
      await tx.drawRound.update({ where: { id: roundId }, data: { version: { increment: 1 } } })
      const [own] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
      await db().$queryRaw`SELECT pg_terminate_backend(${own!.pid}::int)`
      await tx.drawRound.count()
    })
    await expect(broken).rejects.toThrow()
    // the server says that it ends a connection before it lets go of what that held
    await until(async () => (await held()).length === 0)
    const { attempt, took } = await drawn(roundId)
    expect([attempt, took < soon]).toEqual([1, true])
  })
})

test('CO13 no connection goes back to the others with a lock of draws, or with its patience', async () => {
  const impossible = await approved(7)
  expect((await refusalOf(drawn(impossible.roundId))).message).toContain('凑不齐')
  await drawn((await approved()).roundId)
  expect(await held()).toEqual([])
  // more at once than there are connections: every one of them is asked
  const patience = await Promise.all(
    Array.from({ length: 24 }, () => db().$queryRaw<[{ lock_timeout: string }]>`SHOW lock_timeout`),
  )
  expect(new Set(patience.map(([one]) => one.lock_timeout))).toEqual(new Set(['0']))
  expect(await brokenDraws(systemActor('test'))).toEqual([])
})
