import { spawn } from 'node:child_process'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { systemActor } from '@/lib/access/actor'
import { deliverMessage, listInbox, MAX_ATTEMPTS } from '@/lib/message/message.dal'
import { enqueueSms } from '@/lib/message/outbox'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { startWorker } from '@/lib/worker'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { times } from '../support/units'

useDatabase()

type Received = { id: string; to: string; text: string; key?: string; token?: string }
type Answer = (response: ServerResponse, received: Received) => void

/** A gateway on this machine: keeps what arrives and answers as the test says. */
const received: Received[] = []
let answer: Answer
const ok: Answer = response => void response.end('{"ok":true}')
const gateway = createServer((request: IncomingMessage, response) => {
  const chunks: Buffer[] = []
  request.on('data', chunk => chunks.push(chunk))
  request.on('end', () => {
    const { authorization: token, 'idempotency-key': key } = request.headers
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Received
    received.push({ ...body, token, key: String(key) })
    answer(response, body)
  })
})

beforeAll(async () => {
  await new Promise<void>(done => gateway.listen(0, '127.0.0.1', done))
  const { port } = gateway.address() as AddressInfo
  Object.assign(process.env, {
    SMS_ADAPTER: 'http',
    SMS_HTTP_URL: `http://127.0.0.1:${port}/send`,
    SMS_HTTP_TOKEN: 'made-up-token',
    SMS_HTTP_TIMEOUT_MS: '400',
  })
})
afterAll(async () => {
  gateway.closeAllConnections()
  await new Promise(done => gateway.close(done))
})
beforeEach(() => {
  received.length = 0
  answer = ok
})
afterEach(() => setClock(null))

const worker = systemActor('deliver-message')
const to = fixturePhone(77)

/** Puts a message into the outbox and answers its id. */
async function enqueued(
  dedupeKey: string = newId(),
  template: 'application.admitted' | 'code.register' = 'application.admitted',
) {
  await db().$transaction(tx =>
    template === 'code.register'
      ? enqueueSms(tx, { to, template, params: { code: '135790', minutes: '5', site: '示范专家库' }, dedupeKey })
      : enqueueSms(tx, { to, template, params: { site: '示范专家库' }, dedupeKey }),
  )
  return (await db().message.findUniqueOrThrow({ where: { dedupeKey } })).id
}
const stored = (id: string) => db().message.findUniqueOrThrow({ where: { id } })
const jobFor = async (id: string) =>
  (
    await db().$queryRaw<
      { key: string; attempts: number }[]
    >`SELECT key, attempts FROM graphile_worker.jobs WHERE key = ${id}`
  )[0]

/** Waits until something is so; fails after a while. */
async function until(what: () => Promise<boolean> | boolean, ms = 20_000): Promise<void> {
  for (const end = Date.now() + ms; !(await what()); await new Promise(done => setTimeout(done, 50)))
    if (Date.now() > end) throw new Error('it did not come about')
}

describe('the outbox', () => {
  test('keeps number and text encrypted and the number masked for people (PR1)', async () => {
    const id = await enqueued()
    const row = await stored(id)
    expect(row.toMask).toBe('199****0077')
    expect(JSON.stringify(row)).not.toContain(to)
    expect(JSON.stringify(row)).not.toContain('示范专家库')
    expect((await listInbox(worker)).find(one => one.id === id)?.text).toContain('示范专家库')
    expect(await brokenInvariants()).toEqual([])
  })

  test('the same key is one message and one job, also ×20 at once', async () => {
    const key = newId()
    await Promise.all(times(20, () => enqueued(key)))
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
    const id = await enqueued()
    await deliverMessage(worker, id)
    await deliverMessage(worker, id)
    expect(received).toEqual([
      { id, to, text: expect.stringContaining('已审核通过'), key: id, token: 'Bearer made-up-token' },
    ])
    expect(await stored(id)).toMatchObject({ status: 'sent', attempts: 1, lastError: null, sentAt: expect.any(Date) })
  })

  const faults: [string, Answer][] = [
    ['refuses', response => void response.writeHead(403).end('no')],
    ['is broken', response => void response.writeHead(500).end()],
    ['closes the line', response => void response.destroy()],
    ['hangs', () => {}],
    ['took it, but its answer is late', response => void setTimeout(() => response.end('{}'), 900).unref()],
    ['sends us to its log-in page', response => void response.writeHead(302, { location: '/login' }).end()],
    ['sends us to another house', response => void response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end()],
  ]
  test.each(faults)('a gateway that %s: tried again later with the same id (DU4)', async (_, fault) => {
    const id = await enqueued()
    answer = fault
    await expect(deliverMessage(worker, id)).rejects.toThrow()
    const failed = await stored(id)
    expect(failed).toMatchObject({ status: 'failed', attempts: 1, sentAt: null })
    expect(failed.lastError).not.toContain(to)
    answer = ok
    await deliverMessage(worker, id)
    expect(received.map(sms => sms.key)).toEqual([id, id])
    expect(await stored(id)).toMatchObject({ status: 'sent', attempts: 2, lastError: null })
  })

  test('a gateway that is not there at all is a failure like any other', async () => {
    const id = await enqueued()
    const { port } = gateway.address() as AddressInfo
    gateway.closeAllConnections()
    await new Promise(done => gateway.close(done))
    await expect(deliverMessage(worker, id)).rejects.toThrow()
    await new Promise<void>(done => gateway.listen(port, '127.0.0.1', done))
    expect((await stored(id)).status).toBe('failed')
    await deliverMessage(worker, id)
    expect((await stored(id)).status).toBe('sent')
  })

  test(`after ${MAX_ATTEMPTS} failures it is dead, visible, and not tried again`, async () => {
    const id = await enqueued()
    answer = response => void response.writeHead(500).end()
    for (let i = 1; i < MAX_ATTEMPTS; i += 1) await expect(deliverMessage(worker, id)).rejects.toThrow()
    await deliverMessage(worker, id)
    expect(await stored(id)).toMatchObject({
      status: 'dead',
      attempts: MAX_ATTEMPTS,
      lastError: 'sms gateway answered 500',
    })
    answer = ok
    await deliverMessage(worker, id)
    expect(received).toHaveLength(MAX_ATTEMPTS)
  })

  test('a code that has expired meanwhile is not sent any more', async () => {
    const id = await enqueued(newId(), 'code.register')
    setClock(new Date(Date.now() + 5 * 60_000 + 1000))
    await deliverMessage(worker, id)
    expect(received).toEqual([])
    expect(await stored(id)).toMatchObject({ status: 'dead', lastError: expect.stringContaining('expired') })
  })

  test('a message that does not exist any more is no failure', async () => {
    await expect(deliverMessage(worker, newId())).resolves.toBeUndefined()
  })
})

describe('the worker', () => {
  beforeEach(() => db().$executeRaw`DELETE FROM graphile_worker._private_jobs`)

  test('sends what was committed, nothing that was rolled back, and tries again by itself', async () => {
    let failures = 1
    answer = response => void (failures-- > 0 ? response.writeHead(503).end() : response.end('{}'))
    const running = await startWorker()
    try {
      const id = await enqueued()
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
      await until(async () => (await stored(id)).status === 'sent')
      expect(received.map(sms => sms.id)).toEqual([id, id])
      await until(async () => (await jobFor(id)) === undefined)
    } finally {
      await running.stop()
    }
    expect(received.some(sms => sms.text.includes('回滚'))).toBe(false)
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
    expect(received.map(sms => sms.id).sort()).toEqual([...ids].sort())
  })

  test('killed in the middle of sending: the next worker sends it with the same id, nothing is lost (DU5)', async () => {
    answer = () => {}
    const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'scripts/worker.ts'], {
      env: { ...process.env, SMS_HTTP_TIMEOUT_MS: '30000', NODE_ENV: 'production' },
      stdio: 'ignore',
    })
    try {
      const id = await enqueued()
      await until(() => received.length === 1, 60_000)
      child.kill('SIGKILL')
      await new Promise(done => child.once('exit', done))
      expect(await stored(id)).toMatchObject({ status: 'queued', attempts: 0 })

      answer = ok
      await db().$executeRaw`UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '3 minutes'`
      const next = await startWorker()
      await until(async () => (await stored(id)).status === 'sent').finally(() => next.stop())
      expect(received.map(sms => sms.key)).toEqual([id, id])
      expect(await jobFor(id)).toBeUndefined()
    } finally {
      child.kill('SIGKILL')
    }
  }, 120_000)
})
