import { isDateFormat, numberCell, serialDay } from './sheet-numbers'
import { scanXml, type XmlEvents, XmlRefused, xmlScanner } from './xml-scan'
import { openZip, ZipProblem } from './zip'

/**
 * What a cell shows, as text. `odd`: it is a formula (`text` is its last result), a number that lost digits, a number
 * with a point, an error.
 */
export type SheetCell = { text: string; odd?: 'formula' | 'lost' | 'decimal' | 'error' }
/** A row with content: its number in the file, its cells by column from 0, whether merged cells reach into it. */
export type SheetRow = { number: number; cells: Map<number, SheetCell>; merged: boolean }
/** `rows` are the first ones, `count` is how many have content. */
export type SheetRead = { rows: SheetRow[]; count: number } | { problem: string }

const LIMITS = { entries: 400, total: 40 * 1024 * 1024 }
const COLUMNS = 100
const CELL = 4_000

const notExcel = '这不是 Excel 文件（.xlsx）。请使用下载的模板，填写后保存再上传'
const oldExcel =
  '这是旧版的 Excel 文件（.xls），或者设有打开密码。请在 Excel 或 WPS 中另存为不带密码的 .xlsx 文件，再上传'
const tooLarge = '这个文件展开后太大了，没有读取。请只保留要导入的内容，另存为一个新的文件再上传'
const damaged = '这个文件读不出来，可能已经损坏。请在 Excel 或 WPS 中打开，另存为 .xlsx 文件再上传'

/**
 * Reads the first visible sheet of a workbook (ECMA-376) as texts, without trusting the file (trust IN19): sizes are
 * bounded before and while it is unpacked, a document type is refused, formulas are not computed, merged areas are not
 * spread out, links and macros are not looked at. Nothing is thrown: a file that cannot be read is answered with a
 * sentence.
 * @param most how many rows are kept; further ones are only counted
 */
export function readSheet(bytes: Buffer, most: number): SheetRead {
  if (isOldExcel(bytes)) return { problem: oldExcel }
  try {
    const zip = openZip(bytes, LIMITS)
    const part = (name: string) => zip.read(name)?.toString('utf8') ?? ''
    const workbook = workbookOf(part('xl/workbook.xml'), part('xl/_rels/workbook.xml.rels'))
    if (!workbook.path || !zip.names.includes(workbook.path)) return { problem: notExcel }
    const strings = stringsOf(part('xl/sharedStrings.xml'))
    const dates = dateStyles(part('xl/styles.xml'))
    return rowsOf(part(workbook.path), { strings, dates, from1904: workbook.from1904 }, most)
  } catch (error) {
    const problem = sentenceOf(error, bytes)
    if (problem) return { problem }
    throw error
  }
}

const isOldExcel = (bytes: Buffer): boolean => bytes.subarray(0, 4).toString('hex') === 'd0cf11e0'

/** What somebody is told whose file cannot be read; null for faults of ours. */
function sentenceOf(error: unknown, bytes: Buffer): string | null {
  if (error instanceof ZipProblem)
    return error.kind === 'tooLarge' ? tooLarge : bytes.subarray(0, 2).toString() === 'PK' ? damaged : notExcel
  return error instanceof XmlRefused ? damaged : null
}

/** A list that cannot be read; the message is the sentence for whoever sent it. */
export class SheetProblem extends Error {}

/** So much may a long list be once it is unpacked, and so many different texts may it hold. */
const LONG = { entries: 400, total: 768 * 1024 * 1024, strings: 4_000_000 }

/**
 * The same for a long list: rows come a few hundred at a time, and never more than one piece of the sheet is in memory
 * beside the packed bytes and the texts the file shares. `merges` is whole once all rows have come.
 * @throws SheetProblem, also in the middle
 */
export function streamSheet(bytes: Buffer): { rows: AsyncGenerator<SheetRow[]>; merges: Span[] } {
  const merges: Span[] = []
  return { merges, rows: longRows(bytes, merges) }
}

async function* longRows(bytes: Buffer, merges: Span[]): AsyncGenerator<SheetRow[]> {
  try {
    if (isOldExcel(bytes)) throw new SheetProblem(oldExcel)
    const zip = openZip(bytes, LONG)
    const part = (name: string) => zip.read(name)?.toString('utf8') ?? ''
    const workbook = workbookOf(part('xl/workbook.xml'), part('xl/_rels/workbook.xml.rels'))
    const sheet = workbook.path === null ? null : zip.stream(workbook.path)
    if (!sheet) throw new SheetProblem(notExcel)
    const dates = dateStyles(part('xl/styles.xml'))
    const shared = stringEvents()
    const { strings } = shared
    for await (const _ of pieces(zip.stream('xl/sharedStrings.xml'), shared.events))
      if (strings.length > LONG.strings) throw new SheetProblem(tooLarge)
    let found: SheetRow[] = []
    const read = rowEvents({ strings, dates, from1904: workbook.from1904 }, row => found.push(row))
    for await (const _ of pieces(sheet, read.events)) {
      if (found.length === 0) continue
      yield found
      found = []
    }
    if (found.length > 0) yield found
    merges.push(...read.merges)
  } catch (error) {
    const problem = sentenceOf(error, bytes)
    throw problem ? new SheetProblem(problem) : error
  }
}

/** Scans a part piece by piece, and lets its caller act after each. */
async function* pieces(part: AsyncGenerator<Buffer> | null, events: XmlEvents): AsyncGenerator<void> {
  if (!part) return
  const decoder = new TextDecoder()
  const scanner = xmlScanner(events)
  for await (const piece of part) {
    scanner.write(decoder.decode(piece, { stream: true }))
    yield
  }
  scanner.write(decoder.decode())
  scanner.end()
}

function workbookOf(workbook: string, relations: string): { path: string | null; from1904: boolean } {
  let id: string | undefined
  let from1904 = false
  scanXml(workbook, {
    open: (name, attribute) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute('date1904') ?? '')
      if (name === 'sheet' && (attribute('state') ?? 'visible') === 'visible') id ??= attribute('id')
    },
  })
  let path: string | null = null
  scanXml(relations, {
    open: (name, attribute) => {
      if (name === 'Relationship' && id !== undefined && attribute('Id') === id) path = attribute('Target') ?? null
    },
  })
  const target = path as string | null
  return { path: target && (target.startsWith('/') ? target.slice(1) : `xl/${target}`), from1904 }
}

function stringsOf(xml: string): string[] {
  const { strings, events } = stringEvents()
  scanXml(xml, events)
  return strings
}

function stringEvents(): { strings: string[]; events: XmlEvents } {
  const strings: string[] = []
  let text: string | null = null
  let phonetic = false
  let inText = false
  const events: XmlEvents = {
    open: (name, _, closed) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic = !closed
      else if (name === 't') inText = !closed
    },
    text: more => {
      if (text !== null && inText && !phonetic) text += more.slice(0, CELL - Math.min(CELL, text.length))
    },
    close: name => {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') {
        strings.push(text ?? '')
        text = null
      }
    },
  }
  return { strings, events }
}

/** Which styles show a number as a date. */
function dateStyles(xml: string): boolean[] {
  const formats = new Map<string, string>()
  const styles: boolean[] = []
  let inCells = false
  scanXml(xml, {
    open: (name, attribute) => {
      if (name === 'numFmt') formats.set(attribute('numFmtId') ?? '', attribute('formatCode') ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = attribute('numFmtId') ?? '0'
        styles.push(isDateFormat(Number(id), formats.get(id)))
      }
    },
    close: name => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

type Sheet = { strings: string[]; dates: boolean[]; from1904: boolean }
type Raw = { column: number; type: string; style: number; value: string; formula: boolean }
type Span = readonly [from: number, to: number]

function rowsOf(xml: string, sheet: Sheet, most: number): SheetRead {
  const rows: SheetRow[] = []
  let count = 0
  const { merges, events } = rowEvents(sheet, row => {
    count += 1
    if (rows.length < most) rows.push(row)
  })
  scanXml(xml, events)
  for (const row of rows) row.merged = isMerged(merges, row.number)
  return { rows, count }
}

/** Whether merged cells reach into a row. */
export const isMerged = (merges: readonly Span[], number: number): boolean =>
  merges.some(([from, to]) => from <= number && number <= to)

/** What to do at each sign of a sheet. Merged areas stand behind the rows, so they are whole at the end only. */
function rowEvents(sheet: Sheet, found: (row: SheetRow) => void): { merges: Span[]; events: XmlEvents } {
  const merges: Span[] = []
  let number = 0
  let cells = new Map<number, SheetCell>()
  let cell: Raw | null = null
  let into = ''
  const events: XmlEvents = {
    open: (name, attribute, closed) => {
      if (name === 'row') {
        number = Number(attribute('r')) || number + 1
        cells = new Map()
      } else if (name === 'c') {
        const column = columnOf(attribute('r')) ?? (cell ? cell.column + 1 : cells.size)
        const style = Number(attribute('s') ?? 0)
        cell = { column, type: attribute('t') ?? 'n', style, value: '', formula: false }
      } else if (name === 'f' && cell) cell.formula = true
      else if (name === 'mergeCell' && merges.length < 10_000) merges.push(rowsIn(attribute('ref') ?? ''))
      if (!closed) into = name
    },
    text: text => {
      if (cell && (into === 'v' || into === 't')) cell.value += text.slice(0, CELL - Math.min(CELL, cell.value.length))
    },
    close: name => {
      if (name === 'c' && cell) {
        const read = cellOf(cell, sheet)
        if (read.text.trim() !== '' && cell.column < COLUMNS) cells.set(cell.column, read)
      } else if (name === 'row' && cells.size > 0) {
        found({ number, cells, merged: false })
        cells = new Map()
      }
      into = ''
    },
  }
  return { merges, events }
}

function cellOf({ type, style, value, formula }: Raw, { strings, dates, from1904 }: Sheet): SheetCell {
  const flag = formula ? ({ odd: 'formula' } as const) : {}
  if (type === 's') return { text: plain(strings[Number(value)] ?? ''), ...flag }
  if (type === 'b') return { text: value === '1' ? '是' : '否', ...flag }
  if (type === 'e') return { text: value, odd: 'error' }
  if (type === 'd') return { text: value.slice(0, 10), ...flag }
  if (type !== 'n') return { text: plain(value), ...flag }
  const read = (dates[style] && serialDay(Number(value), from1904)) || null
  return read ? { text: read, ...flag } : { ...numberCell(value.trim()), ...flag }
}

/** Signs that XML cannot hold are written `_x000D_` (ECMA-376, 22.9.2.19); only line ends and tabs matter here. */
const plain = (text: string): string =>
  text.replace(/_x000([9ADad])_/g, (_, code: string) => (code === '9' ? '\t' : '\n')).replace(/\r\n?/g, '\n')

/** `AB12` → 27; undefined for anything else. */
function columnOf(address: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(address ?? '')?.[1]
  if (!letters) return undefined
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function rowsIn(area: string): readonly [number, number] {
  const [, from, to] = /^[A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(area) ?? []
  return [Number(from ?? 0), Number(to ?? -1)]
}
