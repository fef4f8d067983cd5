import { createHmac } from 'node:crypto'
import { systemActor } from '@/lib/access/actor'
import { deliverMessage, listInbox } from '@/lib/message/message.dal'
import { DAILY_PER_RECIPIENT, MAX_ATTEMPTS, problemInWords } from '@/lib/message/message.rules'
import { enqueueSms } from '@/lib/message/outbox'
import { sendByHttp } from '@/lib/message/sms-http'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { newId } from '@/lib/platform/ids'
import { startWorker } from '@/lib/worker'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { enqueued, sendThroughKills } from '../support/outbox'
import { type BehaviourName, behaviours, TestGateway } from '../support/test-gateway'
import { times } from '../support/units'
import { until } from '../support/until'

useDatabase()

const gateway = new TestGateway()

beforeAll(async () => {
  await gateway.open()
  Object.assign(process.env, {
    SMS_ADAPTER: 'http',
    SMS_HTTP_URL: gateway.url,
    SMS_HTTP_TOKEN: 'made-up-token',
    SMS_HTTP_TIMEOUT_MS: '60000',
  })
})
afterAll(() => gateway.close())
beforeEach(() => {
  gateway.forget()
  patience(60_000)
})
afterEach(() => setClock(null))
/** How long an answer is waited for: shorter than a gateway is late on purpose, and otherwise longer than any machine stands still. */
const patience = (ms: number) => Object.assign(env(), { SMS_HTTP_TIMEOUT_MS: ms })
const LITTLE = 400

const worker = systemActor('deliver-message')
const to = fixturePhone(77)
const stored = (id: string) => db().message.findUniqueOrThrow({ where: { id } })
const jobFor = async (id: string) =>
  (
    await db().$queryRaw<
      { key: string; attempts: number }[]
    >`SELECT key, attempts FROM graphile_worker.jobs WHERE key = ${id}`
  )[0]

describe('the outbox', () => {
  test('keeps number and text encrypted and the number masked for people (PR1)', async () => {
    const id = await enqueued({ to })
    const row = await stored(id)
    expect(row.toMask).toBe('199****0077')
    expect(JSON.stringify(row)).not.toContain(to)
    expect(JSON.stringify(row)).not.toContain('示范专家库')
    expect((await listInbox(worker)).find(one => one.id === id)?.text).toContain('示范专家库')
    expect(await brokenInvariants()).toEqual([])
  })

  test('the same key is one message and one job, also ×20 at once', async () => {
    const key = newId()
    await Promise.all(times(20, () => enqueued({ dedupeKey: key })))
    expect(await db().message.count({ where: { dedupeKey: key } })).toBe(1)
    expect(await brokenInvariants()).toEqual([])
  })

  test('what is rolled back was never written, nor will it be sent', async () => {
    const key = newId()
    const jobs = () => db().$queryRaw`SELECT count(*) FROM graphile_worker.jobs`
    const before = await jobs()
    const work = db().$transaction(async tx => {
      await enqueueSms(tx, { to, template: 'application.admitted', params: { site: '示范' }, dedupeKey: key })
      throw new Error('the cause went away')
    })
    await expect(work).rejects.toThrow('the cause went away')
    expect(await db().message.count({ where: { dedupeKey: key } })).toBe(0)
    expect(await jobs()).toEqual(before)
  })
})

describe('delivery', () => {
  test('hands over id, number and text once; a second run leaves it alone', async () => {
    const id = await enqueued({ to })
    await deliverMessage(worker, id)
    await deliverMessage(worker, id)
    expect(gateway.received).toHaveLength(1)
    expect(gateway.received[0]).toMatchObject({ id, to, text: expect.stringContaining('已审核通过') })
    expect(gateway.received[0]!.headers.authorization).toBe('Bearer made-up-token')
    expect(await stored(id)).toMatchObject({ status: 'sent', attempts: 1, lastError: null, sentAt: expect.any(Date) })
  })

  const faults = (Object.keys(behaviours) as BehaviourName[]).filter(name => name !== 'accepts')
  test.each(faults)('a gateway that %s: tried again later with the same id, on the phone once (DU4)', async fault => {
    const id = await enqueued({ to: fixturePhone(78) })
    gateway.behaves = fault
    patience(LITTLE)
    await expect(deliverMessage(worker, id)).rejects.toThrow()
    patience(60_000)
    const failed = await stored(id)
    expect(failed).toMatchObject({ status: 'failed', attempts: 1, sentAt: null })
    expect(problemInWords(failed.lastError)).toMatch(/网关/)
    gateway.behaves = 'accepts'
    await deliverMessage(worker, id)
    expect(gateway.received.map(sms => sms.id)).toEqual([id, id])
    expect([...gateway.delivered.keys()]).toEqual([id])
    expect(await stored(id)).toMatchObject({ status: 'sent', attempts: 2, lastError: null })
  })

  test('a gateway that asks for it gets time and body signed, and can check it', async () => {
    const sms = { id: newId(), to, text: '您好', template: 'application.admitted', params: {} }
    await sendByHttp(sms, { url: gateway.url, timeoutMs: 60_000, secret: 'shared secret' })
    const { headers, raw } = gateway.received[0]!
    const expected = createHmac('sha256', 'shared secret').update(`${headers['x-timestamp']}.${raw}`).digest('hex')
    expect(headers['x-signature']).toBe(expected)
  })

  test('a gateway that is not there at all is a failure like any other', async () => {
    const id = await enqueued()
    await gateway.close()
    await expect(deliverMessage(worker, id)).rejects.toThrow()
    // somebody else may have its port by now
    await gateway.open()
    process.env.SMS_HTTP_URL = env().SMS_HTTP_URL = gateway.url
    expect((await stored(id)).status).toBe('failed')
    await deliverMessage(worker, id)
    expect((await stored(id)).status).toBe('sent')
  })

  test(`after ${MAX_ATTEMPTS} failures it is dead, visible, and not tried again`, async () => {
    const id = await enqueued()
    gateway.behaves = 'is broken'
    for (let i = 1; i < MAX_ATTEMPTS; i += 1) await expect(deliverMessage(worker, id)).rejects.toThrow()
    await deliverMessage(worker, id)
    expect(await stored(id)).toMatchObject({
      status: 'dead',
      attempts: MAX_ATTEMPTS,
      lastError: 'http:500',
    })
    gateway.behaves = 'accepts'
    await deliverMessage(worker, id)
    expect(gateway.received).toHaveLength(MAX_ATTEMPTS)
  })

  test('a code that has expired meanwhile is not sent any more', async () => {
    const id = await enqueued({ template: 'code.register' })
    setClock(new Date(Date.now() + 5 * 60_000 + 1000))
    await deliverMessage(worker, id)
    expect(gateway.received).toEqual([])
    expect(await stored(id)).toMatchObject({ status: 'dead', lastError: expect.stringContaining('expired') })
  })

  test(`one number gets ${DAILY_PER_RECIPIENT} messages a day, codes not counted; what is more is given up and says why`, async () => {
    const one = fixturePhone(79)
    const ids: string[] = []
    for (let i = 0; i <= DAILY_PER_RECIPIENT; i += 1) ids.push(await enqueued({ to: one }))
    for (const id of ids) await deliverMessage(worker, id)
    expect(gateway.received).toHaveLength(DAILY_PER_RECIPIENT)
    expect(await stored(ids.at(-1)!)).toMatchObject({ status: 'dead', lastError: 'capped' })
    const code = await enqueued({ to: one, template: 'code.register' })
    await deliverMessage(worker, code)
    expect((await stored(code)).status).toBe('sent')
    const tomorrow = await enqueued({ to: one })
    setClock(new Date(Date.now() + 24 * 3600_000 + 60_000))
    await deliverMessage(worker, tomorrow)
    expect((await stored(tomorrow)).status).toBe('sent')
  })

  test('a message that does not exist any more is no failure', async () => {
    await expect(deliverMessage(worker, newId())).resolves.toBeUndefined()
  })
})

describe('the worker', () => {
  // what the tests above left waiting
  beforeEach(async () => {
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`
    await db().message.updateMany({ where: { status: { in: ['queued', 'failed'] } }, data: { status: 'dead' } })
  })

  test('sends what was committed through a gateway that fails and lies at first; each number hears it once (DU4)', async () => {
    const bad = [
      'lies: 200 with an error inside',
      'takes it, but answers too late',
      'is broken',
      'closes the line',
    ] as const
    gateway.behaves = nth => bad[nth - 1] ?? 'accepts'
    patience(LITTLE)
    const running = await startWorker()
    const ids: string[] = []
    try {
      for (let i = 0; i < 6; i += 1) ids.push(await enqueued())
      const rolledBack = newId()
      await db()
        .$transaction(async tx => {
          await enqueueSms(tx, {
            to,
            template: 'application.admitted',
            params: { site: '回滚' },
            dedupeKey: rolledBack,
          })
          throw new Error('no')
        })
        .catch(() => undefined)
      await until(async () => (await db().message.count({ where: { id: { in: ids }, status: 'sent' } })) === 6)
      await until(async () => (await Promise.all(ids.map(jobFor))).every(job => job === undefined))
    } finally {
      await running.stop()
    }
    expect([...gateway.delivered.keys()].sort()).toEqual([...ids].sort())
    expect(new Set(gateway.received.map(sms => sms.id)).size).toBe(6)
    expect(gateway.received.some(sms => sms.text.includes('回滚'))).toBe(false)
  })

  test('two workers beside each other send each message once', async () => {
    const ids: string[] = []
    for (let i = 0; i < 20; i += 1) ids.push(await enqueued())
    const running = await Promise.all([startWorker(), startWorker()])
    try {
      await until(async () => (await db().message.count({ where: { id: { in: ids }, status: 'sent' } })) === 20)
    } finally {
      for (const one of running) await one.stop()
    }
    expect(gateway.received.map(sms => sms.id).sort()).toEqual([...ids].sort())
  })

  test('killed in the middle of sending, twice: nothing is lost, nothing goes out under another id (DU5)', async () => {
    const ids = await sendThroughKills(gateway, 2)
    expect([...gateway.delivered.keys()].sort()).toEqual([...ids].sort())
    expect(await db().message.count({ where: { id: { in: ids }, status: 'sent' } })).toBe(ids.length)
    expect((await Promise.all(ids.map(jobFor))).filter(Boolean)).toEqual([])
    expect(await brokenInvariants()).toEqual([])
  })
})
