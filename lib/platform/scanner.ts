import 'server-only'
import { connect } from 'node:net'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { env } from './env'
import { describeError, log } from './log'
import { SealBroken } from './sealed-block'

/** What the virus scanner says of some bytes; `unknown` when it cannot be asked or gave no clear answer. */
export type Verdict = 'clean' | 'infected' | 'unknown'

/** Whether this installation asks a virus scanner at all. */
export const hasScanner = (): boolean => env().SCANNER === 'clamd'

/**
 * Asks the scanner of this installation about some bytes. Without one (SCANNER=none) everything is clean. Whatever goes
 * wrong on the way to an answer is `unknown`, never `clean` (trust IN15).
 * @throws SealBroken when the bytes themselves are not what was stored
 */
export async function scan(bytes: Readable): Promise<Verdict> {
  if (!hasScanner()) {
    bytes.destroy()
    return 'clean'
  }
  try {
    return verdictOf(await instream(bytes))
  } catch (error) {
    if (error instanceof SealBroken) throw error
    log.error({ where: 'scanner', ...describeError(error) }, 'the virus scanner did not answer')
    return 'unknown'
  } finally {
    bytes.destroy()
  }
}

/** `stream: OK`, `stream: Eicar-Test-Signature FOUND`, `INSTREAM size limit exceeded. ERROR`. */
function verdictOf(answer: string): Verdict {
  if (/^stream: OK$/.test(answer)) return 'clean'
  if (/^stream: .+ FOUND$/.test(answer)) return 'infected'
  log.error({ where: 'scanner', answer: answer.slice(0, 100) }, 'the virus scanner gave no verdict')
  return 'unknown'
}

/** clamd's INSTREAM: pieces with their length before them, an empty one at the end, then one line of answer. */
async function instream(bytes: Readable): Promise<string> {
  const { CLAMD, CLAMD_TIMEOUT_MS } = env()
  const [, host, port] = /^\[?(.+?)\]?:(\d+)$/.exec(CLAMD) ?? []
  const socket = connect(host ? { host, port: Number(port) } : { path: CLAMD })
  // silence ends it, however long the whole may take
  socket.setTimeout(CLAMD_TIMEOUT_MS, () => socket.destroy(new Error('the virus scanner is silent')))
  const answer = new Promise<string>((resolve, reject) => {
    let text = ''
    socket.on('data', chunk => {
      text = `${text}${chunk.toString('latin1')}`.slice(0, 1000)
      if (text.includes('\0')) resolve(text.slice(0, text.indexOf('\0')))
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the virus scanner hung up')))
  })
  // an answer may come before everything was sent: a virus found, a limit reached
  const sent = pipeline(bytes, framed, socket, { end: false })
  try {
    return await Promise.race([answer, sent.then(() => answer)])
  } finally {
    socket.destroy()
    // not waited for: writing to a connection that was cut at once may never come to an end
    for (const rest of [sent, answer]) rest.catch(() => {})
  }
}

async function* framed(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const length = (size: number) => {
    const head = Buffer.alloc(4)
    head.writeUInt32BE(size)
    return head
  }
  yield Buffer.from('zINSTREAM\0')
  for await (const piece of pieces) {
    if (piece.length === 0) continue
    yield length(piece.length)
    yield piece
  }
  yield length(0)
}
