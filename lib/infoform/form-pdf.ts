import 'server-only'
import { drawCode } from '@/lib/platform/pdf-code'
import { openPaper, type Paper } from '@/lib/platform/pdf-paper'
import { type Cell, drawTable, type Row } from '@/lib/platform/pdf-table'
import { codeText, shortHash } from './code.rules'
import type { FormContent, FormField, FormRow } from './form.rules'

const MARGIN = 42
const CODE = 78
const SMALL_CODE = 62
const FOOT = 8
const COLUMNS = [0.175, 0.325, 0.175, 0.325]
const GREY = '#444'

/**
 * The 专家信息表 on A4: the content as a table, on each page the QR code and the beginning of the content hash. The
 * same content and date give the same bytes.
 * @param about.createdAt when the content was submitted or changed last
 */
export async function formPdf(
  content: FormContent,
  about: { authority: string; site: string; createdAt: Date },
): Promise<Buffer> {
  const paper = await openPaper({
    title: `${content.title} ${content.name} ${content.number}`,
    author: about.site,
    createdAt: about.createdAt,
    margin: MARGIN,
  })
  const width = paper.width - MARGIN * 2
  firstHead(paper, content, about.authority)
  drawTable(
    paper,
    {
      columns: COLUMNS.map(part => part * width),
      size: 10,
      rowHeight: 21,
      left: MARGIN,
      top: MARGIN + 66,
      bottom: paper.height - MARGIN - FOOT,
      nextPage: () => {
        paper.doc.addPage()
        nextHead(paper, content)
        return MARGIN + 58
      },
    },
    content.sections.map(({ heading, rows }) => ({ heading, rows: rows.map(asRow) })),
  )
  feet(paper, content)
  return paper.finish()
}

const value = ({ text }: FormField, span?: number): Cell => ({ span, paragraphs: text.map(one => ({ text: one })) })
const label = ({ label: text }: { label: string }): Cell => ({ label: text !== '', paragraphs: [{ text }] })

function asRow(row: FormRow): Row {
  if (!Array.isArray(row)) {
    const paragraphs = row.text.map(text => ({ text, align: 'right' as const }))
    return { height: [114, 180], cells: [label({ label: row.stamp }), { span: 3, vertical: 'bottom', paragraphs }] }
  }
  return { cells: row.flatMap(field => [label(field), value(field, row.length === 1 ? 3 : 1)]) }
}

function firstHead(paper: Paper, { title, number, hash }: FormContent, authority: string): void {
  const style = { size: 22, bold: true }
  const spaced = [...title].join(' ')
  paper.put(spaced, (paper.width - paper.widthOf(spaced, style)) / 2, MARGIN + 26, style)
  paper.put(`申请编号：${number}`, MARGIN, MARGIN + 58, { size: 9, colour: GREY })
  const by = { size: 10, colour: GREY }
  paper.put(authority, (paper.width - paper.widthOf(authority, by)) / 2, MARGIN + 44, by)
  drawCode(paper, codeText(number, hash), paper.width - MARGIN - CODE + 6, MARGIN - 12, CODE)
}

function nextHead(paper: Paper, { title, name, number, hash }: FormContent): void {
  paper.put(`${title}（续）`, MARGIN, MARGIN + 20, { size: 13, bold: true })
  paper.put(`${name}　申请编号：${number}`, MARGIN, MARGIN + 40, { size: 9, colour: GREY })
  drawCode(paper, codeText(number, hash), paper.width - MARGIN - SMALL_CODE + 5, MARGIN - 10, SMALL_CODE)
}

/** Page numbers and the hash, once it is known how many pages there are. */
function feet(paper: Paper, { hash }: FormContent): void {
  const { start, count } = paper.doc.bufferedPageRange()
  const style = { size: 8.5, colour: GREY }
  for (let page = 0; page < count; page++) {
    paper.doc.switchToPage(start + page)
    const y = paper.height - MARGIN + 12
    const pages = `第 ${page + 1} 页，共 ${count} 页`
    paper.put(`内容校验码：${shortHash(hash)}`, MARGIN, y, style)
    paper.put(pages, paper.width - MARGIN - paper.widthOf(pages, style), y, style)
  }
}
