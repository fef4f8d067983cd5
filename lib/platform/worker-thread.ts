import 'server-only'
import type { ResourceLimits, Worker } from 'node:worker_threads'
import { startThread } from './start-thread'

/** A thread that nobody has asked for so long ends: it holds some memory. */
const IDLE_MS = 10 * 60_000

/** What a thread answers, by the number of what it was asked (`thread-side.ts`). */
export type FromThread =
  | { id: number; value: unknown }
  | { id: number; said: unknown }
  | { id: number; error: { name: string; message: string; stack?: string } }

export type AskOptions = {
  /** gives up: what waits is never begun, what is under way ends with its thread */
  signal?: AbortSignal
  /** hears what the work says of its progress */
  said?: (what: unknown) => void
}

type Asked = AskOptions & { id: number; task: unknown; done: (value: unknown) => void; refuse: (why: unknown) => void }

/**
 * A thread beside the web process for what reckons longer than other requests may wait: one thing after the other, in the
 * order they were asked, out of nothing but what it is asked, which is copied to it. It starts when it is first asked and
 * ends when it has had nothing to do for a while.
 */
export class WorkerThread<Task, Answer> {
  #worker: Worker | null = null
  #current: Asked | null = null
  #waiting: Asked[] = []
  #idle: NodeJS.Timeout | undefined
  #asked = 0

  /** @param file from the root of the project; it calls `answerTasks` */
  constructor(
    readonly file: string,
    readonly limits?: ResourceLimits,
  ) {}

  /** Starts it ahead of what it will soon be asked. */
  start(): void {
    clearTimeout(this.#idle)
    this.#worker ??= this.#begun()
    if (this.#current) return
    this.#idle = setTimeout(() => this.stop(), IDLE_MS)
    this.#idle.unref()
  }

  /** @throws what the work throws, as an Error of that name; the reason of `signal` */
  ask(task: Task, { signal, said }: AskOptions = {}): Promise<Answer> {
    return new Promise<unknown>((done, refuse) => {
      signal?.throwIfAborted()
      this.#asked += 1
      const asked = { id: this.#asked, task, signal, said, done, refuse }
      signal?.addEventListener('abort', () => this.#giveUp(asked), { once: true })
      this.#waiting.push(asked)
      this.#next()
    }) as Promise<Answer>
  }

  /** Ends it; what it was asked and has not answered is refused. */
  stop(why: unknown = new Error('the thread was stopped')): void {
    const left = this.#current ? [this.#current, ...this.#waiting] : this.#waiting
    this.#waiting = []
    this.#end()
    for (const one of left) one.refuse(why)
  }

  #next(): void {
    if (this.#current) return
    const next = this.#waiting.shift()
    this.#current = next ?? null
    this.start()
    if (!next) return
    // nothing but unfinished work keeps the process alive
    this.#worker!.ref()
    this.#worker!.postMessage({ id: next.id, task: next.task })
  }

  #begun(): Worker {
    const worker = startThread(this.file, this.limits)
    worker.unref()
    worker.on('message', (message: FromThread) => this.#hear(worker, message))
    const ended = (why: unknown) => {
      if (worker !== this.#worker) return
      const current = this.#current
      this.#end()
      current?.refuse(why)
      if (this.#waiting.length > 0) this.#next()
    }
    worker.once('error', ended)
    worker.once('exit', () => ended(new Error('the thread has ended')))
    return worker
  }

  #hear(worker: Worker, message: FromThread): void {
    const asked = this.#current
    if (worker !== this.#worker || asked?.id !== message.id) return
    if ('said' in message) {
      asked.said?.(message.said)
      return
    }
    this.#current = null
    worker.unref()
    if ('error' in message) asked.refuse(Object.assign(new Error(message.error.message), message.error))
    else asked.done(message.value)
    this.#next()
  }

  #giveUp(asked: Asked): void {
    this.#waiting = this.#waiting.filter(one => one !== asked)
    if (this.#current === asked) {
      this.#end()
      this.#next()
    }
    asked.refuse(asked.signal!.reason)
  }

  #end(): void {
    clearTimeout(this.#idle)
    const worker = this.#worker
    this.#worker = null
    this.#current = null
    void worker?.terminate()
  }
}

const holder = globalThis as typeof globalThis & { expertPoolThreads?: Map<string, WorkerThread<unknown, unknown>> }

/**
 * The thread of a file in this process, one for each lane: what must not wait for others has a lane of its own.
 */
export function threadOf(file: string, lane = ''): WorkerThread<unknown, unknown> {
  holder.expertPoolThreads ??= new Map()
  const threads = holder.expertPoolThreads
  const key = `${file} ${lane}`
  const thread = threads.get(key) ?? new WorkerThread<unknown, unknown>(file)
  threads.set(key, thread)
  return thread
}
