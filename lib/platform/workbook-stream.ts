import 'server-only'
import { Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import { cellText, ink, type WorkbookColumn } from './workbook'

type Sheet = {
  name: string
  columns: readonly WorkbookColumn[]
  /** the rows, page after page: only one page of them is held at a time */
  pages: AsyncIterable<readonly (readonly string[])[]>
}

/**
 * An Excel workbook of one long sheet of texts: rows are packed as they come, so that only the packed file grows in
 * memory. It has no lists of choices; for a short sheet there is `workbookOf`.
 */
export async function longWorkbook({ name, columns, pages }: Sheet): Promise<Buffer> {
  const parts: Buffer[] = []
  const sink = new Writable({
    write(part: Buffer, _encoding, next) {
      parts.push(part)
      next()
    },
  })
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: sink, useStyles: true, useSharedStrings: false })
  const page = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  page.columns = columns.map(({ width }) => ({
    width,
    style: { numFmt: '@', alignment: { vertical: 'top', wrapText: true } },
  }))
  const header = page.addRow(columns.map(column => cellText(column.header)))
  header.font = { bold: true }
  header.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: ink.header } }
  header.border = { bottom: { style: 'thin', color: { argb: ink.line } } }
  header.commit()
  for await (const rows of pages) for (const row of rows) page.addRow(row.map(cellText)).commit()
  page.commit()
  await book.commit()
  return Buffer.concat(parts)
}
