import { join } from 'node:path'
import { type Problem, ProblemError } from '../problem'
import { TooLarge } from '../too-large'
import type { FairLottery, FairMethod } from './lottery'
import { NoPanel } from './no-panel'
import type { Watch } from './progress'
import type { Asked, Said } from './thread'

/** More than a pool of a million needs; beyond it the thread ends and the process goes on. */
const MOST_MEMORY_MB = 4_096

/**
 * `fairLottery` in a thread of its own, so that the process goes on answering meanwhile; the lottery is the same, byte
 * for byte. The thread runs the sources, which stand beside every build; it has no settings.
 * @param signal ends the thread at once, whatever it is doing
 * @throws as `fairLottery`; what the signal says (AbortError)
 */
export async function lotteryInThread(
  problem: Problem,
  method: FairMethod,
  { signal, watch }: { signal?: AbortSignal; watch?: Watch } = {},
): Promise<FairLottery> {
  signal?.throwIfAborted()
  // asked of Node, not imported: a bundler would otherwise try to take the thread's sources along
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  const thread = new Worker(join(process.cwd(), 'lib', 'draw', 'engine', 'fair', 'thread.mjs'), {
    workerData: { problem, method } satisfies Asked,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  })
  let stop = () => {}
  return new Promise<FairLottery>((done, refuse) => {
    stop = () => refuse(signal!.reason)
    signal?.addEventListener('abort', stop)
    thread.on('message', (said: Said) => {
      if ('progress' in said) watch?.(said.progress)
      else if ('lottery' in said) done(said.lottery)
      else refuse(errorOf(said.error))
    })
    thread.once('error', refuse)
    thread.once('exit', code => refuse(new Error(`the thread of the lottery ended (${code})`)))
  }).finally(async () => {
    signal?.removeEventListener('abort', stop)
    await thread.terminate()
  })
}

/** Errors that are answers keep their class across the thread. */
function errorOf({ name, message, stack }: { name: string; message: string; stack?: string }): Error {
  if (name === 'NoPanel') return new NoPanel()
  if (name === 'TooLarge') return new TooLarge(message)
  if (name === 'ProblemError') return new ProblemError(message)
  return Object.assign(new Error(message), { name, stack })
}
