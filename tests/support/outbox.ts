import { spawn } from 'node:child_process'
import { enqueueSms } from '@/lib/message/outbox'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { startWorker } from '@/lib/worker'
import { fixturePhone } from './fixtures-ids'
import type { TestGateway } from './test-gateway'
import { until } from './until'

let serial = 3000

/** Puts a message for a number nobody else has into the outbox and answers its id. */
export async function enqueued(
  given: { dedupeKey?: string; template?: 'application.admitted' | 'code.register'; to?: string } = {},
): Promise<string> {
  const { dedupeKey = newId(), template = 'application.admitted', to = fixturePhone(serial++) } = given
  await db().$transaction(tx =>
    template === 'code.register'
      ? enqueueSms(tx, { to, template, params: { code: '135790', minutes: '5', site: '示范专家库' }, dedupeKey })
      : enqueueSms(tx, { to, template, params: { site: '示范专家库' }, dedupeKey }),
  )
  return (await db().message.findUniqueOrThrow({ where: { dedupeKey } })).id
}

/**
 * Kills a worker process while it sends, again and again, then lets another one finish (trust DU5). Every second time
 * the gateway has taken the message and only its answer is missing.
 * @returns the ids of the messages that were to be sent
 */
export async function sendThroughKills(gateway: TestGateway, kills: number): Promise<string[]> {
  const ids: string[] = []
  for (let nth = 0; nth < kills; nth += 1) {
    gateway.behaves = nth % 2 ? 'takes it, but hangs before it answers' : 'hangs'
    for (let i = 0; i < 3; i += 1) ids.push(await enqueued())
    const before = gateway.received.length
    const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'scripts/worker.ts'], {
      env: { ...process.env, SMS_HTTP_TIMEOUT_MS: '30000', NODE_ENV: 'production', NODE_OPTIONS: '' },
      stdio: 'ignore',
    })
    try {
      await until(() => gateway.received.length > before)
    } finally {
      child.kill('SIGKILL')
      await new Promise(done => child.once('exit', done))
    }
    // instead of waiting two minutes until the next worker takes it for forsaken
    await db().$executeRaw`UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '3 minutes'`
  }
  gateway.behaves = 'accepts'
  const last = await startWorker()
  await until(
    async () => (await db().message.count({ where: { id: { in: ids }, status: 'sent' } })) === ids.length,
  ).finally(() => last.stop())
  return ids
}
