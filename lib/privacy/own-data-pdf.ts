import 'server-only'
import { openPaper, type Paper } from '@/lib/platform/pdf-paper'
import { drawTable } from '@/lib/platform/pdf-table'
import { chinaTime } from '@/lib/platform/time'
import type { Part } from './paper.rules'

const MARGIN = 42
const TITLE = '我的数据'
const small = { size: 9, colour: '#444' }

type About = { name: string; site: string; authority: string; createdAt: Date }

/** Everything that is kept of somebody as a paper to read: part after part in one table, pages numbered. */
export async function ownDataPdf(parts: readonly Part[], about: About): Promise<Buffer> {
  const { name, site, authority, createdAt } = about
  const paper = await openPaper({ title: `${TITLE} ${name}`, author: site, createdAt, margin: MARGIN })
  const width = paper.width - MARGIN * 2
  paper.put(TITLE, MARGIN, MARGIN + 16, { size: 20, bold: true })
  paper.put(`${name}　${authority}　${site}`, MARGIN, MARGIN + 36, small)
  paper.put('其中有完整的证件号码和手机号码，请妥善保管。', MARGIN, MARGIN + 50, small)
  drawTable(
    paper,
    {
      columns: [width * 0.24, width * 0.76],
      size: 9.5,
      rowHeight: 20,
      left: MARGIN,
      top: MARGIN + 62,
      bottom: paper.height - MARGIN,
      nextPage: () => {
        paper.doc.addPage()
        return MARGIN
      },
    },
    parts.map(({ heading, lines }) => ({
      heading,
      rows: lines.map(({ label, text }) => ({
        cells: [
          { label: true, paragraphs: [{ text: label }] },
          { paragraphs: text.split('\n').map(one => ({ text: one })) },
        ],
      })),
    })),
  )
  feet(paper, createdAt)
  return paper.finish()
}

function feet(paper: Paper, createdAt: Date): void {
  const { start, count } = paper.doc.bufferedPageRange()
  const y = paper.height - MARGIN + 16
  for (let page = 0; page < count; page++) {
    paper.doc.switchToPage(start + page)
    const pages = `第 ${page + 1} 页，共 ${count} 页`
    paper.put(`${chinaTime(createdAt)} 生成`, MARGIN, y, small)
    paper.put(pages, paper.width - MARGIN - paper.widthOf(pages, small), y, small)
  }
}
