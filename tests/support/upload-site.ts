import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { GET as getFile } from '@/app/api/files/[id]/route'
import { HEAD as headBytes, PUT as putBytes } from '@/app/api/ingest/[key]/route'
import { POST as announce } from '@/app/api/uploadthing/route'
import { inRequest } from './next-headers'

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

const routes: [method: string, path: RegExp, Handler][] = [
  ['POST', /^\/api\/uploadthing$/, announce],
  ['HEAD', /^\/api\/ingest\/(?<key>[^/]+)$/, headBytes],
  ['PUT', /^\/api\/ingest\/(?<key>[^/]+)$/, putBytes],
  ['GET', /^\/api\/files\/(?<id>[^/]+)$/, getFile],
]

export type Site = {
  origin: string
  /** `PUT 200` … in order */
  seen: string[]
  /** cuts the connection of the next PUT after so many bytes */
  cutAfter(bytes: number): void
  close(): Promise<void>
}

/** Our route functions behind a real HTTP server, so that bodies arrive in pieces and connections can break. */
export async function startSite(): Promise<Site> {
  let cut: number | null = null
  const seen: string[] = []
  const server: Server = createServer((message, response) => {
    message.on('error', () => {})
    response.on('error', () => {})
    void serve(message, response)
  })

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = message
    const { pathname } = new URL(url, origin)
    const route = routes.find(([wanted, path]) => wanted === method && path.test(pathname))
    if (!route) {
      seen.push(`${method} 404 ${pathname}`)
      return void response.writeHead(404).end()
    }
    if (method === 'PUT' && cut !== null) cutSocket(message, cut)
    cut = method === 'PUT' ? null : cut
    const body = method === 'POST' || method === 'PUT' ? Readable.toWeb(message) : undefined
    const init = { method, headers: headersOf(message, origin), body, duplex: 'half' }
    const request = new Request(origin + url, init as RequestInit)
    const params = Promise.resolve({ ...route[1].exec(pathname)?.groups })
    const answer = await inRequest(request, () => route[2](request, { params }))
    seen.push(`${method} ${answer.status}`)
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    if (answer.body && method !== 'HEAD') Readable.fromWeb(answer.body as never).pipe(response)
    else response.end()
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  process.env.PUBLIC_URL = origin
  return {
    origin,
    seen,
    cutAfter: bytes => {
      cut = bytes
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function headersOf(message: IncomingMessage, origin: string): Headers {
  const headers = new Headers(message.headers as Record<string, string>)
  // every browser names the origin of a write; jsdom forgets to
  if (!headers.has('origin') && headers.get('user-agent')?.includes('jsdom')) headers.set('origin', origin)
  return headers
}

function cutSocket(message: IncomingMessage, after: number): void {
  let arrived = 0
  message.on('data', (chunk: Buffer) => {
    arrived += chunk.length
    if (arrived >= after) message.socket.destroy()
  })
}
