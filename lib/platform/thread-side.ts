import { parentPort } from 'node:worker_threads'
import type { FromThread } from './worker-thread'

/**
 * The side of a thread: answers each task it is given (`WorkerThread`). Called once, by the file the thread runs.
 * @param work `say` tells whoever asked how far it is
 */
export function answerTasks<Task, Answer>(
  work: (task: Task, say: (what: unknown) => void) => Answer | Promise<Answer>,
): void {
  const port = parentPort
  if (!port) throw new Error('this file runs in a thread only')
  const tell = (message: FromThread) => port.postMessage(message)
  port.on('message', async ({ id, task }: { id: number; task: Task }) => {
    try {
      tell({ id, value: await work(task, said => tell({ id, said })) })
    } catch (error) {
      const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
      tell({ id, error: { name, message, stack } })
    }
  })
}
