import 'server-only'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { createInflate } from 'node:zlib'
import type { ByteSource } from './byte-source'
import { findName, MAX_NAME, PdfLexer, PdfTooComplex, readDictionary } from './pdf-objects'
import { SealBroken } from './sealed-block'

const ACTIVE = new Set(['JavaScript', 'Launch', 'XFA', 'RichMedia', 'Rendition', 'SubmitForm', 'ImportData', 'GoToE'])
const EMBEDDED = new Set(['EmbeddedFile', 'EmbeddedFiles'])
const MAX_INFLATED = 128 * 1024 * 1024
/** what is in memory of a file at a time, and how much of a neighbour is looked at with it */
const WINDOW = 1024 * 1024
const OVERLAP = MAX_NAME + 16
const PIECE = 16 * 1024
const STREAM_COST = 2048

const damaged = '这个 PDF 文件不完整或已损坏，请重新导出或重新扫描后上传。'
const encrypted = '这个 PDF 设有密码或限制，审核人无法查看。请去掉密码后重新保存，再上传。'
const active = '这个 PDF 里含有脚本或可运行的内容，为安全起见不能上传。请打开后用「打印」另存为新的 PDF，再上传。'
const embedded = '这个 PDF 里夹带了其他文件，为安全起见不能上传。请去掉里面的附件后重新保存，再上传。'
const unusual = '这个 PDF 的内部结构很特殊，无法确认是否安全。请打开后用「打印」另存为新的 PDF，再上传。'

/**
 * Judges a PDF by its bytes: whole from the first byte to the last (nothing before the header, nothing behind the end,
 * no archive appended), without encryption, scripts, programs to launch or embedded files.
 *
 * This is a structural scan, not a PDF reader: it looks for the forbidden names in the file and, unpacked, in its
 * object streams, with escapes in names opened; what it cannot unpack there it refuses. Memory is bounded whatever the
 * size. A reader with its own
 * tolerance for broken syntax may still see more, so files are served as sandboxed downloads only.
 * @returns a sentence saying what is wrong and what to do, or null
 */
export async function inspectPdf(bytes: ByteSource): Promise<string | null> {
  const last = (count: number) => bytes.slice(bytes.length - count, bytes.length)
  if (!/^%PDF-[12]\.\d/.test(bytes.slice(0, 8).toString('latin1'))) return damaged
  if (!/startxref\s+\d+\s+%%EOF[\s\0]*$/.test(last(1024).toString('latin1'))) return damaged
  if (endsAsArchive(last(65_535 + 22))) return unusual
  try {
    return (await inspectNames(bytes)) ?? (await inspectObjectStreams(bytes))
  } catch (error) {
    if (error instanceof PdfTooComplex) return unusual
    throw error
  }
}

/** A zip archive ends with a record whose comment reaches to the last byte; some files are both (polyglots). */
function endsAsArchive(tail: Buffer): boolean {
  for (let at = tail.indexOf('PK\x05\x06'); at >= 0; at = tail.indexOf('PK\x05\x06', at + 1))
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true
  return false
}

function forbidden(bytes: Buffer, end?: number): string | null {
  let found: string | null = null
  const visit = (name: string) => {
    if (name === 'Encrypt') found = encrypted
    else if (ACTIVE.has(name)) found = active
    else if (EMBEDDED.has(name)) found = embedded
    return found !== null
  }
  findName(bytes, visit, end)
  return found
}

/** Windows over a whole file, each with a little of the next, so that nothing is missed where two meet. */
function* windows(bytes: ByteSource): Generator<{ start: number; view: Buffer; own: number }> {
  for (let start = 0; start < bytes.length; start += WINDOW)
    yield { start, view: bytes.slice(start, start + WINDOW + OVERLAP), own: Math.min(WINDOW, bytes.length - start) }
}

async function inspectNames(bytes: ByteSource): Promise<string | null> {
  for (const { view, own } of windows(bytes)) {
    const fault = forbidden(view, own)
    if (fault) return fault
    await setImmediate()
  }
  return null
}

/** Objects may be packed into compressed streams (PDF 1.5); their dictionaries are outside and readable. */
async function inspectObjectStreams(bytes: ByteSource): Promise<string | null> {
  const work = { left: bytes.length + 100_000 }
  const budget = { inflated: 0 }
  let restedAt = work.left
  for (const { start, view, own } of windows(bytes)) {
    await setImmediate()
    for (let at = view.indexOf('obj'); at >= 0 && at < own; at = view.indexOf('obj', at + 3)) {
      if (restedAt - work.left > 100_000) {
        await setImmediate()
        restedAt = work.left
      }
      const fault = await inspectObject(new PdfLexer(bytes, start + at + 3, work), bytes, { work, budget })
      if (fault) return fault
    }
  }
  return null
}

type Limits = { work: { left: number }; budget: { inflated: number } }

async function inspectObject(lexer: PdfLexer, bytes: ByteSource, limits: Limits): Promise<string | null> {
  const entries = readDictionary(lexer)
  if (!entries || lexer.next() !== 'stream') return null
  if (entries.get('Type') !== '/ObjStm' && !(entries.has('N') && entries.has('First'))) return null
  const filter = (entries.get('Filter') ?? 'null').replace(/^\[ (.*) \]$/, '$1')
  if (filter === 'null' || filter === '[ ]') return null
  if (!/^\/(FlateDecode|Fl)$/.test(filter) || (entries.get('DecodeParms') ?? 'null') !== 'null') return unusual
  return inspectPacked(bytes, lexer.at, limits)
}

/** Unpacks a stream piece by piece, to its own end, and looks at the names in it. */
async function inspectPacked(bytes: ByteSource, afterKeyword: number, limits: Limits): Promise<string | null> {
  const start = afterKeyword + (bytes.at(afterKeyword) === 0x0d && bytes.at(afterKeyword + 1) === 0x0a ? 2 : 1)
  let rest: Buffer = Buffer.alloc(0)
  const packed = Readable.from(piecesFrom(bytes, start), { objectMode: false, highWaterMark: PIECE })
  const unpacked = createInflate()
  packed.on('error', error => unpacked.destroy(error))
  try {
    for await (const chunk of packed.pipe(unpacked) as AsyncIterable<Buffer>) {
      limits.budget.inflated += chunk.length
      if (limits.budget.inflated > MAX_INFLATED) return unusual
      const view = Buffer.concat([rest, chunk])
      const own = Math.max(0, view.length - OVERLAP)
      const fault = forbidden(view, own)
      if (fault) return fault
      rest = view.subarray(own)
    }
  } catch (error) {
    if (error instanceof SealBroken) throw error
    return unusual
  } finally {
    packed.destroy()
    unpacked.destroy()
    // streams may be made to overlap, or to be many, so that unpacking counts as work
    limits.work.left -= STREAM_COST + unpacked.bytesWritten
  }
  if (limits.work.left < 0) return unusual
  return forbidden(rest)
}

function* piecesFrom(bytes: ByteSource, start: number): Generator<Buffer> {
  for (let at = start; at < bytes.length; at += PIECE) yield bytes.slice(at, at + PIECE)
}
