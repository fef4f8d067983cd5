import { answerTasks } from '@/lib/platform/thread-side'
import type { Problem } from '../problem'
import { type FairMethod, fairLottery } from './lottery'

/** What the thread of a lottery is asked (`in-thread.ts`); it says its progress. */
export type Asked = { readonly problem: Problem; readonly method: FairMethod }

answerTasks(({ problem, method }: Asked, say) => fairLottery(problem, method, say))
