import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = {
  id: string
  to: string
  text: string
  headers: IncomingMessage['headers']
  /** exactly what came, for signatures */
  raw: string
  body: Record<string, unknown>
}

type Behaviour = (response: ServerResponse, deliver: () => void) => void

/** What a gateway may do. Only some of these put the message on a phone. */
export const behaviours = {
  accepts: (response, deliver) => {
    deliver()
    response.end('{"code":"OK"}')
  },
  refuses: response => void response.writeHead(403).end('no'),
  'is broken': response => void response.writeHead(500).end(),
  'closes the line': response => void response.destroy(),
  hangs: () => {},
  'takes it, but hangs before it answers': (_, deliver) => deliver(),
  'takes it, but answers too late': (response, deliver) => {
    deliver()
    setTimeout(() => response.end('{"code":"OK"}'), 900).unref()
  },
  'lies: 200 with an error inside': response => void response.end('{"ok":false,"error":"BALANCE_EMPTY"}'),
  'sends us to its log-in page': response => void response.writeHead(302, { location: '/login' }).end(),
  'sends us to another house': response => void response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(),
} satisfies Record<string, Behaviour>
export type BehaviourName = keyof typeof behaviours

/**
 * An SMS gateway on this machine, a real HTTP server. Like a decent one it drops a message whose id it has delivered;
 * unlike a decent one it behaves as the test says.
 */
export class TestGateway {
  readonly received: Received[] = []
  /** what reached a phone: id → number */
  readonly delivered = new Map<string, string>()
  behaves: BehaviourName | ((nth: number) => BehaviourName) = 'accepts'
  port = 0
  readonly #server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => this.#take(request, response, Buffer.concat(chunks).toString()))
  })

  get url(): string {
    return `http://127.0.0.1:${this.port}/send`
  }

  #take(request: IncomingMessage, response: ServerResponse, raw: string): void {
    const form = request.headers['content-type']?.includes('urlencoded')
    const body = (form ? Object.fromEntries(new URLSearchParams(raw)) : JSON.parse(raw)) as Record<string, unknown>
    const id = String(request.headers['idempotency-key'])
    const one = { id, to: String(body.to), text: String(body.text), headers: request.headers, raw, body }
    this.received.push(one)
    const name = typeof this.behaves === 'string' ? this.behaves : this.behaves(this.received.length)
    behaviours[name](response, () => this.delivered.set(id, one.to))
  }

  async open(): Promise<void> {
    await new Promise<void>(done => this.#server.listen(0, '127.0.0.1', done))
    this.port = (this.#server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(done => this.#server.close(done))
  }

  forget(): void {
    this.received.length = 0
    this.delivered.clear()
    this.behaves = 'accepts'
  }
}
