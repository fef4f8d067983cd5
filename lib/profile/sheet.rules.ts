import { dict } from '@/lib/dict'
import { tidyLine } from '@/lib/platform/text'
import { personText } from './reading.rules'
import type { Field, Section } from './resolve.schema'
import { applies, codesOf, peopleOf, periodOf, type RowData, textOf, unitOf } from './values.rules'

/** One column of a section's Excel sheet: a field, or the one or other end of a period. */
export type SheetColumn = {
  header: string
  field: Field
  part: 'whole' | 'from' | 'to'
  /** owed in every row; what is owed beside a certain choice only is said in `note` */
  required: boolean
  /** the only texts a cell may hold; empty: any */
  choices: string[]
  /** what a cell holds, for the sheet 填写说明 */
  note: string
  /** what stands in the grey row */
  example: string
}

export const UNTIL_NOW = '至今'
const COMMON_UNIT = '示例单位（填写全称）'

/** The columns of a section with rows under a policy, all out of its definition. */
export const sheetColumns = ({ rows }: Section): SheetColumn[] =>
  (rows?.fields ?? []).flatMap(field => {
    const beside = field.only && rows!.fields.find(other => other.name === field.only!.field)
    const when =
      beside && `“${beside.label}”为${field.only!.in.map(code => `“${labelOf(beside, code)}”`).join('或')}时填写`
    const column = (part: SheetColumn['part'], header: string, note: string, example: string): SheetColumn => ({
      header,
      field,
      part,
      required: field.required && !field.only,
      choices: choicesOf(field).map(([, label]) => label),
      note: [when, note, field.hint].filter(Boolean).join('。').replace(/。。/g, '。'),
      example: field.only && !exampleApplies(field, rows!.fields) ? '' : example,
    })
    if (field.kind !== 'period') return [column('whole', field.label, noteOf(field), exampleOf(field))]
    return [
      column('from', '开始时间', '年月，如 2015-07', '2015-07'),
      column('to', '结束时间', `年月，如 2019-06；现在还没有结束的填“${UNTIL_NOW}”`, UNTIL_NOW),
    ]
  })

/** `[code, label]` a cell may hold; two entries of one name are told apart by the heading above them. */
export function choicesOf(field: Field): [string, string][] {
  if (field.kind === 'choice') return field.options.map(([code, label]) => [code, label])
  if (field.kind !== 'dict') return []
  const options = dict(field.dict!).options()
  const twice = new Set(options.map(({ label }) => label).filter((label, index, all) => all.indexOf(label) !== index))
  return options.map(({ value, label, group }) => [value, twice.has(label) && group ? `${label}（${group}）` : label])
}

const labelOf = (field: Field, code: string): string => choicesOf(field).find(([one]) => one === code)?.[1] ?? code

/** The first choice is the one the grey row makes. */
const exampleApplies = (field: Field, fields: readonly Field[]): boolean => {
  const other = fields.find(({ name }) => name === field.only!.field)
  return other !== undefined && field.only!.in.includes(choicesOf(other)[0]?.[0] ?? '')
}

const notes: Partial<Record<Field['kind'], string>> = {
  month: '年月，如 2019-05',
  unit: '单位全称',
  people: '按顺序填写，用顿号隔开，如“张三、李四（本人）”',
  choice: '从列表中选择',
  dict: '从列表中选择',
  choices: '可填多项，用顿号隔开',
  isbn: '10 位或 13 位数字',
}

function noteOf({ kind, max, options }: Field): string {
  if (kind === 'line' || kind === 'text') return `最多 ${max} 个字`
  if (kind === 'count') return `1 至 ${max} 的数字`
  const note = notes[kind] ?? ''
  return kind === 'choices' ? `${note}：${options.map(([, label]) => label).join('、')}` : note
}

function exampleOf(field: Field): string {
  switch (field.kind) {
    case 'month':
      return '2019-05'
    case 'unit':
      return COMMON_UNIT
    case 'people':
      return '张三、李四'
    case 'count':
      return '1'
    case 'choice':
    case 'dict':
      return choicesOf(field)[0]?.[1] ?? ''
    case 'line':
    case 'text':
      return field.required ? `示例${field.label}` : ''
    default:
      return ''
  }
}

/** What a row shows in its columns; reading it gives the same row back. */
export const sheetTexts = (columns: readonly SheetColumn[], row: RowData): string[] =>
  columns.map(({ field, part }) => (applies(field, row) ? cellText(field, part, row[field.name]) : ''))

function cellText(field: Field, part: SheetColumn['part'], value: unknown): string {
  switch (field.kind) {
    case 'period': {
      const { from, to, current } = periodOf(value)
      return part === 'from' ? from : current ? UNTIL_NOW : to
    }
    case 'unit':
      return unitOf(value).name
    case 'people':
      return peopleOf(value).map(personText).filter(Boolean).join('、')
    case 'choice':
    case 'dict':
      return labelOf(field, textOf(value))
    case 'choices':
      return codesOf(value)
        .map(code => field.options.find(([one]) => one === code)?.[1] ?? code)
        .join('、')
    default:
      return field.kind === 'text' ? textOf(value) : tidyLine(textOf(value))
  }
}
