import type { SectionData } from '@/lib/application/profile.schema'
import type { BasicValues } from './basic-form'
import type { DisciplinesValues } from './disciplines-form'
import type { EvidenceValues } from './evidence-form'
import type { TitleValues } from './title-form'
import type { WorkValues } from './work-form'

/** A working copy may hold anything its lenient schema lets pass; a form gets texts, lists and ticks. */
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

export const basicValues = (data: SectionData = {}): BasicValues => ({
  ethnic: text(data.ethnic),
  education: text(data.education),
  degree: text(data.degree),
  department: text(data.department),
  position: text(data.position),
})

export const titleValues = (data: SectionData = {}): TitleValues => ({
  titleCode: text(data.titleCode),
  obtainedOn: text(data.obtainedOn),
})

export const disciplinesValues = (data: SectionData = {}): DisciplinesValues => ({
  codes: list(data.codes).map(text).filter(Boolean),
  research: text(data.research),
})

/** One empty row to begin with, so that nobody has to find out how to add the first. */
export function workValues(data: SectionData = {}): WorkValues {
  const rows = list(data.rows) as Record<string, unknown>[]
  return {
    rows: (data.rows === undefined ? [{}] : rows).map(row => ({
      unitName: text(row.unitName),
      position: text(row.position),
      from: text(row.from),
      to: text(row.to),
      current: row.current === true,
    })),
    resume: text(data.resume),
  }
}

export const evidenceValues = (data: SectionData = {}): EvidenceValues => ({ note: text(data.note) })
