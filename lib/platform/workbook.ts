import 'server-only'
import ExcelJS from 'exceljs'

export type WorkbookColumn = { header: string; width: number; choices: readonly string[] }
export type WorkbookSheet = {
  name: string
  columns: readonly WorkbookColumn[]
  rows: readonly (readonly string[])[]
  /** stands in grey below the header */
  example?: readonly string[]
  /** lines above the header, also in the header and footer of what is printed: whose file it is */
  mark?: readonly string[]
  /** down to which row the lists of choices and the text format reach */
  reach?: number
}

const LISTS = '选项'
export const ink = { header: 'FFE8EEF7', grey: 'FF8A8F98', line: 'FFC9CED6' }

/** What XML cannot hold; everything else stays text, whatever sign it begins with (trust IN18). */
export const cellText = (text: string): string => text.toWellFormed().replace(/[^\P{Cc}\t\n]|[\ufffe\uffff]/gu, '')

const letterOf = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : letterOf(Math.floor(index / 26) - 1) + letterOf(index % 26)

/**
 * An Excel workbook of texts: every cell is text, so that numbers keep their digits and nothing is a formula. Choices
 * stand on a hidden sheet and are offered as lists in the cells.
 */
export async function workbookOf(sheets: readonly WorkbookSheet[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const added = sheets.map(sheet => ({
    sheet,
    page: book.addWorksheet(sheet.name, { views: [{ state: 'frozen', ySplit: 1 + (sheet.mark?.length ?? 0) }] }),
  }))
  const lists = sheets.some(({ columns }) => columns.some(({ choices }) => choices.length > 0))
    ? book.addWorksheet(LISTS, { state: 'veryHidden' })
    : null
  let list = 0
  for (const { sheet, page } of added) {
    const { columns, rows, example, reach = 1 } = sheet
    page.columns = columns.map(({ width }) => ({
      width,
      style: { numFmt: '@', alignment: { vertical: 'top', wrapText: true } },
    }))
    if (sheet.mark) addMark(page, sheet.mark, columns.length)
    const header = page.addRow(columns.map(column => cellText(column.header)))
    header.font = { bold: true }
    header.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: ink.header } }
    header.border = { bottom: { style: 'thin', color: { argb: ink.line } } }
    if (example) page.addRow(example.map(cellText)).font = { italic: true, color: { argb: ink.grey } }
    for (const row of rows) page.addRow(row.map(cellText))
    columns.forEach(({ choices }, index) => {
      if (choices.length === 0 || !lists) return
      list += 1
      choices.forEach((choice, at) => {
        lists.getCell(at + 1, list).value = cellText(choice)
      })
      const column = letterOf(list - 1)
      const formula = `${LISTS}!$${column}$1:$${column}$${choices.length}`
      addList(page, `${letterOf(index)}2:${letterOf(index)}${reach}`, formula)
    })
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** Each line across all columns, in grey; printed above and below every page as well, where `&` begins a code. */
function addMark(page: ExcelJS.Worksheet, lines: readonly string[], width: number): void {
  for (const line of lines) {
    const row = page.addRow([cellText(line)])
    row.font = { color: { argb: ink.grey }, size: 9 }
    if (width > 1) page.mergeCells(row.number, 1, row.number, width)
    row.getCell(1).alignment = { wrapText: false, vertical: 'middle' }
  }
  const printed = (text: string) =>
    Array.from(cellText(text).replace(/\s+/g, ' ').replaceAll('&', '&&')).slice(0, 100).join('')
  page.headerFooter.oddHeader = `&L&9${printed(lines[0] ?? '')}`
  page.headerFooter.oddFooter = `&L&9${printed(lines[1] ?? '')}&R&9&P/&N`
}

/** A list for a whole range at once; the typed interface knows single cells only. */
function addList(page: ExcelJS.Worksheet, range: string, formula: string): void {
  const { dataValidations } = page as unknown as {
    dataValidations: { add: (range: string, rule: ExcelJS.DataValidation) => void }
  }
  dataValidations.add(range, {
    type: 'list',
    allowBlank: true,
    formulae: [formula],
    showErrorMessage: true,
    errorStyle: 'warning',
    errorTitle: '不在列表中',
    error: '请从列表中选择一项',
  })
}
