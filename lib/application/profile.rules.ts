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

export type ProfileInput = {
  sections: Partial<Record<ProfileSection, SectionData>>
  /** files count for the evidence section only */
  fileCount: number
  /** whether the code table in force has a discipline; the table itself is too big for the browser */
  isDiscipline: (code: string) => boolean
}

const hasContent = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(hasContent)
    : typeof value === 'object' && value !== null
      ? Object.values(value).some(hasContent)
      : typeof value === 'boolean'
        ? value
        : value !== undefined && value !== null && value !== ''

/** How far each section of a profile is, by the strict schemas. Pure. */
export function profileProgress(policy: Policy, profile: ProfileInput): SectionProgress[] {
  return policy.profile.sections.map(section => {
    const data = profile.sections[section] ?? {}
    const missing = missingIn(policy, section, profile)
    const touched = hasContent(data) || (section === 'evidence' && profile.fileCount > 0)
    const state: SectionState = missing.length === 0 ? 'done' : touched ? 'filling' : 'empty'
    return { section, title: sectionTitles[section].title, state, missing }
  })
}

function missingIn(policy: Policy, section: ProfileSection, profile: ProfileInput): Missing[] {
  const parsed = sectionSchema(section, policy.profile).safeParse(profile.sections[section] ?? {})
  const missing = (parsed.error?.issues ?? []).map(issue => ({
    section,
    path: issue.path.join('.'),
    message: issue.message,
  }))
  if (section === 'evidence' && profile.fileCount === 0)
    missing.unshift({ section, path: 'files', message: '请上传一份证明材料，如职称证书扫描件' })
  if (section === 'disciplines' && parsed.success)
    for (const code of parsed.data.codes as string[])
      if (!profile.isDiscipline(code))
        missing.push({ section, path: 'codes', message: `学科代码 ${code} 不在现行目录中，请移除后重新选择` })
  return missing
}

/** All that is missing before an application may be submitted. */
export const missingOf = (progress: SectionProgress[]): Missing[] => progress.flatMap(section => section.missing)

/** The profile as it is submitted: every section of the policy, normalised by its strict schema. @throws ZodError */
export function strictSections(policy: Policy, sections: ProfileInput['sections']): ProfileInput['sections'] {
  return Object.fromEntries(
    policy.profile.sections.map(section => [
      section,
      sectionSchema(section, policy.profile).parse(sections[section] ?? {}),
    ]),
  )
}

/** How many sections are done, and of how many. */
export const doneCount = (progress: SectionProgress[]): { done: number; of: number } => ({
  done: progress.filter(section => section.state === 'done').length,
  of: progress.length,
})

/** The first section that still needs something, or null. */
export const firstOpen = (progress: SectionProgress[]): ProfileSection | null =>
  progress.find(section => section.state !== 'done')?.section ?? null
