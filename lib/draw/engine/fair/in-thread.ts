import { WorkerThread } from '@/lib/platform/worker-thread'
import { type Problem, ProblemError } from '../problem'
import { TooLarge } from '../too-large'
import type { FairLottery, FairMethod } from './lottery'
import { NoPanel } from './no-panel'
import type { Progress, Watch } from './progress'
import type { Asked } from './thread'

/** More than a pool of a million needs; beyond it the thread ends and the process goes on. */
const MOST_MEMORY_MB = 4_096

/**
 * `fairLottery` in a thread of its own, so that the process goes on answering meanwhile; the lottery is the same, byte
 * for byte.
 * @param signal ends the thread at once, whatever it is doing
 * @throws as `fairLottery`; what the signal says (AbortError)
 */
export async function lotteryInThread(
  problem: Problem,
  method: FairMethod,
  { signal, watch }: { signal?: AbortSignal; watch?: Watch } = {},
): Promise<FairLottery> {
  const limits = { maxOldGenerationSizeMb: MOST_MEMORY_MB }
  const thread = new WorkerThread<Asked, FairLottery>('lib/draw/engine/fair/thread.ts', limits)
  try {
    return await thread.ask({ problem, method }, { signal, said: progress => watch?.(progress as Progress) })
  } catch (error) {
    throw classOf(error)
  } finally {
    thread.stop()
  }
}

/** Errors that are answers keep their class across the thread. */
function classOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (error.name === 'NoPanel') return new NoPanel()
  if (error.name === 'TooLarge') return new TooLarge(error.message)
  if (error.name === 'ProblemError') return new ProblemError(error.message)
  return error
}
