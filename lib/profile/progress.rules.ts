import type { ProfileSection } from '@/lib/policy/policy.schema'
import { type ProfilePolicy, type Section, sectionFor, sectionsFor } from './resolve.schema'
import { strictSchema } from './strict.schema'
import { codesOf, hasContent, rowsOf, type SectionData } from './values.rules'

export type SectionState = 'empty' | 'filling' | 'done' | 'returned'

export const sectionStateLabels: Record<SectionState, string> = {
  empty: '未填写',
  filling: '填写中',
  done: '已完成',
  returned: '需修改',
}

/** What a section still lacks: where (`rows.2.period.from`), in which row, and the sentence the strict schema says. */
export type Missing = { section: ProfileSection; path: string; row: string | null; message: string }

export type SectionProgress = {
  section: ProfileSection
  title: string
  hint: string
  state: SectionState
  /** the policy lets it stay empty */
  optional: boolean
  /** how many rows it holds; null for a section without rows */
  rows: number | null
  missing: Missing[]
}

export type ProfileFile = { section: string | null; rowId: string | null }

export type ProfileInput = {
  sections: Partial<Record<ProfileSection, SectionData>>
  files: readonly ProfileFile[]
  /** whether the code table in force has a discipline; the table itself is too big for the browser */
  isDiscipline: (code: string) => boolean
  /** sections a desk sent back and that have not been saved since */
  returned?: readonly ProfileSection[]
}

/** How far each section of a profile is, by the strict schemas. Pure. */
export function profileProgress(policy: ProfilePolicy, profile: ProfileInput): SectionProgress[] {
  return sectionsFor(policy).map(section => {
    const data = profile.sections[section.section]
    const missing = missingIn(section, profile)
    return {
      section: section.section,
      title: section.title,
      hint: section.hint,
      state: stateOf(section, profile, missing),
      optional: missingIn(section, { ...profile, sections: {}, files: [] }).length === 0,
      rows: section.rows ? rowsOf(data).filter(hasContent).length : null,
      missing,
    }
  })
}

function stateOf({ section }: Section, profile: ProfileInput, missing: Missing[]): SectionState {
  const touched = hasContent(profile.sections[section] ?? {}) || profile.files.some(file => file.section === section)
  if (profile.returned?.includes(section)) return 'returned'
  if (!touched) return 'empty'
  return missing.length === 0 ? 'done' : 'filling'
}

function missingIn(section: Section, profile: ProfileInput): Missing[] {
  const data = profile.sections[section.section] ?? {}
  const rows = rowsOf(data)
  const at = (path: PropertyKey[], message: string): Missing => ({
    section: section.section,
    path: path.map(String).join('.'),
    row: section.rows && typeof path[1] === 'number' ? `第 ${path[1] + 1} ${section.rows.itemLabel}` : null,
    message,
  })
  const parsed = strictSchema(section).safeParse(data)
  const missing = (parsed.error?.issues ?? []).map(issue => at(issue.path, issue.message))
  const has = (rowId: string | null) =>
    profile.files.some(file => file.section === section.section && file.rowId === rowId)
  if (section.proof?.required && !has(null)) missing.push(at(['files'], `请上传${section.proof.label}`))
  if (section.rows?.proof?.required)
    rows.forEach((row, index) => {
      if (hasContent(row) && typeof row.id === 'string' && !has(row.id))
        missing.push(at(['rows', index, 'files'], `请上传${section.rows!.proof!.label}`))
    })
  if (section.fields.some(field => field.kind === 'disciplines') && !missing.some(one => one.path === 'disciplines'))
    for (const code of codesOf(data.disciplines))
      if (!profile.isDiscipline(code))
        missing.push(at(['disciplines'], `学科代码 ${code} 不在现行目录中，请移除后重新选择`))
  return missing
}

/** All that is missing before an application may be submitted. */
export const missingOf = (progress: readonly SectionProgress[]): Missing[] =>
  progress.flatMap(section => section.missing)

/** The profile as it is submitted: every section of the policy, normalised by its strict schema. @throws ZodError */
export const strictSections = (
  policy: ProfilePolicy,
  sections: ProfileInput['sections'],
): Partial<Record<ProfileSection, SectionData>> =>
  Object.fromEntries(
    policy.profile.sections.map(section => [
      section,
      strictSchema(sectionFor(policy, section)).parse(sections[section] ?? {}),
    ]),
  )

/** How many sections owe nothing, and of how many. */
export const doneCount = (progress: readonly SectionProgress[]): { done: number; of: number } => ({
  done: progress.filter(isSettled).length,
  of: progress.length,
})

/** Nothing is owed and nothing is to be mended; a part that may stay empty counts. */
export const isSettled = (section: SectionProgress): boolean =>
  section.missing.length === 0 && section.state !== 'returned'

/** The first section that still needs something, or null. */
export const firstOpen = (progress: readonly SectionProgress[]): ProfileSection | null =>
  progress.find(section => !isSettled(section))?.section ?? null
