import { latexText } from './latex.rules'

/** One record of a list of works: where it began, what it is, its fields in plain text; `broken` says what is wrong. */
export type WorkRecord = { line: number; type: string; fields: Record<string, string[]>; broken?: string }

const begin = /(?:^|[\s},;])@([A-Za-z]{3,24})\s*[{(]/g
const unclosed = '括号或引号不成对，请检查这一条的开头和结尾'

/**
 * The entries of a BibTeX text. Reads what databases and reference managers really write: keys with any signs or none,
 * fields with Chinese names, a missing last brace. One entry cannot spoil the next. Total and linear.
 */
export function readBibtex(text: string): WorkRecord[] {
  const macros = new Map<string, string>()
  const starts = Array.from(text.matchAll(begin), match => ({
    type: match[1]!.toLowerCase(),
    at: match.index + match[0].indexOf('@'),
    body: match.index + match[0].length,
  }))
  const lineOf = lineCounter(text)
  const records: WorkRecord[] = []
  starts.forEach(({ type, at, body }, index) => {
    const source = text.slice(body, starts[index + 1]?.at ?? text.length)
    const line = lineOf(at)
    if (type === 'comment' || type === 'preamble') return
    const { fields, broken } = readFields(source, macros)
    if (type === 'string') {
      for (const [name, [value]] of Object.entries(fields)) macros.set(name, value ?? '')
      return
    }
    records.push({ line, type, fields, ...(broken && { broken: unclosed }) })
  })
  return records
}

/** Lines counted from 1; asked in rising order. */
function lineCounter(text: string): (at: number) => number {
  let line = 1
  let seen = 0
  return at => {
    for (; seen < at; seen += 1) if (text.charCodeAt(seen) === 10) line += 1
    return line
  }
}

const fieldName = /\s*([^\s=,{}"#]{1,60})\s*=/y
const bare = /[^\s,#{}"]+/y

function readFields(
  source: string,
  macros: Map<string, string>,
): { fields: Record<string, string[]>; broken: boolean } {
  const fields: Record<string, string[]> = {}
  let at = 0
  const skip = (signs: RegExp) => {
    while (at < source.length && signs.test(source[at]!)) at += 1
  }
  while (at < source.length) {
    skip(/[\s,]/)
    if (source[at] === '}' || source[at] === ')') break
    fieldName.lastIndex = at
    const name = fieldName.exec(source)?.[1]
    if (!name) {
      // the key of the entry, or something that is no field: on to the next comma
      const comma = source.indexOf(',', at)
      if (comma < 0) break
      at = comma + 1
      continue
    }
    at = fieldName.lastIndex
    let value = ''
    do {
      skip(/[\s#]/)
      const read = readValue(source, at)
      if (!read) return { fields, broken: true }
      value += read.bare ? (macros.get(read.text.toLowerCase()) ?? read.text) : read.text
      at = read.end
      skip(/\s/)
    } while (source[at] === '#')
    const key = name.toLowerCase()
    if (!Object.hasOwn(fields, key)) fields[key] = [key === 'author' || key === 'editor' ? value : latexText(value)]
  }
  return { fields, broken: false }
}

type Value = { text: string; end: number; bare?: boolean }

/** A value in braces, in quotes or bare, beginning at `at`; null when it never ends. */
function readValue(source: string, at: number): Value | null {
  const open = source[at]
  if (open !== '{' && open !== '"') {
    bare.lastIndex = at
    const found = bare.exec(source)
    return found ? { text: found[0], end: bare.lastIndex, bare: true } : { text: '', end: at + 1 }
  }
  let depth = 0
  for (let end = at + 1; end < source.length; end += 1) {
    const sign = source[end]
    if (sign === '\\') end += 1
    else if (open === '"' && sign === '"' && depth === 0) return { text: source.slice(at + 1, end), end: end + 1 }
    else if (sign === '{') depth += 1
    else if (sign === '}' && depth > 0) depth -= 1
    else if (sign === '}' && open === '{') return { text: source.slice(at + 1, end), end: end + 1 }
  }
  return null
}
