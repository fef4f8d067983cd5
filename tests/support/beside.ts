import { WorkerThread } from '@/lib/platform/worker-thread'

/** What comes of something, and how often a thread was asked for it and answered. */
export async function beside<T>(work: () => Promise<T>): Promise<{ answer: T; asked: number; answered: number }> {
  const ask = jest.spyOn(WorkerThread.prototype, 'ask')
  try {
    const answer = await work()
    const answers = await Promise.allSettled(ask.mock.results.map(({ value }) => value))
    const answered = answers.filter(({ status }) => status === 'fulfilled').length
    return { answer, asked: answers.length, answered }
  } finally {
    ask.mockRestore()
  }
}
