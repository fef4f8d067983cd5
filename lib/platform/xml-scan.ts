/** An XML text that declares a document type: no office program writes one, and entities are an attack. */
export class XmlRefused extends Error {}

export type XmlEvents = {
  /** `attribute` asks by local name; `closed` where the element is empty */
  open?: (name: string, attribute: (name: string) => string | undefined, closed: boolean) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The five named entities and numbers; nothing else is replaced, because nothing else can be declared. */
const decode = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g, (whole, decimal, hex, name) => {
        if (name) return named[name]!
        const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16)
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole
      })
    : text

const patterns = new Map<string, RegExp>()
function attributeOf(tag: string, name: string): string | undefined {
  const pattern = patterns.get(name) ?? new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  patterns.set(name, pattern)
  const found = pattern.exec(tag)
  return found ? decode(found[1] ?? found[2] ?? '') : undefined
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * Walks through an XML text once, from front to back, without building anything. Prefixes of names are left out.
 * Forgiving about what it need not understand; linear whatever the text.
 * @throws XmlRefused for a document type or an entity declaration
 */
export function scanXml(text: string, events: XmlEvents): void {
  let at = 0
  while (at < text.length) {
    const start = text.indexOf('<', at)
    if (start < 0) break
    if (start > at) events.text?.(decode(text.slice(at, start)))
    if (text.startsWith('<!--', start)) at = after(text, '-->', start + 4)
    else if (text.startsWith('<![CDATA[', start)) {
      at = after(text, ']]>', start + 9)
      events.text?.(text.slice(start + 9, at - 3))
    } else if (text.startsWith('<?', start)) at = after(text, '?>', start + 2)
    else if (text.startsWith('<!', start)) throw new XmlRefused()
    else {
      at = tagEnd(text, start)
      handle(text.slice(start + 1, at - 1), events)
    }
  }
}

function handle(tag: string, events: XmlEvents): void {
  if (tag.startsWith('/')) {
    events.close?.(local(tag.slice(1).trim()))
    return
  }
  const closed = tag.endsWith('/')
  const name = local(/^[^\s/]*/.exec(tag)![0])
  events.open?.(name, wanted => attributeOf(tag, wanted), closed)
  if (closed) events.close?.(name)
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found < 0 ? text.length : found + mark.length
}

/** Behind the `>` that ends a tag; one in a quoted value does not. */
function tagEnd(text: string, start: number): number {
  let quote = 0
  for (let at = start + 1; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (quote) quote = sign === quote ? 0 : quote
    else if (sign === 34 || sign === 39) quote = sign
    else if (sign === 62) return at + 1
  }
  return text.length
}
