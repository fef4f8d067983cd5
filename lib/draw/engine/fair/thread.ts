import { parentPort, workerData } from 'node:worker_threads'
import type { Problem } from '../problem'
import { type FairLottery, type FairMethod, fairLottery } from './lottery'
import type { Progress } from './progress'

/** What the thread is given, and what it says: progress, and at last a lottery or why there is none. */
export type Asked = { readonly problem: Problem; readonly method: FairMethod }
export type Said =
  | { readonly progress: Progress }
  | { readonly lottery: FairLottery }
  | { readonly error: { readonly name: string; readonly message: string; readonly stack?: string } }

const say = (said: Said) => parentPort!.postMessage(said)
const { problem, method } = workerData as Asked

fairLottery(problem, method, progress => say({ progress })).then(
  lottery => say({ lottery }),
  ({ name, message, stack }: Error) => say({ error: { name, message, stack } }),
)
