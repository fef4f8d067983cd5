import { z } from 'zod'
import { type Atom, optional } from '@/lib/platform/fields/atom'
import { dictCode, disciplineCode, uuid } from '@/lib/platform/fields/codes'
import { officePhone } from '@/lib/platform/fields/contact'
import { plainMonth } from '@/lib/platform/fields/dates'
import { longText, shortText } from '@/lib/platform/fields/texts'
import { doi, isbn } from '@/lib/platform/fields/works'
import { foldWidth } from '@/lib/platform/text'
import { MAX_PEOPLE, MAX_ROWS } from './definition.schema'
import type { Field, Rows, Section } from './resolve.schema'
import {
  applies,
  codesOf,
  hasContent,
  listOf,
  partsOf,
  peopleOf,
  periodOf,
  type RowData,
  rowsOf,
  type SectionData,
  textOf,
  unitOf,
} from './values.rules'

type Problem = { path: (string | number)[]; message: string }
type Read = { value: unknown; problems: Problem[] }

const good = (value: unknown): Read => ({ value, problems: [] })
const bad = (message: string, path: (string | number)[] = []): Read => ({ value: null, problems: [{ path, message }] })

/** Making a schema costs far more than reading a text with it, and hundreds of rows ask for the same few dozen. */
const made = new Map<string, z.ZodType<string | null, string>>()

function keptAtom(key: string, make: () => Atom, required: boolean): z.ZodType<string | null, string> {
  const name = `${key}|${required}`
  const kept = made.get(name) ?? (required ? make() : (optional(make()) as z.ZodType<string | null, string>))
  made.set(name, kept)
  return kept
}

/**
 * What an atom makes of a text; an empty optional field is null.
 * @param key of the atom: the same for two that read and speak alike
 */
function readAtom(key: string, make: () => Atom, required: boolean, text: string): Read {
  const parsed = keptAtom(key, make, required).safeParse(text)
  return parsed.success ? good(parsed.data) : bad(parsed.error.issues[0]!.message)
}

function readCount({ label, required, max }: Field, typed: string): Read {
  const text = foldWidth(typed).trim()
  if (text === '') return required ? bad(`请填写${label}`) : good(null)
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0
  return number >= 1 && number <= max ? good(number) : bad(`${label}是 1 至 ${max} 的数字，请核对`)
}

const endOwed = '请填写结束时间；到现在还没有结束的，请勾选“至今”'

function readPeriod({ label, required }: Field, value: unknown): Read {
  const { from, to, current } = periodOf(value)
  if (!required && !from && !to && !current) return good(null)
  const bounds = { min: '1940-01', max: 'today' } as const
  const start = readAtom('from', () => plainMonth('开始时间', bounds), true, from)
  const any = { min: bounds.min, max: '2999-12-31' }
  const last = readAtom('to', () => plainMonth('结束时间', any), true, to)
  const past = () => readAtom('toToday', () => plainMonth('结束时间', bounds), true, to)
  const late = last.value !== null && past().problems.length > 0
  const end = current
    ? good(null)
    : to === ''
      ? bad(endOwed)
      : late
        ? bad('结束时间还没有到；还没有结束的，请勾选“至今”')
        : last
  const problems = [
    ...start.problems.map(({ message }) => ({ path: ['from'], message })),
    ...end.problems.map(({ message }) => ({ path: ['to'], message })),
  ]
  if (problems.length === 0 && end.value && String(start.value) > String(end.value))
    problems.push({ path: ['to'], message: `${label}的结束不能早于开始，请核对` })
  return { value: { from: start.value, to: end.value, current }, problems }
}

function readUnit({ label, required }: Field, value: unknown): Read {
  const { unitId, name } = unitOf(value)
  const read = readAtom(`unit|${label}`, () => shortText(label, 100, 2), required, name)
  const known = uuid().safeParse(unitId)
  return read.value === null ? read : good({ unitId: known.success ? known.data : null, name: read.value })
}

/** Stands for a number that is put in later; nobody types it. */
const AT = '\u0001'

function readPeople({ label, required }: Field, value: unknown): Read {
  const people = peopleOf(value).filter(person => person.name.trim() !== '' || person.unit.trim() !== '')
  if (people.length === 0) return required ? bad(`请填写${label}`) : good([])
  if (people.length > MAX_PEOPLE) return bad(`${label}最多填写 ${MAX_PEOPLE} 人`)
  // whose it is stands in the sentence, which few need
  const whose = (part: string) => `${label}第 ${AT} 人的${part}`
  const read = people.map(({ name, unit, self }) => ({
    self,
    name: readAtom(`name|${label}`, () => shortText(whose('姓名'), 60), true, name),
    unit: readAtom(`of|${label}`, () => shortText(whose('单位'), 100), false, unit),
  }))
  for (const [index, { name, unit }] of read.entries()) {
    const problem = name.problems[0] ?? unit.problems[0]
    if (problem) return bad(problem.message.replace(AT, String(index + 1)))
  }
  return good(read.map(one => ({ name: one.name.value, unit: one.unit.value, self: one.self })))
}

function readChoices({ label, required, options, max }: Field, value: unknown): Read {
  const chosen = new Set(codesOf(value))
  const known = options.filter(([code]) => chosen.has(code)).map(([code]) => code)
  if (known.length < chosen.size) return bad(`请从列表中选择${label}`)
  if (required && known.length === 0) return bad(`请选择${label}`)
  return known.length > max ? bad(`${label}最多选择 ${max} 项`) : good(known)
}

function readDisciplines({ label, required, max }: Field, value: unknown): Read {
  const codes = listOf(value).map(textOf)
  if (required && codes.length === 0) return bad('请选择至少一个学科')
  if (codes.length > max) return bad(`最多选择 ${max} 个学科`)
  if (new Set(codes).size < codes.length) return bad('同一个学科只需要选择一次')
  const wrong = codes
    .map(code => readAtom(`discipline|${label}`, () => disciplineCode(label), true, code))
    .find(read => read.problems.length > 0)
  return wrong ?? good(codes)
}

/** Reads one field strictly: the normalised value, and what is wrong with it. Total. */
function readField(field: Field, value: unknown): Read {
  const { label, required, max } = field
  const text = textOf(value)
  const atoms = {
    line: () => shortText(label, max),
    text: () => longText(label, max),
    month: () => plainMonth(label, { min: '1940-01', max: 'today' }),
    phone: () => officePhone(label),
    doi: () => doi(label),
    isbn: () => isbn(label),
    dict: () => dictCode(field.dict!, label),
  }
  switch (field.kind) {
    case 'period':
      return readPeriod(field, value)
    case 'unit':
      return readUnit(field, value)
    case 'people':
      return readPeople(field, value)
    case 'choices':
      return readChoices(field, value)
    case 'disciplines':
      return readDisciplines(field, value)
    case 'count':
      return readCount(field, text)
    case 'choice':
      if (text === '') return required ? bad(`请选择${label}`) : good(null)
      return field.options.some(([code]) => code === text) ? good(text) : bad(`请从列表中选择${label}`)
    default:
      return readAtom(`${field.kind}|${field.dict}|${label}|${max}`, atoms[field.kind], required, text)
  }
}

type Fields = { data: RowData; problems: Problem[] }

/** Fields that do not belong beside what was chosen are null, whatever was typed into them before. */
function readFields(fields: readonly Field[], row: RowData): Fields {
  const data: RowData = {}
  const problems: Problem[] = []
  for (const field of fields) {
    const read = applies(field, row) ? readField(field, row[field.name]) : good(null)
    data[field.name] = read.value
    for (const { path, message } of read.problems) problems.push({ path: [field.name, ...path], message })
  }
  return { data, problems }
}

/** What is wrong or missing in one row, by the same rules. */
export const rowProblems = (rows: Pick<Rows, 'fields'>, row: RowData): Problem[] =>
  readFields(rows.fields, row).problems

/** Keeps what was read of rows: in a form, each key reads all five hundred again, of which one has changed. */
function rowReader(rows: Rows): (row: RowData) => Fields {
  const known = new Map<string, Fields>()
  return row => {
    const key = JSON.stringify(row)
    const read = known.get(key) ?? readFields(rows.fields, row)
    if (known.size > MAX_ROWS * 2) known.clear()
    known.set(key, read)
    return read
  }
}

function readRows(rows: Rows, section: SectionData, readRow: (row: RowData) => Fields): Fields {
  const all = rowsOf(section)
  const anId = uuid()
  const ids = all.map(row => anId.safeParse(row.id).data)
  const problems: Problem[] = []
  const data: RowData[] = []
  all.forEach((row, index) => {
    if (!hasContent(row)) return
    const read = readRow(row)
    const id = ids[index]
    if (!id || ids.indexOf(id) < index)
      problems.push({ path: ['rows', index], message: '这一条的编号不对，请删去后重新填写' })
    problems.push(...read.problems.map(({ path, message }) => ({ path: ['rows', index, ...path], message })))
    data.push({ id, ...read.data })
  })
  if (data.length > MAX_ROWS) problems.push({ path: ['rows'], message: `最多填写 ${MAX_ROWS} 条，请删去一些` })
  const none = data.length === 0 && section.none === true
  if (data.length === 0 && rows.need === 'rows')
    problems.push({ path: ['rows'], message: `请至少填写一${rows.itemLabel}` })
  if (data.length === 0 && rows.need === 'answer' && !none)
    problems.push({ path: ['rows'], message: `请填写；如果没有，请勾选“${rows.noneLabel}”` })
  return { data: { none, rows: data }, problems }
}

/**
 * The strict schema of a section: what must hold at submission. Normalises what was typed, leaves empty rows out, says
 * everything that is wrong at once, with the path of its field. Total: any input is read or refused with a sentence.
 */
export function strictSchema(section: Section): z.ZodType<SectionData, SectionData> {
  const readRow = section.rows && rowReader(section.rows)
  return z.record(z.string(), z.unknown()).transform((typed, context) => {
    const input = partsOf(typed)
    const own = readFields(section.fields, input)
    const rows = section.rows && readRow ? readRows(section.rows, input, readRow) : { data: {}, problems: [] }
    for (const { path, message } of [...own.problems, ...rows.problems])
      context.addIssue({ code: 'custom', path, message })
    return { ...own.data, ...rows.data }
  })
}
