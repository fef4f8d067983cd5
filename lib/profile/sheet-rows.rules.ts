import type { SheetCell, SheetRead, SheetRow } from '@/lib/platform/sheet-reader'
import { nameKey } from '@/lib/platform/text'
import { MAX_ROWS } from './definition.schema'
import type { Found, FoundRow } from './import.dto'
import type { Section } from './resolve.schema'
import { type SheetColumn, sheetColumns, UNTIL_NOW } from './sheet.rules'
import { readCell } from './sheet-values.rules'
import type { RowData } from './values.rules'

/** How many rows of a file are read: those that may be imported, a title, the header, the grey row and one too many. */
export const READ_ROWS = MAX_ROWS + 12
const HEADER_WITHIN = 10
const MOST_NOTES = 20

const headerKey = (text: string): string => nameKey(text.replace(/[*＊]|[（(](?:必填|选填)[)）]/gu, ''))

type Placed = { column: SheetColumn; at: number }

/**
 * The rows of an Excel sheet as rows of a section, each with what must be looked at. Columns are known by their
 * headers, in any order; the grey row of the template is left out. Pure and total.
 */
export function rowsOfSheet(section: Section, read: SheetRead, ownName: string): Found {
  if ('problem' in read) return { rows: [], notes: [read.problem] }
  const columns = sheetColumns(section)
  const header = read.rows
    .slice(0, HEADER_WITHIN)
    .find(row => placesOf(columns, row).length >= Math.min(2, columns.length))
  if (!header)
    return {
      rows: [],
      notes: [`没有找到“${columns[0]?.header ?? ''}”等表头。请下载“${section.title}”的模板，在模板中填写后再上传`],
    }
  const places = placesOf(columns, header)
  const above = read.rows.indexOf(header) + 1
  const own = read.rows.slice(above).filter(row => !isExample(places, row))
  const count = read.count - read.rows.length + own.length
  if (count > MAX_ROWS)
    return {
      rows: [],
      notes: [
        `这个文件有 ${count} 行，一次最多导入 ${MAX_ROWS} 行，没有读取。请分成几个文件，每个不超过 ${MAX_ROWS} 行`,
      ],
    }
  const notes = headerNotes(columns, places, header)
  const rows: FoundRow[] = []
  for (const row of own) {
    if (row.merged) notes.push(`第 ${row.number} 行有合并的单元格，没有读取。请取消合并，每一行单独填写后再上传`)
    else if (places.some(({ at }) => row.cells.has(at))) rows.push(rowOf(places, row, ownName))
  }
  if (rows.length === 0 && notes.length === 0) notes.push('表头下面没有内容。灰色的一行是示例，不会导入')
  const more = notes.length - MOST_NOTES
  return { rows, notes: more > 0 ? [...notes.slice(0, MOST_NOTES), `还有 ${more} 处类似的问题没有列出`] : notes }
}

const placesOf = (columns: readonly SheetColumn[], { cells }: SheetRow): Placed[] => {
  const headers = new Map<string, number>()
  for (const [at, { text }] of cells) if (!headers.has(headerKey(text))) headers.set(headerKey(text), at)
  return columns.flatMap(column => {
    const at = headers.get(headerKey(column.header))
    return at === undefined ? [] : [{ column, at }]
  })
}

function headerNotes(columns: readonly SheetColumn[], places: readonly Placed[], header: SheetRow): string[] {
  const absent = columns.filter(column => column.required && !places.some(place => place.column === column))
  const strange = [...header.cells]
    .filter(([at]) => !places.some(place => place.at === at))
    .map(([, { text }]) => `“${text.trim().slice(0, 20)}”`)
  return [
    absent.length > 0 && `文件中没有必填的列${absent.map(({ header: name }) => `“${name}”`).join('')}，导入后请补填`,
    strange.length > 0 && `列${strange.slice(0, 5).join('')}${strange.length > 5 ? '等' : ''}不在模板中，没有读取`,
  ].filter(note => note !== false)
}

/** The grey row, as the template has it; a row that was typed over it is nobody's example any more. */
const isExample = (places: readonly Placed[], { cells }: SheetRow): boolean =>
  places.every(({ column, at }) => (cells.get(at)?.text ?? '') === column.example)

function rowOf(places: readonly Placed[], { number, cells }: SheetRow, ownName: string): FoundRow {
  const data: RowData = {}
  const problems: string[] = []
  for (const { column, at } of places) {
    const cell = cells.get(at)
    const { field, part, header } = column
    if (!cell) continue
    const read = part === 'to' && isUntilNow(cell) ? { value: UNTIL_NOW } : readCell(field, cell, ownName)
    if (read.problem) problems.push(`“${header}”：${read.problem}`)
    data[field.name] = part === 'whole' ? read.value : periodWith(data[field.name], part, String(read.value))
  }
  return { place: `第 ${number} 行`, data, problems }
}

const isUntilNow = ({ text }: SheetCell): boolean => /^(?:至|到)?(?:今|现在|目前)$/.test(text.trim())

const periodWith = (period: unknown, part: 'from' | 'to', text: string) => ({
  ...((period as object | undefined) ?? { from: '', to: '', current: false }),
  ...(part === 'to' && text === UNTIL_NOW ? { to: '', current: true } : { [part]: text }),
})
