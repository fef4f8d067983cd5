import { nameKey, tidyLine } from '@/lib/platform/text'
import { authorNames } from './author-names.rules'
import { readBibtex, type WorkRecord } from './bibtex.rules'
import { citedDate } from './cited-date.rules'
import { MAX_PEOPLE } from './definition.schema'
import { type DialectName, readTagged } from './tagged.rules'
import type { RowData } from './values.rules'

export type CitationProblem = { line: number; message: string }
/** `numbers[n]` says which record of the list became `rows[n]`, counted from 1. */
export type Citations = { rows: RowData[]; numbers: number[]; problems: CitationProblem[] }

/** The longest text that is read, and the most works in it. */
export const MAX_CITATION_CHARS = 1_000_000
export const MAX_CITATIONS = 500

const tooLong = '粘贴的内容太长了，请分几次粘贴，每次不超过 500 条'
const unknown = '没有认出文献的格式。请在文献数据库中选择导出 BibTeX、RIS 或 EndNote 格式，再把全部内容粘贴到这里'

const beginnings: readonly (readonly ['bibtex' | DialectName, RegExp])[] = [
  ['bibtex', /(?:^|\s)@[A-Za-z]{3,24}\s*[{(]/],
  ['ris', /^TY\s{1,4}-/m],
  ['endnote', /^%0\s/m],
  ['refworks', /^RT\s/m],
  ['noteexpress', /^\{Reference Type\}:/m],
]

/**
 * Papers and books out of a pasted list in BibTeX, RIS, EndNote, RefWorks or NoteExpress, as rows of the section
 * `papers`; the format is known by its content. `self` is ticked for the author whose name is `ownName`. A record that
 * cannot be used is named by number with a sentence, the others are kept. What is not said stays empty, a date without
 * month stays a year. Pure and total: asks no network.
 */
export function readCitations(text: string, ownName: string): Citations {
  if (text.length > MAX_CITATION_CHARS) return { rows: [], numbers: [], problems: [{ line: 0, message: tooLong }] }
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?|[\u2028\u2029]/g, '\n')
  const records = recordsOf(plain)
  if (!records) return { rows: [], numbers: [], problems: plain.trim() === '' ? [] : [{ line: 1, message: unknown }] }
  const rows: RowData[] = []
  const numbers: number[] = []
  const problems: CitationProblem[] = []
  records.slice(0, MAX_CITATIONS).forEach((record, index) => {
    const say = (message: string) => {
      problems.push({ line: record.line, message: `第 ${index + 1} 条：${message}` })
      return null
    }
    const row = rowOf(record, ownName, say)
    if (!row) return
    rows.push(row)
    numbers.push(index + 1)
  })
  if (records.length > MAX_CITATIONS)
    problems.push({
      line: records[MAX_CITATIONS]!.line,
      message: `一次最多 ${MAX_CITATIONS} 条，从第 ${MAX_CITATIONS + 1} 条起没有读取，请分几次粘贴`,
    })
  return { rows, numbers, problems }
}

function recordsOf(text: string): WorkRecord[] | null {
  const found = beginnings
    .map(([format, mark]) => ({ format, at: text.search(mark) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0]
  if (!found) return null
  return found.format === 'bibtex' ? readBibtex(text) : readTagged(text, found.format)
}

/** Words in the type of a record, in the order they are looked for, and the kind of work it is. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^(pat|patent)/, 'patent'],
  [/^(article|jour|ejour|jfull|mgzn|news|periodical)|journal|magazine|newspaper|electronic article/, 'journal'],
  [/^(inproceedings|conf|cpaper|conference|proceedings)|conference/, 'conference'],
  [/^(edbook|edited)/, 'edited'],
  [/^(inbook|incollection|chap|echap|book section|book chapter)/, 'other'],
  [/^(book|ebook|booklet|mvbook|collection)/, 'monograph'],
  [/^(techreport|report|rprt)|report/, 'report'],
]
const sources: Record<string, readonly string[]> = {
  journal: ['journal', 'journaltitle', 'booktitle', 'publisher'],
  conference: ['booktitle', 'journal', 'eventtitle', 'organization', 'publisher'],
  monograph: ['publisher', 'booktitle', 'journal'],
  edited: ['publisher', 'booktitle', 'journal'],
}
const otherSources = ['journal', 'booktitle', 'school', 'institution', 'publisher', 'organization', 'howpublished']

function rowOf({ type, fields, broken }: WorkRecord, ownName: string, say: (message: string) => null): RowData | null {
  const first = (...names: readonly string[]) =>
    names
      .flatMap(name => (Object.hasOwn(fields, name) ? fields[name]! : []))
      .map(cleanLine)
      .find(Boolean) ?? ''
  const found = kinds.find(([word]) => word.test(type))?.[1] ?? 'other'
  const title = first('title')
  const named = title ? `“${title.slice(0, 30)}”` : '这一条'
  if (broken) return say(`${broken}，没有加入`)
  if (!title) return say('没有题名，没有加入，请手工填写')
  if (found === 'patent') return say(`${named}是专利，请填写到“知识产权”中`)
  const byEditor = !fields.author && Boolean(fields.editor)
  const kind = found === 'monograph' && byEditor ? 'edited' : found
  const names = (fields.author ?? fields.editor ?? []).flatMap(authorNames).map(cleanLine).filter(Boolean)
  if (names.length > MAX_PEOPLE) say(`${named}的作者超过 ${MAX_PEOPLE} 人，只取了前 ${MAX_PEOPLE} 人`)
  const own = ownName.trim() === '' ? -1 : names.findIndex(name => nameKey(name) === nameKey(ownName))
  return {
    kind,
    title,
    authors: names.slice(0, MAX_PEOPLE).map((name, index) => ({ name, unit: '', self: index === own })),
    source: first(...(sources[kind] ?? otherSources)),
    date: citedDate([...(fields.date ?? []), ...(fields.year ?? [])], first('month')),
    pages: place(first('volume'), first('number', 'issue'), pagesOf(first('pages'), first('first'), first('last'))),
    doi: doiIn(first('doi')),
    isbn: isbnIn(first('isbn', 'number2')),
    indexing: '',
  }
}

const markup = /<\/?(?:i|b|em|strong|sub|sup|span|font|p|br)\b[^<>]{0,200}>/gi
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'", apos: "'" }

/** One line without marks of a web page or signs nobody can see. */
const cleanLine = (text: string): string =>
  tidyLine(
    text
      .slice(0, 4_000)
      .replace(/&(amp|lt|gt|quot|nbsp|apos|#39);/g, (_, name: string) => entities[name]!)
      .replace(markup, '')
      .toWellFormed()
      .replace(/[\p{Cc}\p{Cf}]/gu, sign => (/\s/.test(sign) ? ' ' : '')),
  ).slice(0, 600)

const pagesOf = (pages: string, first: string, last: string): string =>
  (pages || [first, last].filter(Boolean).join('-')).replace(/[–—−]|--+/g, '-').replace(/\s*-\s*/g, '-')

/** 12(3): 45-51, as the form's own hint says it. */
const place = (volume: string, issue: string, pages: string): string =>
  [`${volume}${issue && `(${issue})`}`, pages].filter(Boolean).join(': ').slice(0, 200)

const doiIn = (text: string): string =>
  /10\.\d{4,9}(?:\.\d{1,9})?\/[!-~]{1,200}/.exec(text)?.[0].replace(/[.,;]$/, '') ?? text.slice(0, 200)

/** The first ISBN of a field that may also hold an ISSN. */
const isbnIn = (text: string): string =>
  text
    .split(/[;,\s]+(?=[\dI])/i)
    .map(part => part.replace(/[^\dXx]/g, '').toUpperCase())
    .find(part => part.length === 10 || part.length === 13) ?? ''
