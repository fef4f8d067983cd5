import 'server-only'
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { findName, PdfLexer, PdfTooComplex, readDictionary } from './pdf-objects'

const ACTIVE = new Set(['JavaScript', 'Launch', 'XFA', 'RichMedia', 'Rendition', 'SubmitForm', 'ImportData', 'GoToE'])
const EMBEDDED = new Set(['EmbeddedFile', 'EmbeddedFiles'])
const MAX_INFLATED = 128 * 1024 * 1024

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
 * object streams, with escapes in names opened; what it cannot unpack there it refuses. A reader with its own
 * tolerance for broken syntax may still see more, so files are served as sandboxed downloads only.
 * @returns a sentence saying what is wrong and what to do, or null
 */
export async function inspectPdf(bytes: Buffer): Promise<string | null> {
  if (!/^%PDF-[12]\.\d/.test(bytes.subarray(0, 8).toString('latin1'))) return damaged
  if (!/startxref\s+\d+\s+%%EOF[\s\0]*$/.test(bytes.subarray(-1024).toString('latin1'))) return damaged
  if (endsAsArchive(bytes)) return unusual
  try {
    return forbidden(bytes) ?? (await inspectObjectStreams(bytes))
  } catch (error) {
    if (error instanceof PdfTooComplex) return unusual
    throw error
  }
}

/** A zip archive ends with a record whose comment reaches to the last byte; some files are both (polyglots). */
function endsAsArchive(bytes: Buffer): boolean {
  const tail = bytes.subarray(-(65_535 + 22))
  for (let at = tail.indexOf('PK\x05\x06'); at >= 0; at = tail.indexOf('PK\x05\x06', at + 1))
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true
  return false
}

function forbidden(bytes: Uint8Array): string | null {
  let found: string | null = null
  findName(bytes, name => {
    if (name === 'Encrypt') found = encrypted
    else if (ACTIVE.has(name)) found = active
    else if (EMBEDDED.has(name)) found = embedded
    return found !== null
  })
  return found
}

/** Objects may be packed into compressed streams (PDF 1.5); their dictionaries are outside and readable. */
async function inspectObjectStreams(bytes: Buffer): Promise<string | null> {
  const work = { left: bytes.length + 100_000 }
  let restedAt = work.left
  let inflated = 0
  for (let at = bytes.indexOf('obj'); at >= 0; at = bytes.indexOf('obj', at + 3)) {
    if (restedAt - work.left > 100_000) {
      await setImmediate()
      restedAt = work.left
    }
    const lexer = new PdfLexer(bytes, at + 3, work)
    const entries = readDictionary(lexer)
    if (!entries || lexer.next() !== 'stream') continue
    if (entries.get('Type') !== '/ObjStm' && !(entries.has('N') && entries.has('First'))) continue
    const filter = (entries.get('Filter') ?? 'null').replace(/^\[ (.*) \]$/, '$1')
    if (filter === 'null' || filter === '[ ]') continue
    if (!/^\/(FlateDecode|Fl)$/.test(filter) || (entries.get('DecodeParms') ?? 'null') !== 'null') return unusual
    const content = await unpack(bytes, lexer.at)
    inflated += content?.length ?? 0
    if (!content || inflated > MAX_INFLATED) return unusual
    const fault = forbidden(content)
    if (fault) return fault
  }
  return null
}

const inflateAsync = promisify(inflate)

async function unpack(bytes: Buffer, afterKeyword: number): Promise<Buffer | null> {
  const start = afterKeyword + (bytes[afterKeyword] === 0x0d && bytes[afterKeyword + 1] === 0x0a ? 2 : 1)
  const end = bytes.indexOf('endstream', start)
  const packed = bytes.subarray(start, end < 0 ? undefined : end)
  return inflateAsync(packed, { maxOutputLength: MAX_INFLATED }).catch(() => null)
}
