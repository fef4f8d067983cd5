/** One row of a code table. `level` counts from 1 at the root; `origin` is the standard, or `extension` for ours. */
export type DictEntry = {
  code: string
  name: string
  parent: string | null
  level: number
  origin: string
  sort: number
  /** false for headings and for codes that stand for "unknown": they have a name but nobody may choose them */
  selectable: boolean
}

/** A row as the data files hold it; further columns are read by whoever knows them. */
export type RawRow = readonly (string | null)[]

/**
 * Makes entries of raw rows `[code, name, parent]`.
 * @throws Error when a code repeats or a parent is missing: the data files are wrong then
 */
export function toEntries(
  origin: string,
  rows: readonly RawRow[],
  selectable: (entry: { code: string; parent: string | null; hasChildren: boolean }) => boolean = () => true,
): DictEntry[] {
  const parents = new Set(rows.map(row => row[2] ?? null))
  const levels = new Map<string, number>()
  return rows.map((row, sort) => {
    const code = row[0] ?? ''
    const parent = row[2] ?? null
    const above = parent === null ? 0 : levels.get(parent)
    if (above === undefined || levels.has(code)) throw new Error(`code table ${origin}: row ${code} is out of place`)
    levels.set(code, above + 1)
    const chosen = selectable({ code, parent, hasChildren: parents.has(code) })
    return { code, name: row[1] ?? '', parent, level: above + 1, origin, sort, selectable: chosen }
  })
}
