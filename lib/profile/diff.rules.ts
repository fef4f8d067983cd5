import type { ProfileSection } from '@/lib/policy/policy.schema'
import { profileSections } from '@/lib/policy/profile-policy'
import type { Sections } from './facts.rules'
import { type Field, type ProfilePolicy, type Section, sectionFor } from './resolve.schema'
import { formValue, type RowData, rowsOf, type SectionData, textOf } from './values.rules'

/** A field whose value differs; the values are those of a form (lib/profile/values.rules). */
export type FieldChange = { field: Field; before: unknown; after: unknown }

/** What became of a row; `index` is its place in the newer version, of a removed one in the older. */
export type RowChange =
  | { kind: 'added'; id: string; index: number; row: RowData }
  | { kind: 'removed'; id: string; index: number; row: RowData }
  | { kind: 'changed'; id: string; index: number; row: RowData; fields: FieldChange[] }

type VersionFile = { id: string; name: string; size: number; section: ProfileSection | null; rowId: string | null }

export type SectionChange = {
  section: Section
  fields: FieldChange[]
  /** whether 没有 was ticked or taken back: its value now; null when it stayed */
  none: boolean | null
  rows: RowChange[]
  /** the same rows in another order */
  moved: boolean
  files: { added: VersionFile[]; removed: VersionFile[] }
}

type Version = { sections: Sections; files: readonly VersionFile[] }

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function fieldChanges(fields: readonly Field[], before: RowData, after: RowData): FieldChange[] {
  return fields
    .map(field => ({
      field,
      before: formValue(field, before[field.name]),
      after: formValue(field, after[field.name]),
    }))
    .filter(change => !same(change.before, change.after))
}

function rowChanges(section: Section, before: SectionData, after: SectionData): Pick<SectionChange, 'rows' | 'moved'> {
  if (!section.rows) return { rows: [], moved: false }
  const { fields } = section.rows
  const [old, now] = [rowsOf(before), rowsOf(after)]
  const [oldIds, ids] = [old.map(row => textOf(row.id)), now.map(row => textOf(row.id))]
  const was = new Map(old.map(row => [textOf(row.id), row]))
  const rows = now.flatMap((row, index): RowChange[] => {
    const id = textOf(row.id)
    const earlier = was.get(id)
    if (!earlier) return [{ kind: 'added', id, index, row }]
    const changed = fieldChanges(fields, earlier, row)
    return changed.length === 0 ? [] : [{ kind: 'changed', id, index, row, fields: changed }]
  })
  const gone = old.flatMap((row, index): RowChange[] =>
    ids.includes(textOf(row.id)) ? [] : [{ kind: 'removed', id: textOf(row.id), index, row }],
  )
  const stayed = (list: string[], other: string[]) => list.filter(id => other.includes(id))
  return { rows: [...rows, ...gone], moved: !same(stayed(oldIds, ids), stayed(ids, oldIds)) }
}

function sectionChange(section: Section, before: Version, after: Version): SectionChange {
  const [old, now] = [before.sections[section.section] ?? {}, after.sections[section.section] ?? {}]
  const own = (version: Version) => version.files.filter(file => (file.section ?? 'evidence') === section.section)
  const without = (files: VersionFile[], others: VersionFile[]) =>
    files.filter(file => !others.some(other => other.id === file.id && other.rowId === file.rowId))
  const [oldNone, none] = [old.none === true, now.none === true]
  return {
    section,
    fields: fieldChanges(section.fields, old, now),
    none: section.rows && none !== oldNone ? none : null,
    ...rowChanges(section, old, now),
    files: { added: without(own(after), own(before)), removed: without(own(before), own(after)) },
  }
}

/** How many things a section's change consists of, as people count them. */
export const countChanges = ({ fields, none, rows, moved, files }: SectionChange): number =>
  fields.length + (none === null ? 0 : 1) + rows.length + (moved ? 1 : 0) + files.added.length + files.removed.length

/**
 * What differs between two versions of a profile: the sections that do, in the order of X2. Pure; rows are known by
 * their ids, so that one that moved is not taken for another.
 */
export const changesBetween = (policy: ProfilePolicy, before: Version, after: Version): SectionChange[] =>
  profileSections
    .map(section => sectionChange(sectionFor(policy, section), before, after))
    .filter(change => countChanges(change) > 0)
