import 'server-only'
import { drawCode } from '@/lib/platform/pdf-code'
import { openPaper, type Paper } from '@/lib/platform/pdf-paper'
import { type Block, type Cell, drawTable, type Row } from '@/lib/platform/pdf-table'
import type { PaperContent, PaperTable } from './paper.rules'

const MARGIN = 42
/** parts of the width that columns are given in */
const PARTS = 24
const TALL = [34, 34] as const
const SIGN = [52, 52] as const
const GREY = '#444'

/**
 * A paper of a draw on A4: its serial at the top and in the foot of each page, and who printed it and when across it.
 * @param about.password it opens with this alone
 */
export async function paperPdf(
  content: PaperContent,
  about: { site: string; createdAt: Date; password?: string },
): Promise<Buffer> {
  const { title, serial, notes } = content
  const paper = await openPaper({
    ...{ title: `${title} ${serial}`, author: about.site, createdAt: about.createdAt, margin: MARGIN },
    password: about.password,
  })
  const width = paper.width - MARGIN * 2
  const centred = (text: string, y: number, style: { size: number; bold?: boolean }) =>
    paper.put(text, (paper.width - paper.widthOf(text, style)) / 2, y, style)
  centred(title, MARGIN + 20, { size: 18, bold: true })
  const number = `序列号 ${serial}`
  const small = { size: 9, colour: GREY }
  paper.put(number, paper.width - MARGIN - paper.widthOf(number, small), MARGIN + 40, small)
  const end = drawTable(
    paper,
    {
      columns: Array.from({ length: PARTS }, () => width / PARTS),
      ...{ size: 9.5, rowHeight: 20, left: MARGIN, top: MARGIN + 48, bottom: paper.height - MARGIN - 12 },
      nextPage: () => {
        paper.doc.addPage()
        paper.put(`${title}（续）　${number}`, MARGIN, MARGIN + 8, small)
        return MARGIN + 18
      },
    },
    blocksOf(content),
  )
  let y = codes(paper, content, end + 10, width) + 6
  for (const line of notes.flatMap(note => paper.lines(note, width, small))) {
    if (y > paper.height - MARGIN - 6) {
      paper.doc.addPage()
      y = MARGIN + 12
    }
    paper.put(line, MARGIN, y, small)
    y += paper.leading(line, small)
  }
  marks(paper, content)
  return paper.finish()
}

/** Points; scanned off paper by a phone. */
const CODE = 84

/** Codes that lead to public records, each with its words beside it. @returns where they end */
function codes(paper: Paper, { codes: all = [] }: PaperContent, top: number, width: number): number {
  let y = top
  const style = { size: 9 }
  for (const { address, lines } of all) {
    if (y + CODE > paper.height - MARGIN - 12) {
      paper.doc.addPage()
      y = MARGIN + 12
    }
    drawCode(paper, address, MARGIN, y, CODE)
    let line = y + 16
    for (const text of lines.flatMap(one => paper.lines(one, width - CODE - 12, style))) {
      paper.put(text, MARGIN + CODE + 12, line, style)
      line += paper.leading(text, style)
    }
    y += CODE + 6
  }
  return y
}

const value = (text: string, span: number, align: 'left' | 'center' = 'left'): Cell => ({
  span,
  paragraphs: text.split('\n').map(one => ({ text: one, align })),
})
const label = (text: string, span: number): Cell => ({ span, label: true, paragraphs: [{ text }] })

function blocksOf({ facts, tables, signs }: PaperContent): Block[] {
  const pairs: Row[] = []
  for (let at = 0; at < facts.length; at += 2)
    pairs.push({ cells: facts.slice(at, at + 2).flatMap(([name, text]) => [label(name, 4), value(text, 8)]) })
  const each = PARTS / signs.length
  return [
    { heading: '评审活动', rows: pairs },
    ...tables.map(table => ({ heading: table.heading, rows: rowsOf(table) })),
    {
      heading: '签字（姓名、日期）',
      rows: [{ height: SIGN, cells: signs.flatMap(sign => [label(sign, 3), value('', each - 3)]) }],
    },
  ]
}

/** With columns: a head and its rows; without: each row is a label and what it is. */
function rowsOf({ columns, rows, tall }: PaperTable): Row[] {
  if (columns.length === 0)
    return rows.map(([name = '', text = '']) => ({ cells: [label(name, 6), value(text, PARTS - 6)] }))
  const none = { cells: [value('没有', PARTS, 'center')] }
  return [
    { cells: columns.map(column => label(column.label, column.span)) },
    ...(rows.length === 0 ? [none] : []),
    ...rows.map(row => ({
      ...(tall ? { height: TALL } : {}),
      cells: columns.map((column, at) => value(row[at] ?? '', column.span)),
    })),
  ]
}

/** Across each page and in its foot, once it is known how many there are. */
function marks(paper: Paper, { serial, mark }: PaperContent): void {
  const { doc } = paper
  const { start, count } = doc.bufferedPageRange()
  const style = { size: 24, bold: true, colour: '#1f2937' }
  const small = { size: 8.5, colour: GREY }
  const text = `${serial}　${mark}`
  const wide = paper.widthOf(text, style)
  for (let page = 0; page < count; page++) {
    doc.switchToPage(start + page)
    for (const middle of [0.3, 0.68]) {
      const [x, y] = [paper.width / 2, paper.height * middle]
      doc.save()
      doc.rotate(-32, { origin: [x, y] })
      doc.fillOpacity(0.07)
      paper.put(text, x - wide / 2, y, style)
      doc.restore()
    }
    doc.fillOpacity(1)
    const foot = paper.height - MARGIN + 14
    const pages = `第 ${page + 1} 页，共 ${count} 页`
    paper.put(`序列号 ${serial}　${mark} 打印`, MARGIN, foot, small)
    paper.put(pages, paper.width - MARGIN - paper.widthOf(pages, small), foot, small)
  }
}
