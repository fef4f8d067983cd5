import type { ByteSource } from './byte-source'

const SPACE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20])
const DELIMITER = new Set([...'()<>[]{}/%'].map(char => char.charCodeAt(0)))
const [SLASH, HASH, PERCENT, OPEN, CLOSE, LESS, GREATER, BACKSLASH] = [...'/#%()<>\\'].map(c =>
  c.charCodeAt(0),
) as number[]

/** Longest name that is looked at; the standard allows 127 bytes. */
export const MAX_NAME = 200

type Bytes = Pick<ByteSource, 'at'>

const isRegular = (byte: number | undefined): byte is number =>
  byte !== undefined && !SPACE.has(byte) && !DELIMITER.has(byte)

/** A name without its slash from `at` on, with `#4a` escapes opened (ISO 32000-1, 7.3.5). */
export function nameAt(bytes: Bytes, at: number): string {
  let raw = ''
  for (let byte = bytes.at(at); raw.length < MAX_NAME && isRegular(byte); byte = bytes.at(at + raw.length))
    raw += String.fromCharCode(byte)
  return raw.includes('#')
    ? raw.replace(/#([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : raw
}

/** Calls `visit` with every name whose slash lies before `end`, wherever it stands, until it returns true. */
export function findName(bytes: Buffer, visit: (name: string) => boolean, end = bytes.length): boolean {
  for (let at = bytes.indexOf(SLASH!); at >= 0 && at < end; at = bytes.indexOf(SLASH!, at + 1)) {
    const first = bytes[at + 1]
    if (first !== undefined && (first === HASH || (first >= 0x41 && first <= 0x5a)) && visit(nameAt(bytes, at + 1)))
      return true
  }
  return false
}

/** Thrown when a file makes the reader do far more work than its size justifies. */
export class PdfTooComplex extends Error {}

/** Reads tokens forward. `work` bounds the tokens of the whole inspection, because objects may be made to overlap. */
export class PdfLexer {
  constructor(
    private readonly bytes: ByteSource,
    public at: number,
    private readonly work: { left: number },
  ) {}

  /** The next token: `<<`, `[`, `/Name`, `(…)` for any string, or a word; null at the end or for broken syntax. */
  next(): string | null {
    if (--this.work.left < 0) throw new PdfTooComplex()
    this.skipSpace()
    const byte = this.here
    if (byte === undefined) return null
    if (byte === SLASH) return this.name()
    if (byte === OPEN) return this.text()
    if (byte === LESS || byte === GREATER) return this.angle(byte)
    if (DELIMITER.has(byte)) {
      this.at++
      return String.fromCharCode(byte)
    }
    const start = this.at
    while (this.at - start < MAX_NAME && isRegular(this.here)) this.at++
    return this.bytes.slice(start, this.at).toString('latin1')
  }

  private get here(): number | undefined {
    return this.bytes.at(this.at)
  }

  private skipSpace(): void {
    for (;;) {
      const byte = this.here
      if (byte === PERCENT) while (this.at < this.bytes.length && !isLineEnd(this.here)) this.step()
      else if (byte !== undefined && SPACE.has(byte)) this.step()
      else return
    }
  }

  private step(): void {
    this.at++
    if (--this.work.left < 0) throw new PdfTooComplex()
  }

  private name(): string {
    const name = nameAt(this.bytes, this.at + 1)
    this.at++
    while (isRegular(this.here)) this.step()
    return `/${name}`
  }

  private text(): string | null {
    for (let depth = 0; this.at < this.bytes.length; this.step()) {
      const byte = this.here
      if (byte === BACKSLASH) this.at++
      else if (byte === OPEN) depth++
      else if (byte === CLOSE && --depth === 0) {
        this.at++
        return '()'
      }
    }
    return null
  }

  private angle(byte: number): string | null {
    if (this.bytes.at(this.at + 1) === byte) {
      this.at += 2
      return byte === LESS ? '<<' : '>>'
    }
    if (byte === GREATER) return null
    while (this.at < this.bytes.length && this.here !== GREATER) this.step()
    this.at++
    return '()'
  }
}

const isLineEnd = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d

const MAX_DICTIONARY = 300_000

/**
 * Reads a dictionary: each key with the text of its value, e.g. `{Type: '/ObjStm', Length: '12 0 R'}`.
 * @returns null when something else stands there
 */
export function readDictionary(lexer: PdfLexer): Map<string, string> | null {
  if (lexer.next() !== '<<') return null
  const entries = new Map<string, string>()
  let key: string | null = null
  let value: string[] = []
  for (let depth = 0, count = 0; ; count++) {
    const token = lexer.next()
    if (token === null) return null
    if (count > MAX_DICTIONARY) throw new PdfTooComplex()
    const complete = depth === 0 && value.length > 0
    if (depth === 0 && (token === '>>' || (token.startsWith('/') && (key === null || complete)))) {
      if (key !== null) entries.set(key, value.join(' '))
      if (token === '>>') return entries
      key = token.slice(1)
      value = []
      continue
    }
    if (token === '<<' || token === '[') depth++
    if (token === '>>' || token === ']') depth--
    value.push(token)
  }
}
