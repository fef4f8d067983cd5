import type { ProfileSection } from '@/lib/policy/policy.schema'
import type { SectionProgress } from '@/lib/profile/progress.rules'
import { rowSummary } from '@/lib/profile/reading.rules'
import { type ProfilePolicy, type Section, sectionFor } from '@/lib/profile/resolve.schema'
import { formValue, type RowData, rowsOf, rowValues, type SectionData, textOf } from '@/lib/profile/values.rules'

/** What a desk asked to be mended: a part of the profile, or one row of it, perhaps with a word. */
export type Mend = { section: ProfileSection; rowId: string | null; remark: string | null }

/** What of a section may be changed now: all, only some rows (by id), or nothing. */
export type Opening = 'all' | 'none' | readonly string[]

/**
 * What of a section is open after a return that named what to mend; everything where nothing was named. A part that
 * lacked something in what was submitted opens as well: it could not be submitted again.
 * @param progress of the version that was returned, not of the working copy: nobody opens a part by emptying a field
 */
export function openingOf(mends: readonly Mend[], progress: Pick<SectionProgress, 'section' | 'missing'>): Opening {
  if (mends.length === 0) return 'all'
  const own = mends.filter(mend => mend.section === progress.section)
  if (progress.missing.length > 0 || own.some(mend => mend.rowId === null)) return 'all'
  return own.length === 0 ? 'none' : own.flatMap(mend => mend.rowId ?? [])
}

/** A mend as the applicant reads it, and where he finds it. */
export type NamedMend = { label: string; remark: string | null; href: string }

/**
 * What shall be mended, by the names of today's working copy; a row that is gone is called by its part.
 * @param base where its parts are filled in
 */
export const namedMends = (
  policy: ProfilePolicy,
  sections: Partial<Record<ProfileSection, { data: SectionData }>>,
  mends: readonly Mend[],
  base = '/expert/profile',
): NamedMend[] =>
  mends.map(({ section, rowId, remark }) => {
    const { title, rows } = sectionFor(policy, section)
    const all = rowsOf(sections[section]?.data)
    const index = rowId === null ? -1 : all.findIndex(row => row.id === rowId)
    if (index < 0 || !rows) return { label: title, remark, href: `${base}/${section}` }
    const name = rowSummary(rows, all[index]!).title
    const label = `${title}第 ${index + 1} 条${name && `（${name}）`}`
    return { label, remark, href: `${base}/${section}?field=rows.${index}.${rows.fields[0]!.name}` }
  })

/** What was said of the rows of a section, by their ids. */
export const rowRemarks = (mends: readonly Mend[], section: ProfileSection): Record<string, string> =>
  Object.fromEntries(
    mends.flatMap(mend => (mend.section === section && mend.rowId ? [[mend.rowId, mend.remark ?? '请修改']] : [])),
  )

const closed = '审核人这次只要求修改指定的内容，这一部分没有开放。确需改动的，请联系审核人。'
const otherRows = '审核人这次只要求修改标出的几条，其他条目不能改动、增加、删除或移动。'

/** Why a change goes beyond what is open, or null. @param before what is stored @param after what shall be */
export function whyBeyond(section: Section, opening: Opening, before: SectionData, after: SectionData): string | null {
  if (opening === 'all') return null
  const ownChanged = section.fields.some(
    field => !same(formValue(field, before[field.name]), formValue(field, after[field.name])),
  )
  const noneChanged = (before.none === true) !== (after.none === true)
  const [old, now] = [rowsIn(section, before), rowsIn(section, after)]
  if (opening === 'none') return ownChanged || noneChanged || !same(old, now) ? closed : null
  const kept =
    old.length === now.length &&
    old.every((row, index) => row.id === now[index]!.id && (opening.includes(textOf(row.id)) || same(row, now[index])))
  return ownChanged || noneChanged || !kept ? otherRows : null
}

const rowsIn = (section: Section, data: SectionData): RowData[] =>
  rowsOf(data).map(row => rowValues(section.rows?.fields ?? [], row, ''))

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Whether a paper may be added to or taken from a place. */
export const isPlaceOpen = (opening: Opening, rowId: string | null): boolean =>
  opening === 'all' || (opening !== 'none' && rowId !== null && opening.includes(rowId))

export const closedPlace = closed
