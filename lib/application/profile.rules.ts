import type { Policy, ProfileSection } from '@/lib/policy/policy.schema'
import { type SectionData, sectionSchema } from './profile.schema'

/** The title and explanation of each section, in the words of the form. */
export const sectionTitles: Record<ProfileSection, { title: string; hint: string }> = {
  basic: { title: '基本信息', hint: '民族、学历学位、所在部门和职务' },
  title: { title: '职称信息', hint: '技术职称名称和取得时间' },
  disciplines: { title: '学科与研究方向', hint: '最熟悉的学科，按熟悉程度排列' },
  work: { title: '工作经历', hint: '从最近的工作开始填写' },
  evidence: { title: '证明材料', hint: '职称证书等材料的扫描件' },
}

export type SectionState = 'empty' | 'filling' | 'done'

export const sectionStateLabels: Record<SectionState, string> = { empty: '未填写', filling: '填写中', done: '已完成' }

/** What a section still lacks: where, and the sentence the strict schema says. */
export type Missing = { section: ProfileSection; path: string; message: string }

export type SectionProgress = { section: ProfileSection; title: string; state: SectionState; missing: Missing[] }

/** Files count for the evidence section only. */
export type ProfileInput = { sections: Partial<Record<ProfileSection, SectionData>>; fileCount: number }

const hasContent = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(hasContent)
    : typeof value === 'object' && value !== null
      ? Object.values(value).some(hasContent)
      : typeof value === 'boolean'
        ? value
        : value !== undefined && value !== null && value !== ''

/**
 * How far each section of a profile is, by the strict schemas. Pure.
 * @param today plain date in China, for "not in the future"
 */
export function profileProgress(policy: Policy, profile: ProfileInput): SectionProgress[] {
  return policy.profile.sections.map(section => {
    const data = profile.sections[section] ?? {}
    const issues = sectionSchema(section, policy.profile).safeParse(data).error?.issues ?? []
    const missing: Missing[] = issues.map(issue => ({ section, path: issue.path.join('.'), message: issue.message }))
    if (section === 'evidence' && profile.fileCount === 0)
      missing.unshift({ section, path: 'files', message: '请上传一份证明材料（如职称证书扫描件）。' })
    const touched = hasContent(data) || (section === 'evidence' && profile.fileCount > 0)
    const state: SectionState = missing.length === 0 ? 'done' : touched ? 'filling' : 'empty'
    return { section, title: sectionTitles[section].title, state, missing }
  })
}

/** All that is missing before an application may be submitted. */
export const missingOf = (progress: SectionProgress[]): Missing[] => progress.flatMap(section => section.missing)
