import 'server-only'
import { Logger, run, type TaskList } from 'graphile-worker'
import { Pool } from 'pg'
import { db } from '../db'
import { env } from '../env'
import { describeError, log } from '../log'

/** Work that recurs in the worker: `run` is called every `everyMs`, never twice at once in one process. */
export type Loop = { name: string; everyMs: number; run: () => Promise<unknown> }

/** Starts jobs and loops; `stop` waits for what is under way. Several workers may run beside each other. */
export async function startRunner(taskList: TaskList, loops: Loop[]): Promise<{ stop(): Promise<void> }> {
  const pgPool = new Pool({ connectionString: env().DATABASE_URL, max: 5 })
  pgPool.on('error', error => log.warn(describeError(error), 'worker connection lost'))
  pgPool.on('connect', client => client.on('error', () => undefined))
  const runner = await run({
    pgPool,
    taskList,
    logger,
    parsedCronItems: [],
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 1000,
  })
  const timers = [heartbeat, forsaken, ...loops].map(repeat)
  return {
    async stop() {
      for (const stop of timers) await stop()
      await runner.stop()
      await pgPool.end()
    },
  }
}

/** The queue's own remarks, in our log: what failed as a warning, the rest for those who search for a fault. */
const logger = new Logger(({ label }) => (level, message) => {
  const text = message.replace(/\d{5,}/g, '#').slice(0, 300)
  if (level === 'error' || level === 'warning') log.warn({ scope: label }, text)
  else log.debug({ scope: label }, text)
})

const heartbeat: Loop = {
  name: 'heartbeat',
  everyMs: 5_000,
  run: () => db().$executeRaw`
    INSERT INTO heartbeat (name, at, info) VALUES ('worker', now(), ${env().BUILD_VERSION})
    ON CONFLICT (name) DO UPDATE SET at = excluded.at, info = excluded.info`,
}

/**
 * Gives back jobs of workers that were killed in the middle: the queue itself would wait four hours. No job of ours
 * runs longer than its own time limits, which are far below these two minutes.
 */
const forsaken: Loop = {
  name: 'forsaken',
  everyMs: 30_000,
  run: () => db().$executeRaw`
    SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by)) FROM graphile_worker.jobs
    WHERE locked_at < now() - interval '2 minutes' HAVING count(*) > 0`,
}

function repeat(loop: Loop): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let current: Promise<void> = Promise.resolve()
  const turn = async () => {
    try {
      await loop.run()
    } catch (error) {
      log.warn({ loop: loop.name, ...describeError(error) }, 'recurring work failed, will try again')
    }
    if (!stopped) timer = setTimeout(start, loop.everyMs)
  }
  const start = () => {
    current = turn()
  }
  start()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await current
  }
}
