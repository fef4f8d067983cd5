import { answerTasks } from '@/lib/platform/thread-side'

/** A thread for tests: says its task back, or fails in the ways a thread can. */
answerTasks((task: { say?: string; fail?: string; end?: true; spin?: true }, tell) => {
  if (task.end) process.exit(3)
  if (task.fail) throw new RangeError(task.fail)
  tell('begun')
  while (task.spin);
  return task.say
})
