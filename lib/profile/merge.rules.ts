import type { Section } from './resolve.schema'
import { type RowData, rowsOf, type SectionData, textOf } from './values.rules'

const ROW = 'row:'

/** A section with each row beside its own fields under `row:<id>`, so that two versions are compared row by row. */
export function spread(data: SectionData): SectionData {
  const { rows: _, ...own } = data
  return { ...own, ...Object.fromEntries(rowsOf(data).map(row => [`${ROW}${textOf(row.id)}`, row])) }
}

/** The way back: the rows in the order of the first list that knows them; one without content was taken out. */
export function gather(section: Section, flat: SectionData, orders: readonly SectionData[]): SectionData {
  if (!section.rows) return flat
  const own = Object.fromEntries(Object.entries(flat).filter(([name]) => !name.startsWith(ROW)))
  const ids = [...new Set(orders.flatMap(data => rowsOf(data).map(row => textOf(row.id))))]
  const rows = ids.map(id => flat[`${ROW}${id}`]).filter((row): row is RowData => Boolean(row))
  return { ...own, rows }
}

/** Names under which two versions may differ: the section's own fields, then every row of either. */
export const spreadNames = (section: Section, versions: readonly SectionData[]): { name: string; row: boolean }[] => [
  ...section.fields.map(field => ({ name: field.name, row: false })),
  ...(section.rows ? [{ name: 'none', row: false }] : []),
  ...[...new Set(versions.flatMap(data => rowsOf(data).map(row => textOf(row.id))))].map(id => ({
    name: `${ROW}${id}`,
    row: true,
  })),
]
