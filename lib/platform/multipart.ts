import 'server-only'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'

/** How a body ended: complete; cut off on the way; longer than allowed; not one file in a form. */
export type PartEnd = 'whole' | 'cut' | 'tooLong' | 'malformed'

/**
 * Reads the one file of a multipart body as it comes in, with back-pressure. What arrived before a cut was passed on.
 * @param limit the most bytes the part may have
 * @param sink takes the bytes in order; what it throws ends the reading and is thrown on
 */
export async function receivePart(
  request: Request,
  limit: number,
  sink: (chunk: Buffer) => Promise<void>,
): Promise<PartEnd> {
  const type = request.headers.get('content-type') ?? ''
  if (!request.body || !type.startsWith('multipart/form-data')) return 'malformed'
  const parser = openParser(type, limit)
  if (!parser) return 'malformed'

  let part: Promise<PartEnd> | undefined
  let sinkError: { reason: unknown } | undefined
  const consume = async (stream: AsyncIterable<Buffer>): Promise<PartEnd> => {
    let received = 0
    for await (const chunk of stream) {
      received += chunk.length
      if (received > limit) return stop('tooLong')
      try {
        await sink(chunk)
      } catch (reason) {
        sinkError = { reason }
        return stop('cut')
      }
    }
    return 'whole'
  }
  const stop = (end: PartEnd): PartEnd => {
    parser.destroy(new Error(end))
    return end
  }
  parser.on('file', (_field, stream) => {
    part = consume(stream).catch(() => 'cut')
  })
  const sent = await pipeline(Readable.fromWeb(request.body as never), parser).then(
    () => true,
    () => false,
  )
  const end = await part
  if (sinkError) throw sinkError.reason
  if (!end) return sent ? 'malformed' : 'cut'
  return sent || end === 'tooLong' ? end : 'cut'
}

function openParser(type: string, limit: number): busboy.Busboy | null {
  try {
    const limits = { files: 1, fields: 0, parts: 1, headerPairs: 20, fileSize: limit + 1 }
    return busboy({ headers: { 'content-type': type }, limits })
  } catch {
    return null
  }
}

/**
 * Reads a body to its end without keeping it, so that an answer given early reaches a browser that is still sending.
 * Gives up after `limit` bytes.
 */
export async function drain(request: Request, limit: number): Promise<void> {
  if (!request.body || request.bodyUsed) return
  const reader = request.body.getReader()
  try {
    for (let seen = 0; seen <= limit; ) {
      const { done, value } = await reader.read()
      if (done) return
      seen += value.length
    }
    await reader.cancel()
  } catch {
    // the other side has gone; there is nobody to answer
  }
}
