import { act } from '@testing-library/react'

/** One request that sends bytes, driven by the test: the network of `XMLHttpRequest`, nothing more. */
export class FakeTransfer {
  static all: FakeTransfer[] = []
  status = 0
  statusText = ''
  response: unknown = null
  responseType = ''
  aborted = false
  range = ''
  sent: FormData | null = null
  private listeners = new Map<string, (event: unknown) => void>()
  readonly upload = { addEventListener: (name: string, run: (event: unknown) => void) => this.listeners.set(name, run) }

  constructor() {
    FakeTransfer.all.push(this)
  }
  open() {}
  setRequestHeader(name: string, value: string) {
    if (name === 'Range') this.range = value
  }
  addEventListener(name: string, run: (event: unknown) => void) {
    this.listeners.set(name, run)
  }
  send(body: FormData) {
    this.sent = body
  }
  abort() {
    this.aborted = true
  }

  progress = (loaded: number) => act(async () => this.listeners.get('progress')?.({ loaded }))
  answer = (status: number, body: unknown) =>
    act(async () => {
      Object.assign(this, { status, response: body })
      this.listeners.get('load')?.({})
    })
  fail = () => act(async () => this.listeners.get('error')?.({}))
}

/** The newest transfer that has begun, once there are `count`. */
export async function transfer(count = 1): Promise<FakeTransfer> {
  for (let tries = 0; tries < 200; tries++) {
    const found = FakeTransfer.all[count - 1]
    if (found?.sent) return found
    await act(() => new Promise(resolve => setTimeout(resolve, 10)))
  }
  throw new Error(`no transfer number ${count} has begun`)
}

type Answer = { status?: number; body?: unknown; kept?: number } | 'offline'

/** Answers announcements (POST) and questions how far it got (HEAD) as the server would. */
export function fakeNetwork(answers: { post?: Answer; head?: Answer } = {}): { posts: string[] } {
  FakeTransfer.all = []
  const posts: string[] = []
  const signed = [{ url: 'http://localhost/api/ingest/k?signature=s', key: 'k', name: 'file.pdf', customId: 'f' }]
  const reply = (answer: Answer): Response => {
    if (answer === 'offline') throw new TypeError('failed')
    const { status = 200, body = null, kept = 0 } = answer
    return Response.json(body, { status, headers: { 'x-ut-range-start': String(kept) } })
  }
  globalThis.fetch = async (_url, init) => {
    if (init?.method === 'HEAD') return reply(answers.head ?? {})
    posts.push(String(init?.body))
    return reply(answers.post ?? { body: signed })
  }
  globalThis.XMLHttpRequest = FakeTransfer as unknown as typeof XMLHttpRequest
  return { posts }
}
