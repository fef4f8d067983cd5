import 'server-only'
import { createReadStream, readSync } from 'node:fs'
import { type FileHandle, link, open, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { type ByteSource, blockSource } from './byte-source'
import { isDemo } from './env'
import {
  BLOCK,
  blocksOf,
  HEADER,
  newSealer,
  placeOf,
  plainSize,
  SEALED_BLOCK,
  SealBroken,
  type Sealer,
  sealerOf,
} from './sealed-block'

const UNSEALED = /^(%PDF-|\xff\xd8\xff|\x89PNG)/

/** Writes bytes in order, sealing each block as soon as it is full. */
export class SealedWriter {
  private readonly pending = Buffer.alloc(BLOCK)
  private fill = 0
  private index: number

  /** @param start how many bytes are there already, whole blocks; @param total how many there will be */
  constructor(
    private readonly file: FileHandle,
    private readonly sealer: Sealer,
    start: number,
    private readonly total: number,
  ) {
    if (start % BLOCK !== 0) throw new Error('a sealed file goes on at a whole block only')
    this.index = start / BLOCK
  }

  /** How many bytes are in blocks that were written; the rest waits for its block to be full. */
  get kept(): number {
    return Math.min(this.index * BLOCK, this.total)
  }

  async write(chunk: Uint8Array): Promise<void> {
    for (let from = 0; from < chunk.length; ) {
      const part = chunk.subarray(from, from + BLOCK - this.fill)
      this.pending.set(part, this.fill)
      this.fill += part.length
      from += part.length
      const end = this.index * BLOCK + this.fill
      if (end > this.total) throw new Error('more bytes than announced')
      if (this.fill === BLOCK || end === this.total) await this.flush(end === this.total)
    }
  }

  private async flush(last: boolean): Promise<void> {
    const sealed = this.sealer.seal(this.index, this.pending.subarray(0, this.fill), last)
    await writeAll(this.file, sealed, placeOf(this.index))
    this.index++
    this.fill = 0
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let from = 0; from < bytes.length; )
    from += (await file.write(bytes, from, bytes.length - from, at + from)).bytesWritten
}

/** Begins a sealed file at a path where nothing is. */
export async function beginSealed(path: string, id: string, total: number): Promise<[FileHandle, SealedWriter]> {
  const sealer = newSealer(id)
  const file = await open(path, 'wx+', 0o600)
  await writeAll(file, sealer.header, 0)
  return [file, new SealedWriter(file, sealer, 0, total)]
}

/**
 * Goes on with a sealed file, or begins it. Of several requests that begin it at once one makes the key for all.
 * @param spare a path on the same file system for a moment
 */
export async function continueSealed(
  path: string,
  spare: string,
  { id, start, total }: { id: string; start: number; total: number },
): Promise<[FileHandle, SealedWriter]> {
  if (start === 0) {
    const [fresh] = await beginSealed(spare, id, total)
    await fresh.close()
    await link(spare, path).catch(error => {
      if (error.code !== 'EEXIST') throw error
    })
    await rm(spare)
  }
  const file = await open(path, 'r+')
  try {
    const sealer = sealerOf(id, await readExactly(file, 0, HEADER))
    await file.truncate(placeOf(start / BLOCK))
    return [file, new SealedWriter(file, sealer, start, total)]
  } catch (error) {
    await file.close()
    throw error
  }
}

async function readExactly(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let got = 0
  while (got < length) {
    const { bytesRead } = await file.read(bytes, got, length - got, at + got)
    if (bytesRead === 0) break
    got += bytesRead
  }
  return bytes.subarray(0, got)
}

/** The opened bytes of a sealed file of a known size, block after block. Closes the file at the end. */
export async function* openBlocks(file: FileHandle, id: string, size: number): AsyncGenerator<Buffer> {
  try {
    const sealer = sealerOf(id, await readExactly(file, 0, HEADER))
    const count = blocksOf(size)
    for (let index = 0; index < count; index++) yield await openBlock(file, sealer, index, size)
  } finally {
    await file.close()
  }
}

async function openBlock(file: FileHandle, sealer: Sealer, index: number, size: number): Promise<Buffer> {
  const last = index === blocksOf(size) - 1
  const length = last ? SEALED_BLOCK - BLOCK + size - index * BLOCK : SEALED_BLOCK
  return sealer.open(index, await readExactly(file, placeOf(index), length), last)
}

/** Some bytes of a file, counted from 0; `to` is the first that is not wanted. */
export type Span = { from: number; to: number }

/**
 * A sealed file, or some bytes of it, as a stream of its opened bytes. Only the blocks that are asked for are read; one
 * is in memory at a time. Ends with SealBroken where it was changed or cut off.
 * @param part the whole file where it is left out
 */
export async function openStream(
  file: FileHandle,
  id: string,
  part?: Span,
): Promise<{ size: number; stream: Readable }> {
  const { size: onDisk } = await file.stat()
  const header = await readExactly(file, 0, HEADER)
  // files of demonstrations from before there was encryption; never in production, where it would be a way around it
  if (UNSEALED.test(header.toString('latin1', 0, 8)) && isDemo()) {
    const { from, to } = part ?? { from: 0, to: onDisk }
    return { size: onDisk, stream: createReadStream('', { fd: file, start: from, end: to - 1, autoClose: true }) }
  }
  const sealer = sealerOf(id, header)
  const size = plainSize(onDisk)
  const { from, to } = part ?? { from: 0, to: size }
  let index = Math.floor(from / BLOCK)
  const end = Math.min(blocksOf(size), Math.max(1, Math.ceil(to / BLOCK)))
  const stream = new Readable({
    highWaterMark: BLOCK,
    read() {
      if (index >= end) this.push(null)
      else {
        const start = index * BLOCK
        openBlock(file, sealer, index++, size).then(
          bytes => this.push(bytes.subarray(Math.max(0, from - start), Math.max(0, to - start))),
          error => this.destroy(error),
        )
      }
    },
    destroy(error, done) {
      file.close().then(
        () => done(error),
        () => done(error),
      )
    },
  })
  return { size, stream }
}

/** A sealed file to look at anywhere. Reads at once and not in the background: it was written a moment ago. */
export async function openSource(file: FileHandle, id: string): Promise<ByteSource> {
  const size = plainSize((await file.stat()).size)
  const sealer = sealerOf(id, await readExactly(file, 0, HEADER))
  const sealed = Buffer.alloc(SEALED_BLOCK)
  return blockSource(size, BLOCK, index => {
    const last = index === blocksOf(size) - 1
    const length = last ? SEALED_BLOCK - BLOCK + size - index * BLOCK : SEALED_BLOCK
    for (let got = 0; got < length; ) {
      const read = readSync(file.fd, sealed, got, length - got, placeOf(index) + got)
      if (read === 0) throw new SealBroken('a sealed file was cut off')
      got += read
    }
    return sealer.open(index, sealed.subarray(0, length), last)
  })
}
