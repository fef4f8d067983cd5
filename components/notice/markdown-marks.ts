/** What a button of the editor does to the text around the cursor. */
export type Mark = 'heading' | 'bold' | 'bullets' | 'numbers' | 'link' | 'table'

/** Replace `from`–`to` by `insert`, then select `select` (places in the new text). */
export type Edit = { from: number; to: number; insert: string; select: [number, number] }

const TABLE = '| 项目 | 说明 |\n| --- | --- |\n| 内容 | 内容 |\n'

/** Adds a mark to a text. Pure: takes the text and the selection, says what to change. */
export function applyMark(text: string, start: number, end: number, mark: Mark): Edit {
  switch (mark) {
    case 'bold':
      return around(text, start, end, '**', '**', '重点')
    case 'link':
      return around(text, start, end, '[', '](https://)', '文字')
    case 'heading':
      return lines(text, start, end, line => `## ${line.replace(/^#{1,6} +/, '')}`)
    case 'bullets':
      return lines(text, start, end, line => `- ${line}`)
    case 'numbers':
      return lines(text, start, end, (line, index) => `${index + 1}. ${line}`)
    case 'table':
      return block(text, end, TABLE)
  }
}

function around(text: string, from: number, to: number, before: string, after: string, stand: string): Edit {
  const inner = text.slice(from, to) || stand
  const begin = from + before.length
  return { from, to, insert: `${before}${inner}${after}`, select: [begin, begin + inner.length] }
}

function lines(text: string, start: number, end: number, change: (line: string, index: number) => string): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', end)
  const to = next < 0 ? text.length : next
  const insert = text.slice(from, to).split('\n').map(change).join('\n')
  return { from, to, insert, select: [from + insert.length, from + insert.length] }
}

/** A block stands between blank lines. */
function block(text: string, at: number, content: string): Edit {
  const next = text.indexOf('\n', at)
  const from = next < 0 ? text.length : next
  const insert = `${from === 0 ? '' : '\n\n'}${content}`
  return { from, to: from, insert, select: [from + insert.length, from + insert.length] }
}
