import 'server-only'
import type { Paper, Style } from './pdf-paper'

export type Paragraph = { text: string; align?: 'left' | 'center' | 'right'; bold?: boolean }
export type Cell = {
  paragraphs: readonly Paragraph[]
  /** columns it takes, 1 by default */
  span?: number
  /** a heading of the cells beside it */
  label?: boolean
  /** `bottom` for a place to sign */
  vertical?: 'middle' | 'bottom'
}
/** `height` is the least and the most: such a row takes the room there is, and is never divided */
export type Row = { cells: readonly Cell[]; height?: readonly [least: number, most: number] }
/** Rows under one heading, which stands again at the top of a page that goes on with them. */
export type Block = { heading: string; rows: readonly Row[] }

export type TableStyle = {
  /** widths of the columns in points */
  columns: readonly number[]
  size: number
  /** least height of a row */
  rowHeight: number
  /** where the table may be drawn on a page */
  left: number
  top: number
  bottom: number
  /** begins a page that goes on with the table. @returns where */
  nextPage: () => number
}

const PAD = 4
/** how far from the border people sign */
const SIGN = 36
const LINE = '#222'
/** A row that is not higher goes to the next page as a whole. */
const KEEP = 70

type Line = { text: string; style: Style; align: Paragraph['align']; height: number; width: number }
type Laid = { cell: Cell; left: number; width: number; lines: Line[] }

/**
 * Draws a table of labels and values: cells wrap, a row is as high as its highest cell, rows go over to the next page
 * as a whole where they can and are divided between lines where they cannot.
 * @returns where it ends on the last page
 */
export function drawTable(paper: Paper, style: TableStyle, blocks: readonly Block[]): number {
  const { doc } = paper
  const width = style.columns.reduce((sum, one) => sum + one, 0)
  let y = style.top
  let pageTop = y
  const frame = () => {
    doc
      .lineWidth(1.2)
      .strokeColor(LINE)
      .rect(style.left, pageTop, width, y - pageTop)
      .stroke()
  }
  const heading = (text: string) => {
    const height = style.rowHeight
    doc.rect(style.left, y, width, height).fill('#eef1f4')
    box(style.left, width, height)
    const line = { size: style.size + 1, bold: true }
    paper.put(text, style.left + PAD + 2, y + height / 2 + line.size * 0.36, line)
    y += height
  }
  const box = (left: number, wide: number, height: number) =>
    doc.lineWidth(0.6).strokeColor(LINE).rect(left, y, wide, height).stroke()
  const turn = (text: string) => {
    frame()
    y = style.nextPage()
    pageTop = y
    heading(`${text}（续）`)
  }
  const drawRow = (laid: Laid[], height: number) => {
    for (const { cell, left, width: wide, lines } of laid) {
      if (cell.label) doc.rect(left, y, wide, height).fill('#f8f9fa')
      box(left, wide, height)
      const tall = heightOf(lines)
      let at = y + (cell.vertical === 'bottom' ? height - tall - SIGN / 3 : (height - tall) / 2)
      for (const line of lines) {
        const slack = wide - PAD * 2 - line.width
        const shift =
          line.align === 'center'
            ? slack / 2
            : line.align === 'right'
              ? slack - (cell.vertical === 'bottom' ? SIGN : 0)
              : 0
        paper.put(line.text, left + PAD + shift, at + line.height / 2 + line.style.size * 0.36, line.style)
        at += line.height
      }
    }
    y += height
  }

  for (const { heading: text, rows } of blocks) {
    const first = rows[0] ? rowHeight(style, rows[0], lay(paper, style, rows[0])) : 0
    if (y + style.rowHeight + (rows[0]?.height ? first : Math.min(first, KEEP)) > style.bottom) {
      frame()
      y = style.nextPage()
      pageTop = y
    }
    heading(text)
    for (const row of rows) {
      let laid = lay(paper, style, row)
      for (;;) {
        const height = rowHeight(style, row, laid)
        const room = style.bottom - y
        if (height <= room) {
          drawRow(laid, row.height ? Math.max(height, Math.min(room, row.height[1])) : height)
          break
        }
        if (height > KEEP && room > KEEP && row.height === undefined) {
          drawRow(
            laid.map(one => ({ ...one, lines: upTo(one.lines, room - PAD * 2) })),
            room,
          )
          laid = laid.map(one => ({
            ...one,
            lines: one.cell.label ? one.lines : one.lines.slice(upTo(one.lines, room - PAD * 2).length),
          }))
        }
        turn(text)
      }
    }
  }
  frame()
  return y
}

function lay(paper: Paper, style: TableStyle, row: Row): Laid[] {
  let column = 0
  let left = style.left
  return row.cells.map(cell => {
    const width = style.columns.slice(column, column + (cell.span ?? 1)).reduce((sum, one) => sum + one, 0)
    const lines = cell.paragraphs.flatMap(({ text, align = cell.label ? 'center' : 'left', bold }) => {
      const shape: Style = { size: style.size, bold }
      const lines = paper.lines(text, width - PAD * 2, shape)
      // a label of two lines looks better with lines of one length
      const even = cell.label && lines.length > 1 ? paper.widthOf(text, shape) / lines.length + style.size : width
      return paper.lines(text, Math.min(width - PAD * 2, even), shape).map(line => ({
        text: line,
        style: shape,
        align,
        height: paper.leading(line, shape),
        width: paper.widthOf(line, shape),
      }))
    })
    const laid = { cell, left, width, lines }
    column += cell.span ?? 1
    left += width
    return laid
  })
}

const heightOf = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + line.height, 0)
const rowHeight = (style: TableStyle, row: Row, laid: readonly Laid[]): number =>
  Math.max(row.height?.[0] ?? style.rowHeight, ...laid.map(({ lines }) => heightOf(lines) + PAD * 2))

/** As many lines as a height takes, at least one. */
function upTo(lines: readonly Line[], room: number): Line[] {
  let used = 0
  const end = lines.findIndex(line => {
    used += line.height
    return used > room
  })
  return end < 0 ? [...lines] : lines.slice(0, Math.max(end, 1))
}
