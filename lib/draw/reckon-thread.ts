import { answerTasks } from '@/lib/platform/thread-side'
import { type CheckAnswer, type CheckTask, checkOf, type DrawAnswer, type DrawTask, drawFrom } from './reckon'
import { type FairAnswer, type FairTask, fairCheckOf } from './reckon-fair'

/** What a thread for draws does (`reckon-place.ts`). */
answerTasks(async (task: DrawTask | CheckTask | FairTask): Promise<DrawAnswer | CheckAnswer | FairAnswer> => {
  if ('seed' in task) return drawFrom(task)
  return 'method' in task ? fairCheckOf(task) : checkOf(task)
})
