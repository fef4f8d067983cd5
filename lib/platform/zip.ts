import { Readable } from 'node:stream'
import { createInflateRaw, inflateRawSync } from 'node:zlib'

/** What is wrong with an archive: no archive at all, or more than anybody's file holds. */
export class ZipProblem extends Error {
  constructor(readonly kind: 'unreadable' | 'tooLarge') {
    super(kind)
  }
}

type Entry = { method: number; packed: number; size: number; at: number; encrypted: boolean }
type Limits = { entries: number; total: number }
export type Zip = {
  names: string[]
  read: (name: string) => Buffer | null
  stream: (name: string) => AsyncGenerator<Buffer> | null
}

/**
 * A ZIP archive (APPNOTE 6.3) read without trusting it: all declared sizes together are bounded before anything is
 * unpacked, what is unpacked may not be longer than declared, and nothing is written anywhere. Only stored and
 * deflated parts, no encryption, no archive in several files, no ZIP64: office documents have none.
 * @returns the names; `read`, the bytes of one part or null; `stream`, the same piece by piece
 * @throws ZipProblem
 */
export function openZip(bytes: Buffer, limits: Limits): Zip {
  const entries = directoryOf(bytes, limits)
  return {
    names: [...entries.keys()],
    read: name => {
      const entry = entries.get(name)
      return entry ? unpack(bytes, entry) : null
    },
    stream: name => {
      const entry = entries.get(name)
      return entry ? unpackPieces(bytes, entry) : null
    },
  }
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50

function directoryOf(bytes: Buffer, limits: Limits): Map<string, Entry> {
  const end = endOf(bytes)
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  if (count > limits.entries) throw new ZipProblem('tooLarge')
  const entries = new Map<string, Entry>()
  let total = 0
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw new ZipProblem('unreadable')
    const size = bytes.readUInt32LE(at + 24)
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    total += size
    if (total > limits.total) throw new ZipProblem('tooLarge')
    entries.set(name.replace(/^\//, ''), {
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size,
      at: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** The record at the end stands before a comment of at most 65,535 bytes. */
function endOf(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - 22 - 65_535; at -= 1)
    if (bytes.readUInt32LE(at) === END) return at
  throw new ZipProblem('unreadable')
}

function packedOf(bytes: Buffer, { method, packed, at, encrypted }: Entry): Buffer {
  if (encrypted || at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL) throw new ZipProblem('unreadable')
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  if (from + packed > bytes.length || (method !== 0 && method !== 8)) throw new ZipProblem('unreadable')
  return bytes.subarray(from, from + packed)
}

function unpack(bytes: Buffer, entry: Entry): Buffer {
  const data = packedOf(bytes, entry)
  if (entry.method === 0) return data
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(entry.size, 1) })
  } catch (error) {
    const longer = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
    throw new ZipProblem(longer ? 'tooLarge' : 'unreadable')
  }
}

const PIECE = 256 * 1024

/** @throws ZipProblem also in the middle, where a part is longer than it says */
async function* unpackPieces(bytes: Buffer, entry: Entry): AsyncGenerator<Buffer> {
  const data = packedOf(bytes, entry)
  function* pieces() {
    for (let at = 0; at < data.length; at += PIECE) yield data.subarray(at, at + PIECE)
  }
  const packed = Readable.from(pieces())
  const inflate = createInflateRaw({ chunkSize: PIECE })
  packed.on('error', error => inflate.destroy(error))
  let length = 0
  try {
    for await (const piece of entry.method === 0 ? packed : packed.pipe(inflate)) {
      length += (piece as Buffer).length
      if (length > entry.size) throw new ZipProblem('tooLarge')
      yield piece as Buffer
    }
  } catch (error) {
    throw error instanceof ZipProblem ? error : new ZipProblem('unreadable')
  }
}
