import { env } from '@/lib/platform/env'
import { describeError, log } from '@/lib/platform/log'
import { startWorker } from '@/lib/worker'

/** The worker process: runs until it is told to stop or the process that started it is gone. */
async function main(): Promise<void> {
  env()
  const worker = await startWorker()
  log.info('worker started')
  process.send?.('ready')

  let stopping = false
  const stop = async () => {
    if (stopping) process.exit(1)
    stopping = true
    // A job that hangs must not hold up the end; it is taken up again by the next worker.
    setTimeout(() => process.exit(1), 10_000).unref()
    await worker.stop()
    log.info('worker stopped')
    process.exit(0)
  }
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(event, stop)
}

process.on('unhandledRejection', error => {
  log.error(describeError(error), 'unhandled rejection')
  process.exit(1)
})

main().catch(error => {
  log.error(describeError(error), 'worker did not start')
  process.exit(1)
})
