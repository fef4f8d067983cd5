import ethnic from '@/prisma/seed/data/gbt3304-ethnic.json'
import education from '@/prisma/seed/data/gbt4658-education.json'
import degree from '@/prisma/seed/data/gbt6864-degree.json'
import title from '@/prisma/seed/data/gbt8561-title.json'
import titleExtension from '@/prisma/seed/data/title-extension.json'
import { type DictEntry, type RawRow, toEntries } from './entry'
import { documentTypes, sexes, type TitleLevel, titleLevels, unitNatures } from './own'

/** Tables small enough for both sides; the trees of `discipline` and `region` stay on the server (tree.ts). */
export const smallDicts = [
  'sex',
  'ethnic',
  'education',
  'degree',
  'title',
  'titleLevel',
  'unitNature',
  'documentType',
] as const
export type SmallDict = (typeof smallDicts)[number]

export type DictOption = { value: string; label: string; group?: string }

/** Everything one may ask of a small table. Unknown codes are answered, never thrown at. */
export type DictTable = {
  /** the name of a code; an unknown code comes back as it is, nothing as '' */
  name: (code: string | null | undefined) => string
  has: (code: string) => boolean
  /** whether a person may choose it (headings and "unknown" have a name only) */
  selectable: (code: string) => boolean
  /** what a person may choose, in the table's order; `group` is the heading above */
  options: () => DictOption[]
  entry: (code: string) => DictEntry | undefined
  entries: readonly DictEntry[]
}

const own = (rows: readonly (readonly [string, string])[]) => toEntries('own', rows)
const leavesOnly = (entry: { hasChildren: boolean }) => !entry.hasChildren

const gradeOrder = ['正高级', '副高级', '中级', '助理级', '员级']
const titleRows = inSeries([...title.rows, ...titleExtension.rows])
const titleEntries = toEntries(title.standard, titleRows, entry => entry.parent !== null || entry.code === '999').map(
  entry => (entry.code.startsWith('X') ? { ...entry, origin: titleExtension.standard } : entry),
)
const grades = new Map(titleRows.map(row => [row[0], row[3]]))
const levelOfGrade: Record<string, TitleLevel> = {
  正高级: 'senior',
  副高级: 'associate',
  中级: 'intermediate',
  助理级: 'junior',
  员级: 'junior',
}

const tables: Record<SmallDict, DictTable> = {
  sex: table(toEntries('GB/T 2261.1-2003', sexes, entry => entry.code === '1' || entry.code === '2')),
  ethnic: table(toEntries(ethnic.standard, ethnic.rows)),
  education: table(toEntries(education.standard, education.rows, leavesOnly)),
  degree: table(toEntries(degree.standard, degree.rows)),
  title: table(titleEntries),
  titleLevel: table(own(titleLevels)),
  unitNature: table(own(unitNatures)),
  documentType: table(own(documentTypes)),
}

/** The accessor of a small code table: `dict('education').name('11')` → 博士研究生毕业. */
export const dict = (name: SmallDict): DictTable => tables[name]

/** The level of a title that conditions read, `none` for 999 无, null for headings and unknown codes. */
export function titleLevelOf(code: string): TitleLevel | null {
  if (code === '999') return 'none'
  return levelOfGrade[grades.get(code) ?? ''] ?? null
}

/** Puts our additions into their series: headings in order, under each its titles from the highest grade down. */
function inSeries(rows: readonly RawRow[]): RawRow[] {
  const rank = (row: RawRow) => gradeOrder.indexOf(row[3] ?? '')
  const headings = rows.filter(row => row[2] === null && row[0] !== '999')
  const under = (code: string | null | undefined) =>
    rows.filter(row => row[2] === code).sort((one, other) => rank(one) - rank(other))
  return [...headings.flatMap(row => [row, ...under(row[0])]), ...rows.filter(row => row[0] === '999')]
}

function table(entries: readonly DictEntry[]): DictTable {
  const byCode = new Map(entries.map(entry => [entry.code, entry]))
  const parents = new Set(entries.map(entry => entry.parent))
  return {
    name: code => (code ? (byCode.get(code)?.name ?? code) : ''),
    has: code => byCode.has(code),
    selectable: code => byCode.get(code)?.selectable ?? false,
    options: () => entries.filter(entry => entry.selectable).map(entry => option(entry, byCode, parents)),
    entry: code => byCode.get(code),
    entries,
  }
}

/** The group of an option is the heading above it; a heading that may itself be chosen belongs to its own group. */
function option(entry: DictEntry, byCode: Map<string, DictEntry>, parents: Set<string | null>): DictOption {
  const group = byCode.get(entry.parent ?? '')?.name ?? (parents.has(entry.code) ? entry.name : undefined)
  return { value: entry.code, label: entry.name, ...(group === undefined ? {} : { group }) }
}
