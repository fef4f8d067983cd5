import { dict, titleLevelOf } from '@/lib/dict'
import type { Field, Rows } from './resolve.schema'
import { applies, codesOf, type PersonValue, peopleOf, periodOf, type RowData, textOf, unitOf } from './values.rules'

/** Names of codes that are too many for the browser; the code itself where nobody knows it. */
export type Names = { discipline: (code: string) => string }

export const codesAsNames: Names = { discipline: code => code }

/** `2008-07` as people read it; a draft's half date stays as it was typed. */
export function monthText(value: unknown): string {
  const parts = /^(\d{4})-(\d{1,2})$/.exec(textOf(value))
  return parts ? `${parts[1]} 年 ${Number(parts[2])} 月` : textOf(value)
}

/** `2008 年 7 月 — 至今`; '' when nothing was given. */
export function periodText(value: unknown): string {
  const { from, to, current } = periodOf(value)
  if (!from && !to && !current) return ''
  return `${monthText(from) || '未填写'} — ${current ? '至今' : monthText(to) || '未填写'}`
}

/** 张三（本人）; the unit behind the name where it was given. */
export const personText = ({ name, unit, self }: PersonValue): string =>
  [name, self && '（本人）', unit && `（${unit}）`].filter(Boolean).join('')

/** 副主任医师（副高级）: conditions speak of the level, which a certificate does not name. */
function titleText(code: string): string {
  const level = titleLevelOf(code)
  const name = dict('title').name(code)
  return level && level !== 'none' ? `${name}（${dict('titleLevel').name(level)}）` : name
}

/** A value as people read it, in one line but for long texts; '' when nothing was given. Total. */
export function fieldText(field: Field, value: unknown, names: Names = codesAsNames): string {
  const label = (code: string) => field.options.find(([one]) => one === code)?.[1] ?? code
  switch (field.kind) {
    case 'month':
      return monthText(value)
    case 'period':
      return periodText(value)
    case 'unit':
      return unitOf(value).name
    case 'people':
      return peopleOf(value).map(personText).filter(Boolean).join('、')
    case 'dict':
      return field.dict === 'title' ? titleText(textOf(value)) : dict(field.dict!).name(textOf(value))
    case 'choice':
      return label(textOf(value))
    case 'choices':
      return codesOf(value).map(label).join('、')
    case 'disciplines':
      return codesOf(value).map(names.discipline).join('、')
    case 'count':
      return textOf(value)
    default:
      return textOf(value)
  }
}

/** The fields of a row that are filled in and belong to it, each with its text. */
export const rowTexts = (fields: readonly Field[], row: RowData, names?: Names) =>
  fields.filter(field => applies(field, row)).map(field => ({ field, text: fieldText(field, row[field.name], names) }))

const joined = (rows: Rows, names: readonly string[], row: RowData, between: string): string =>
  names
    .flatMap(name => rows.fields.filter(field => field.name === name && applies(field, row)))
    .map(field => {
      const text = fieldText(field, row[field.name])
      return field.kind === 'count' && text ? `${field.label} ${text}` : text
    })
    .filter(Boolean)
    .join(between)

/** What a row is called in a list and what stands below it. `title` is '' while nothing names it. */
export const rowSummary = (rows: Rows, row: RowData): { title: string; line: string } => ({
  title: joined(rows, rows.headline, row, ' '),
  line: joined(rows, rows.byline, row, '，'),
})
