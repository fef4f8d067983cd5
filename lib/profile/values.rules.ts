import type { Field, Section } from './resolve.schema'

/** A section as it is stored, in a working copy or in a version: anything its lenient schema lets pass. */
export type SectionData = { [key: string]: unknown }
export type RowData = { [key: string]: unknown }

export type PeriodValue = { from: string; to: string; current: boolean }
export type UnitValue = { unitId: string; name: string }
export type PersonValue = { name: string; unit: string; self: boolean }

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
export const partsOf = (value: unknown): RowData =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as RowData) : {}

/** The rows of a section; whatever is no row is left out. */
export const rowsOf = (data: SectionData | undefined): RowData[] =>
  listOf(data?.rows).filter(row => typeof row === 'object' && row !== null && !Array.isArray(row)) as RowData[]

export const periodOf = (value: unknown): PeriodValue => {
  const { from, to, current } = partsOf(value)
  return { from: textOf(from), to: textOf(to), current: current === true }
}
export const unitOf = (value: unknown): UnitValue => {
  const { unitId, name } = partsOf(value)
  return { unitId: textOf(unitId), name: textOf(name) }
}
export const peopleOf = (value: unknown): PersonValue[] =>
  listOf(value)
    .map(partsOf)
    .map(({ name, unit, self }) => ({ name: textOf(name), unit: textOf(unit), self: self === true }))
export const codesOf = (value: unknown): string[] => listOf(value).map(textOf).filter(Boolean)

/** Whether anybody has put anything into a value; a row's id and a tick that is off are nothing. */
export function hasContent(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasContent)
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).some(([key, part]) => key !== 'id' && hasContent(part))
  return typeof value === 'boolean' ? value : value !== undefined && value !== null && value !== ''
}

/** Whether a field belongs to a row: some do only beside a certain value of another. */
export const applies = (field: Pick<Field, 'only'>, row: RowData): boolean =>
  !field.only || field.only.in.includes(textOf(row[field.only.field]))

/** What a form holds of a field: texts, lists and ticks, whatever was stored. */
export function formValue(field: Pick<Field, 'kind'>, value: unknown): unknown {
  switch (field.kind) {
    case 'period':
      return periodOf(value)
    case 'unit':
      return unitOf(value)
    case 'people':
      return peopleOf(value)
    case 'choices':
    case 'disciplines':
      return codesOf(value)
    default:
      return textOf(value)
  }
}

/** What a form holds of a row. @param id of a row that has none yet */
export const rowValues = (fields: readonly Field[], row: RowData, id: string): RowData => ({
  id: textOf(row.id) || id,
  ...Object.fromEntries(fields.map(field => [field.name, formValue(field, row[field.name])])),
})

/** What the form of a section holds. @param newId makes ids for rows without one */
export function sectionValues(section: Section, data: SectionData = {}, newId: () => string): SectionData {
  const own = Object.fromEntries(section.fields.map(field => [field.name, formValue(field, data[field.name])]))
  if (!section.rows) return own
  const { fields } = section.rows
  return { ...own, none: data.none === true, rows: rowsOf(data).map(row => rowValues(fields, row, newId())) }
}
