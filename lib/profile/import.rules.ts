import type { FoundRow } from './import.dto'
import type { Field, Section } from './resolve.schema'
import { rowProblems } from './strict.schema'
import { type RowData, unitOf } from './values.rules'

/** Gives units the ids of the registered ones their names mean. @param idOf undefined where nobody, or more than one, bears the name */
export const withUnits = (
  fields: readonly Field[],
  row: RowData,
  idOf: (name: string) => string | undefined,
): RowData => ({
  ...row,
  ...Object.fromEntries(
    fields.flatMap(field => {
      const { name } = unitOf(row[field.name])
      const unitId = name && idOf(name)
      return unitId ? [[field.name, { unitId, name }]] : []
    }),
  ),
})

/** Adds to a row what the section still asks for: fields that are empty or wrong and have no sentence of their own yet. */
export function foundIn(section: Section, row: FoundRow): FoundRow {
  const fields = section.rows?.fields ?? []
  const wrong = new Set(rowProblems({ fields }, row.data).map(({ path }) => path[0]))
  const lacking = fields.filter(
    ({ name, label }) => wrong.has(name) && !row.problems.some(said => said.includes(`“${label}”`)),
  )
  if (lacking.length === 0) return row
  return { ...row, problems: [...row.problems, `还要补填：${lacking.map(field => field.label).join('、')}`] }
}
