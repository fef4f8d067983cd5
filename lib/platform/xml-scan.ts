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

/** Marks whose meaning their first signs decide need this many to be known. */
const MARK = 9
/** No part of an office document between two signs `<` and `>` is longer. */
const LONGEST = 1024 * 1024

/**
 * Walks through an XML text once, from front to back, without building anything. Prefixes of names are left out.
 * Forgiving about what it need not understand; linear whatever the text.
 * @throws XmlRefused for a document type or an entity declaration
 */
export function scanXml(text: string, events: XmlEvents): void {
  walk(text, events, true)
}

/**
 * The same for a text that comes piece by piece, of which only what is not understood yet is kept.
 * @throws XmlRefused, here or at the end; also for a tag that does not end
 */
export function xmlScanner(events: XmlEvents): { write: (piece: string) => void; end: () => void } {
  let kept = ''
  return {
    write(piece) {
      const text = kept + piece
      kept = text.slice(walk(text, events, false))
      if (kept.length > LONGEST) throw new XmlRefused()
    },
    end: () => void walk(kept, events, true),
  }
}

/** @returns how far the text is understood; all of it when it is `whole` */
function walk(text: string, events: XmlEvents, whole: boolean): number {
  let at = 0
  while (at < text.length) {
    const start = text.indexOf('<', at)
    if (start < 0) {
      const end = whole ? text.length : textEnd(text, at)
      if (end > at) events.text?.(decode(text.slice(at, end)))
      return end
    }
    if (start > at) events.text?.(decode(text.slice(at, start)))
    at = start
    if (!whole && text.length - start < MARK) return at
    const end = endOf(text, start)
    if (end < 0 && !whole) return at
    at = end < 0 ? text.length : end
    if (text.startsWith('<![CDATA[', start)) events.text?.(text.slice(start + 9, at - 3))
    else if (!/[!?]/.test(text[start + 1] ?? '')) handle(text.slice(start + 1, at - 1), events)
  }
  return at
}

/** Behind what begins with this `<`; -1 where it does not end. @throws XmlRefused */
function endOf(text: string, start: number): number {
  if (text.startsWith('<!--', start)) return after(text, '-->', start + 4)
  if (text.startsWith('<![CDATA[', start)) return after(text, ']]>', start + 9)
  if (text.startsWith('<?', start)) return after(text, '?>', start + 2)
  if (text.startsWith('<!', start)) throw new XmlRefused()
  return tagEnd(text, start)
}

/** A character reference that has begun at the end waits for the rest of it. */
function textEnd(text: string, from: number): number {
  const mark = text.lastIndexOf('&')
  return mark >= from && text.length - mark < 12 && !text.includes(';', mark) ? mark : text.length
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
  return found < 0 ? -1 : found + mark.length
}

/** Behind the `>` that ends a tag, which one in a quoted value does not; -1 without one. */
function tagEnd(text: string, start: number): number {
  let quote = 0
  for (let at = start + 1; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (quote) quote = sign === quote ? 0 : quote
    else if (sign === 34 || sign === 39) quote = sign
    else if (sign === 62) return at + 1
  }
  return -1
}
