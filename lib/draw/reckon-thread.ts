import { answerTasks } from '@/lib/platform/thread-side'
import { type CheckAnswer, type CheckTask, checkOf, type DrawAnswer, type DrawTask, drawFrom } from './reckon'
import { type FairAnswer, type FairTask, fairCheckOf } from './reckon-fair'
import { type FileTask, type Made, type MadeOf, madeOf } from './reckon-file'

type Task = DrawTask | CheckTask | FairTask | FileTask
type Answer = DrawAnswer | CheckAnswer | FairAnswer | MadeOf<Made>

/** What a thread for draws does (`reckon-place.ts`). */
answerTasks(async (task: Task): Promise<Answer> => {
  if ('make' in task) return madeOf(task)
  if ('seed' in task) return drawFrom(task)
  return 'method' in task ? fairCheckOf(task) : checkOf(task)
})
