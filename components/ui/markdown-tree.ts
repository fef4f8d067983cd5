type Node = { type: string; value?: string; url?: string; children?: Node[] }

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
