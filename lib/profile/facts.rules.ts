import { type TitleLevel, titleLevelOf, titleLevels } from '@/lib/dict'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { codesOf, type RowData, rowsOf, type SectionData, textOf } from './values.rules'

export type Sections = Partial<Record<ProfileSection, SectionData>>

/** 999 无 of GB/T 8561: somebody without a title. */
export const NO_TITLE = '999'

const rank = (level: TitleLevel): number => titleLevels.findIndex(([code]) => code === level)

export type MainTitle = { titleCode: string; level: TitleLevel; obtainedOn: string; row: RowData }

/** The title that counts among several: the highest level, of that the one he has had longest; null without any. */
export function mainTitle(sections: Sections): MainTitle | null {
  const titles = rowsOf(sections.titles).flatMap(row => {
    const titleCode = textOf(row.titleCode)
    const level = row.kind === 'title' ? titleLevelOf(titleCode) : null
    return level ? [{ titleCode, level, obtainedOn: textOf(row.obtainedOn), row }] : []
  })
  const before = (a: string, b: string) => (a === b ? 0 : a === '' || (b !== '' && a > b) ? 1 : -1)
  return titles.sort((a, b) => rank(a.level) - rank(b.level) || before(a.obtainedOn, b.obtainedOn))[0] ?? null
}

/** The disciplines of a profile, the most familiar first. */
export const disciplinesOf = (sections: Sections): string[] => codesOf(sections.basic?.disciplines)
