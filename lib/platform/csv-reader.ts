import { serialDay } from './sheet-numbers'
import { type SheetCell, SheetProblem, type SheetRow } from './sheet-reader'

const COLUMNS = 100
const CELL = 4_000
const AT_ONCE = 500

type Bytes = AsyncIterable<Uint8Array>

const notText =
  '这个 CSV 文件的文字编码读不出来。请在 Excel 或 WPS 中打开，另存为 Excel 文件（.xlsx），或“CSV UTF-8”，再上传'
const endless = '这个 CSV 文件里有一个双引号没有成对，后面的内容连在了一起。请检查双引号，或另存为 .xlsx 文件再上传'

/**
 * Reads a CSV file (RFC 4180, also with semicolons or tabs) as rows of texts like a sheet's, a few hundred at a time:
 * UTF-8 with its mark or without, UTF-16 with it, else GB 18030. What a spreadsheet did to numbers is said like there.
 * @param open gives the bytes from the beginning; called twice, because the encoding shows at the end only
 * @param columns how many are read; what stands further right is left out
 * @throws SheetProblem
 */
export async function* streamCsv(open: () => Promise<Bytes>, columns = COLUMNS): AsyncGenerator<SheetRow[]> {
  const encoding = await encodingOf(await open())
  const decoder = new TextDecoder(encoding, { fatal: true })
  const parser = csvParser(columns)
  const decode = (bytes?: Uint8Array) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      throw new SheetProblem(notText)
    }
  }
  for await (const bytes of await open()) {
    parser.write(decode(bytes))
    if (parser.rows.length >= AT_ONCE) yield parser.take()
  }
  parser.write(decode())
  parser.end()
  if (parser.rows.length > 0) yield parser.take()
}

async function encodingOf(bytes: Bytes): Promise<string> {
  let first = true
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const piece of bytes) {
      if (first && piece[0] === 0xff && piece[1] === 0xfe) return 'utf-16le'
      if (first && piece.includes(0)) throw new SheetProblem(notText)
      first = false
      utf8.decode(piece, { stream: true })
    }
    utf8.decode()
    return 'utf-8'
  } catch (error) {
    if (error instanceof SheetProblem) throw error
    return 'gb18030'
  }
}

/** Takes text piece by piece; whole rows collect in `rows`. The first line decides what separates cells. */
function csvParser(columns: number) {
  let rows: SheetRow[] = []
  let number = 1
  let column = 0
  let cells = new Map<number, SheetCell>()
  let value = ''
  let quoted = false
  let wasQuoted = false
  let separator: string | null = null
  let kept = ''
  let overlong = 0

  const endCell = () => {
    const text = value.trim()
    if (text !== '' && column < columns) cells.set(column, cellOf(text))
    value = ''
    wasQuoted = false
    column += 1
  }
  const endRow = () => {
    endCell()
    if (cells.size > 0) rows.push({ number, cells, merged: false })
    cells = new Map()
    column = 0
    number += 1
  }
  const run = (text: string, whole: boolean): number => {
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at]!
      // what follows a quote or a carriage return decides what it means
      if (!whole && at + 1 >= text.length && (sign === '"' || sign === '\r')) return at
      if (quoted) {
        if (sign !== '"') append(sign)
        else if (text[at + 1] === '"') {
          append('"')
          at += 1
        } else quoted = false
      } else if (sign === '"' && value.trim() === '' && !wasQuoted) {
        quoted = true
        wasQuoted = true
        value = ''
      } else if (sign === separator) endCell()
      else if (sign === '\n' || sign === '\r') {
        if (sign === '\r' && text[at + 1] === '\n') at += 1
        endRow()
      } else append(sign)
    }
    return text.length
  }
  const append = (sign: string) => {
    if (value.length < CELL) value += sign
    else overlong += 1
    if (quoted && overlong > 1_000_000) throw new SheetProblem(endless)
  }
  const write = (piece: string, whole = false) => {
    const text = kept + piece
    if (separator === null) {
      const line = /^[^\r\n]*/.exec(text)![0]
      if (!whole && line.length === text.length && line.length < 100_000) {
        kept = text
        return
      }
      separator = separatorOf(line)
    }
    kept = text.slice(run(text, whole))
  }
  return {
    get rows() {
      return rows
    },
    take() {
      const taken = rows
      rows = []
      return taken
    },
    write: (piece: string) => write(piece.startsWith('\ufeff') ? piece.slice(1) : piece),
    end() {
      write('', true)
      if (quoted) throw new SheetProblem(endless)
      if (value !== '' || cells.size > 0 || column > 0) endRow()
    },
  }
}

/** The sign that stands most often in the line of headers. */
const separatorOf = (line: string): string =>
  [',', ';', '\t'].map(sign => ({ sign, count: line.split(sign).length })).sort((a, b) => b.count - a.count)[0]!.sign

/** `="123"` and a leading apostrophe keep a number's digits; without them a spreadsheet wrote 4.2E+17. */
function cellOf(text: string): SheetCell {
  const kept = /^="(.*)"$/.exec(text)?.[1] ?? text.replace(/^'/, '')
  return /^\d(?:\.\d+)?E\+\d{1,3}$/i.test(kept) || /^\d{15}0{3}$/.test(kept)
    ? { text: kept, odd: 'lost' }
    : { text: kept }
}

/** The day of a number that a spreadsheet wrote in the place of a date; null for what is none. */
export const serialText = (text: string): string | null =>
  /^\d{5}(\.\d+)?$/.test(text) ? serialDay(Number(text), false) : null
