import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

/** How the scanner behaves: answers, is silent, hangs up at once, is killed in the middle of its answer or of a file. */
export type ClamdMood = 'well' | 'silent' | 'hangsUp' | 'tooBig' | 'killed' | 'halfSaid'

// in two pieces, so that no scanner finds it in this file
export const eicar = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'}`

/**
 * A scanner that speaks clamd's protocol over TCP: `zINSTREAM`, pieces with their length, an empty one, one answer.
 * It finds EICAR, as every scanner does.
 */
export async function startClamd() {
  let mood: ClamdMood = 'well'
  const scanned: number[] = []
  const open = new Set<Socket>()

  const server = createServer(socket => {
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => open.delete(socket))
    if (mood === 'hangsUp') return void socket.destroy()
    let bytes = Buffer.alloc(0)
    socket.on('data', chunk => {
      bytes = Buffer.concat([bytes, chunk])
      if (mood === 'silent') return
      if (mood === 'killed') return void (bytes.length > 20_000 && socket.resetAndDestroy())
      if (mood === 'tooBig') return void socket.end('INSTREAM size limit exceeded. ERROR\0')
      const body = bodyOf(bytes)
      if (!body) return
      scanned.push(body.length)
      if (mood === 'halfSaid') return void socket.end('stream: OK')
      socket.end(body.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))

  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** sizes of what it was given whole */
    scanned,
    feel: (next: ClamdMood) => {
      mood = next
    },
    close: () =>
      new Promise<void>(resolve => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** What was sent, once its end has come. */
function bodyOf(bytes: Buffer): Buffer | null {
  const command = 'zINSTREAM\0'
  if (bytes.length >= command.length && bytes.toString('latin1', 0, command.length) !== command)
    throw new Error('not the command of a stream')
  const pieces: Buffer[] = []
  for (let at = command.length; at + 4 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at)
    if (size === 0) return Buffer.concat(pieces)
    pieces.push(bytes.subarray(at + 4, at + 4 + size))
    at += 4 + size
  }
  return null
}
