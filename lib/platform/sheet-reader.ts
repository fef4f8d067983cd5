import { isDateFormat, numberCell, serialDay } from './sheet-numbers'
import { scanXml, XmlRefused } from './xml-scan'
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
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') return { problem: oldExcel }
  try {
    const zip = openZip(bytes, LIMITS)
    const part = (name: string) => zip.read(name)?.toString('utf8') ?? ''
    const workbook = workbookOf(part('xl/workbook.xml'), part('xl/_rels/workbook.xml.rels'))
    if (!workbook.path || !zip.names.includes(workbook.path)) return { problem: notExcel }
    const strings = stringsOf(part('xl/sharedStrings.xml'))
    const dates = dateStyles(part('xl/styles.xml'))
    return rowsOf(part(workbook.path), { strings, dates, from1904: workbook.from1904, most })
  } catch (error) {
    if (error instanceof ZipProblem)
      return {
        problem: error.kind === 'tooLarge' ? tooLarge : bytes.subarray(0, 2).toString() === 'PK' ? damaged : notExcel,
      }
    if (error instanceof XmlRefused) return { problem: damaged }
    throw error
  }
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
  const strings: string[] = []
  let text: string | null = null
  let phonetic = false
  let inText = false
  scanXml(xml, {
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
  })
  return strings
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

type Sheet = { strings: string[]; dates: boolean[]; from1904: boolean; most: number }
type Raw = { column: number; type: string; style: number; value: string; formula: boolean }

function rowsOf(xml: string, sheet: Sheet): SheetRead {
  const rows: SheetRow[] = []
  const merges: (readonly [from: number, to: number])[] = []
  let count = 0
  let number = 0
  let cells = new Map<number, SheetCell>()
  let cell: Raw | null = null
  let into = ''
  scanXml(xml, {
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
        count += 1
        if (rows.length < sheet.most) rows.push({ number, cells, merged: false })
        cells = new Map()
      }
      into = ''
    },
  })
  for (const row of rows) row.merged = merges.some(([from, to]) => from <= row.number && row.number <= to)
  return { rows, count }
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
