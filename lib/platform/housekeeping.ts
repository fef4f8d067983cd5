import 'server-only'
import { setDatabaseTime } from './clock'
import { db } from './db'
import { env } from './env'

/** Measures the offset between this machine's clock and the database's, which is the authority. */
export async function syncClock(): Promise<void> {
  const [row] = await db().$queryRaw<{ now: Date }[]>`SELECT now() AS now`
  if (row) setDatabaseTime(row.now)
}

/** Removes what has served its time: used puzzles, old SMS codes, past rate limits, stored replies, marks of SMS that were read, long-ended sessions. */
export async function removeExpired(): Promise<void> {
  await db().$executeRaw`DELETE FROM used_challenge WHERE expires_at < now()`
  await db().$executeRaw`DELETE FROM captcha_question WHERE expires_at < now()`
  await db().$executeRaw`DELETE FROM step_up_proof WHERE proved_at < now() - interval '1 day'`
  await db().$executeRaw`DELETE FROM sms_code WHERE expires_at < now() - interval '2 days'`
  await db().$executeRaw`DELETE FROM idempotent_reply WHERE created_at < now() - interval '2 days'`
  await db().$executeRaw`DELETE FROM sms_inbound WHERE at < now() - interval '7 days'`
  await db().$executeRaw`DELETE FROM rate_limit WHERE expire < extract(epoch FROM now()) * 1000`
  await db().$executeRaw`DELETE FROM draw_draft WHERE saved_at < now() - interval '90 days'`
  await db().$executeRaw`DELETE FROM session WHERE expires_at < now() - interval '180 days'`
}

export type Health = { status: 'ok' | 'degraded'; version: string; database: 'ok' | 'down'; worker: 'ok' | 'down' }

/** Whether this installation works: the database answers, and the worker has given a sign of life within 30 s. */
export async function health(): Promise<Health> {
  const version = env().BUILD_VERSION
  try {
    const [row] = await db().$queryRaw<{ alive: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM heartbeat WHERE name = 'worker' AND at > now() - interval '30 seconds') AS alive`
    const worker = row?.alive ? 'ok' : 'down'
    return { status: worker === 'ok' ? 'ok' : 'degraded', version, database: 'ok', worker }
  } catch {
    return { status: 'degraded', version, database: 'down', worker: 'down' }
  }
}
