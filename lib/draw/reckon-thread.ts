import { answerTasks } from '@/lib/platform/thread-side'
import { type CheckTask, checkOf, type DrawTask, drawFrom } from './reckon'

/** What a thread for draws does (`reckon-place.ts`). */
answerTasks((task: DrawTask | CheckTask) => ('seed' in task ? drawFrom(task) : checkOf(task)))
