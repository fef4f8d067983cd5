type Node = { type: string; value?: string; url?: string; depth?: number; children?: Node[] }

/** What Chinese writers expect and Markdown does not do by itself. A plugin of remark. */
export function chineseHabits() {
  return (tree: Node): void => change(tree)
}

function change(parent: Node): void {
  parent.children = parent.children?.flatMap(node => {
    if (node.type === 'text') return breakLines(node)
    if (node.type === 'link') return endLink(node)
    change(node)
    return [node]
  })
}

/** A line's end within a paragraph is a break: people press Enter where they want a new line. */
function breakLines(node: Node): Node[] {
  return (node.value ?? '')
    .split('\n')
    .flatMap((value, index): Node[] => [
      ...(index > 0 ? [{ type: 'break' }] : []),
      ...(value === '' ? [] : [{ type: 'text', value }]),
    ])
}

/** A bare address ends where Chinese begins: 请登录www.example.cn。 */
function endLink(link: Node): Node[] {
  const text = link.children?.length === 1 ? link.children[0]!.value : undefined
  const match = /^((?:https?:\/\/|www\.)[\x21-\x7e]+)([^\x21-\x7e].*)$/s.exec(text ?? '')
  if (!match) return [link]
  const [, address = '', rest = ''] = match
  const url = address.startsWith('www.') ? `http://${address}` : address
  return [{ ...link, url, children: [{ type: 'text', value: address }] }, ...breakLines({ type: 'text', value: rest })]
}

/**
 * The outline of a text follows that of the page: its highest headings, however many # they have, become level `top`,
 * the next ones the level below, and none is skipped. A plugin of remark.
 */
export function headingsFrom({ top }: { top: number }) {
  return (tree: Node): void => {
    const headings = headingsIn(tree)
    const depths = [...new Set(headings.map(heading => heading.depth ?? 1))].sort()
    for (const heading of headings) heading.depth = Math.min(6, top + depths.indexOf(heading.depth ?? 1))
  }
}

function headingsIn(node: Node): Node[] {
  if (node.type === 'heading') return [node]
  return node.children?.flatMap(headingsIn) ?? []
}
