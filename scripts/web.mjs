import { once } from 'node:events'
import { createServer, Server } from 'node:http'
import next from 'next'
import { cleanRequest, whyUnserved } from './lib/forwarded.mjs'
import { root } from './lib/paths.mjs'

/** The web process: Next.js behind our own HTTP server, which decides what may be believed of a request. */
const dev = process.argv.includes('--dev')
const hostname = process.env.HOST || '127.0.0.1'
const port = Number(process.env.PORT || 3000)
const origin = new URL(process.env.PUBLIC_URL || `http://${hostname}:${port}`)
const proxies = Number(process.env.TRUST_PROXY || 0)
const STOP_MS = 10_000

const note = (level, fields) => console.log(JSON.stringify({ level, time: Date.now(), app: 'web', ...fields }))

// Next attaches a handler of its own for protocol upgrades to the server it is given. Ours refuses them instead, and
// only in development passes them on: without them no page starts its scripts there.
const upgrades = new Server()
const app = next({ dev, dir: root, hostname, port, httpServer: upgrades })
const handle = app.getRequestHandler()
let stopping = false

const server = createServer(
  { keepAliveTimeout: 65_000, headersTimeout: 66_000, requestTimeout: 0 },
  async (request, response) => {
    const id = cleanRequest(request, { origin, proxies })
    response.setHeader('x-request-id', id)
    if (stopping) response.setHeader('connection', 'close')
    // A browser that goes away in the middle of an upload is everyday life, not a fault of ours.
    request.on('error', () => {})
    response.on('error', () => {})
    const unserved = whyUnserved(request)
    if (unserved) return response.writeHead(unserved, { connection: 'close' }).end()
    try {
      await handle(request, response)
    } catch (error) {
      note(50, { msg: 'request failed', request: id, kind: error?.name, code: error?.code })
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' })
      response.end('系统出了错，请稍后再试。')
    }
  },
)
// Uploads may take as long as they need as long as bytes keep coming.
server.setTimeout(120_000)
server.on('clientError', (error, socket) => {
  if (socket.writable && error.code !== 'ECONNRESET')
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  else socket.destroy()
})
server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => {})
  if (dev) upgrades.emit('upgrade', request, socket, head)
  else socket.end('HTTP/1.1 426 Upgrade Required\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
})

const gone = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'])
process.on('uncaughtException', error => {
  if (gone.has(error?.code) || error?.message === 'aborted') return
  note(50, {
    msg: 'uncaught exception',
    kind: error?.name,
    code: error?.code,
    frames: error?.stack?.split('\n').slice(1, 6),
  })
})

/** Takes no new connection, lets what is under way finish, then ends. A second signal ends at once. */
async function stop() {
  if (stopping) process.exit(1)
  stopping = true
  if (!server.listening) process.exit(0)
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), STOP_MS)
  await closed
  clearTimeout(late)
  await Promise.race([app.close(), new Promise(done => setTimeout(done, 2_000))])
  process.exit(0)
}
for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.on(event, stop)

server.on('error', error => {
  if (error.code === 'EADDRINUSE') console.error(`端口 ${port} 已被其他程序占用，网站不能启动。`)
  else if (error.code === 'EACCES') console.error(`没有权限使用端口 ${port}，请改用 1024 以上的端口。`)
  else if (error.code === 'EADDRNOTAVAIL') console.error(`本机没有地址 ${hostname}，请检查 HOST。`)
  else console.error(`网站不能启动：${error.message}`)
  process.exit(1)
})

await app.prepare().catch(error => {
  console.error('网站不能启动：', error)
  process.exit(1)
})
server.listen({ port, host: hostname })
await once(server, 'listening')
note(30, { msg: 'web started', address: origin.origin })
process.send?.('ready')
