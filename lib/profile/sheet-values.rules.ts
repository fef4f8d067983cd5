import { splitNames } from '@/lib/platform/name-list'
import type { SheetCell } from '@/lib/platform/sheet-reader'
import { foldWidth, nameKey, tidyLine } from '@/lib/platform/text'
import { MAX_PEOPLE } from './definition.schema'
import type { Field } from './resolve.schema'
import { choicesOf } from './sheet.rules'
import type { PersonValue } from './values.rules'

/** The value of a cell and, where something must be mended, the sentence; a value that cannot be used is ''. */
export type CellRead = { value: unknown; problem?: string }

const good = (value: unknown): CellRead => ({ value })
const LINE = 600

/** `2019-05` out of 2019-5, 2019/05/20, 2019年5月, 2019.05, 201905 or the serial number of a day; null for anything else. */
export function sheetMonth(text: string): string | null {
  const typed = foldWidth(text).replace(/\s/g, '').slice(0, 40)
  const [, year, month] =
    /^((?:19|20)\d{2})[-/.年](\d{1,2})(?:[-/.月](?:\d{1,2}日?)?)?$/.exec(typed) ??
    /^((?:19|20)\d{2})(0[1-9]|1[0-2])(?:\d{2})?$/.exec(typed) ??
    []
  const number = Number(month)
  return year && number >= 1 && number <= 12 ? `${year}-${String(number).padStart(2, '0')}` : null
}

const lost = '数字太长，Excel 已经把后面的数位变成了 0 或科学计数。请把这一列设为“文本”格式，再重新填写完整的号码'
const twoMonths = (text: string) =>
  `看不出“${text}”是 ${text.slice(0, 4)} 年 1 月还是 10 月，请写成 ${text.slice(0, 4)}-01 或 ${text.slice(0, 4)}-10`

/** Reads one cell as a field holds it. Total. @param ownName whose name is ticked 本人 */
export function readCell(field: Field, cell: SheetCell, ownName: string): CellRead {
  const text = (field.kind === 'text' ? cell.text.trim() : tidyLine(cell.text))
    .replace(/(?!\n)\p{Cc}/gu, '')
    .slice(0, LINE)
  if (cell.odd === 'error') return { value: '', problem: `这一格是错误值 ${text}，请改成普通文字` }
  const read = readText(field, text, cell, ownName)
  const problem = read.problem ?? (cell.odd === 'formula' ? '这一格是公式，已按它显示的结果读取，请核对' : undefined)
  return problem ? { ...read, problem } : read
}

function readText(field: Field, text: string, cell: SheetCell, ownName: string): CellRead {
  switch (field.kind) {
    case 'month':
    case 'period':
      return readMonth(text, cell)
    case 'unit':
      return good({ unitId: '', name: text })
    case 'people':
      return readPeople(text, ownName)
    case 'choice':
    case 'dict':
      return readChoice(field, text)
    case 'choices': {
      const read = text
        .split(/[、，,;；]/)
        .filter(Boolean)
        .map(one => readChoice(field, one.trim()))
      const problem = read.find(one => one.problem)?.problem
      return { value: read.map(one => one.value).filter(Boolean), ...(problem && { problem }) }
    }
    case 'count':
      return /^\d{1,6}$/.test(foldWidth(text))
        ? good(foldWidth(text))
        : { value: text, problem: '这里应当是数字，请核对' }
    default:
      return cell.odd === 'lost' || /^\d(?:\.\d+)?E\+\d{1,3}$/i.test(text) ? { value: '', problem: lost } : good(text)
  }
}

function readMonth(text: string, cell: SheetCell): CellRead {
  if (cell.odd === 'decimal' && /^\d{4}\.1$/.test(text)) return { value: text.slice(0, 4), problem: twoMonths(text) }
  const month = sheetMonth(text)
  return month ? good(month) : { value: text, problem: `“${text.slice(0, 20)}”不是年月，请写成 2019-05 这样` }
}

/** By its label, or by the beginning of exactly one: 国家 for 国家级, 受聘 for 受聘（顾问、客座等）. */
function readChoice(field: Field, text: string): CellRead {
  const options =
    field.kind === 'choices' ? field.options.map(([code, label]) => [code, label] as const) : choicesOf(field)
  const key = nameKey(text)
  const exact = options.find(([, label]) => nameKey(label) === key)
  const alike = options.filter(([, label]) => nameKey(label).startsWith(key))
  const found = exact ?? (key !== '' && alike.length === 1 ? alike[0] : undefined)
  if (found) return good(found[0])
  const some = options
    .slice(0, 12)
    .map(([, label]) => label)
    .join('、')
  const all = options.length > 12 ? `${some}等（见“填写说明”）` : some
  return { value: '', problem: `“${text.slice(0, 30)}”不在可选的内容中，请填写：${all}` }
}

const marks = /[（(]([^（()）]*)[)）]$/u

/** 张三、李四（本人）、王五（某某大学）; signs inside brackets separate nobody. */
function readPeople(text: string, ownName: string): CellRead {
  const people = outsideBrackets(text).flatMap((piece): PersonValue[] => {
    let rest = piece.trim()
    let unit = ''
    let self = false
    for (let mark = marks.exec(rest); mark; mark = marks.exec(rest)) {
      if (mark[1] === '本人') self = true
      else unit = mark[1]!.trim()
      rest = rest.slice(0, mark.index).trim()
    }
    const names = splitNames(rest)
    return names.map((name, index) => ({ name, unit: index === names.length - 1 ? unit : '', self }))
  })
  const said = people.some(person => person.self)
  const own = said || ownName.trim() === '' ? -1 : people.findIndex(one => nameKey(one.name) === nameKey(ownName))
  const value = people.slice(0, MAX_PEOPLE).map((one, index) => (index === own ? { ...one, self: true } : one))
  return people.length > MAX_PEOPLE ? { value, problem: `最多 ${MAX_PEOPLE} 人，多出的没有读取` } : good(value)
}

function outsideBrackets(text: string): string[] {
  const pieces: string[] = []
  let piece = ''
  let depth = 0
  for (const sign of text) {
    if (sign === '（' || sign === '(') depth += 1
    if (sign === '）' || sign === ')') depth = Math.max(0, depth - 1)
    if (depth === 0 && /[、;；\n]/.test(sign)) {
      pieces.push(piece)
      piece = ''
    } else piece += sign
  }
  return [...pieces, piece].filter(one => one.trim() !== '')
}
