import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { dictCode, disciplineCode } from '@/lib/platform/fields/codes'
import { plainMonth } from '@/lib/platform/fields/dates'
import { longText, shortText } from '@/lib/platform/fields/texts'
import type { Policy, ProfileSection } from '@/lib/policy/policy.schema'

type Limits = Policy['profile']

/** 基本信息: what the account does not already know (A5, F2, X4). */
export const basicSchema = z.object({
  ethnic: dictCode('ethnic', '民族'),
  education: dictCode('education', '最高学历'),
  degree: optional(dictCode('degree', '最高学位')),
  department: shortText('所在部门', 100, 1),
  position: optional(shortText('行政职务', 60)),
})

/** 职称信息 (F5). */
export const titleSchema = z.object({
  titleCode: dictCode('title', '技术职称'),
  obtainedOn: plainMonth('取得时间', { max: 'today' }),
})

/** 学科 by GB/T 13745 in order of familiarity, and 研究方向 (E3). */
export const disciplinesSchema = (limits: Limits) =>
  z.object({
    codes: z
      .array(disciplineCode(), { error: '请选择至少一个学科' })
      .min(1, '请选择至少一个学科')
      .max(limits.maxDisciplines, `最多选择 ${limits.maxDisciplines} 个学科`)
      .refine(codes => new Set(codes).size === codes.length, '同一个学科只需要选择一次'),
    research: longText('研究方向', limits.researchMaxChars),
  })

const endOwed = '请填写结束时间；仍在任职的，请勾选“至今”'

/** One employment. It lasts to the present only if that was said (`current`); a forgotten end is asked for. */
export const workRowSchema = z
  .object(
    {
      unitName: shortText('工作单位', 100, 2),
      position: shortText('职务或岗位', 60),
      from: plainMonth('开始时间', { min: '1950-01', max: 'today' }),
      to: optional(plainMonth('结束时间', { min: '1950-01', max: 'today' })),
      current: z.boolean({ error: endOwed }).nullish(),
    },
    { error: '这一段的内容不对，请删去后重新填写' },
  )
  .superRefine(
    ({ from, to, current }, ctx) => {
      const add = (message: string) => ctx.addIssue({ code: 'custom', path: ['to'], message })
      if (!current && to === null) add(endOwed)
      if (!current && typeof from === 'string' && typeof to === 'string' && from > to)
        add('结束时间不能早于开始时间，请核对')
    },
    { when: payload => typeof payload.value === 'object' && payload.value !== null },
  )
  .transform(row => ({ ...row, current: row.current === true, to: row.current ? null : row.to }))

/** 工作经历 as rows and 工作简历 as text (E3: 限 1000 字以内). */
export const workSchema = (limits: Limits) =>
  z.object({
    rows: z
      .array(workRowSchema, { error: '请至少填写一段工作经历' })
      .min(1, '请至少填写一段工作经历')
      .max(30, '最多填写 30 段工作经历'),
    resume: optional(longText('工作简历', limits.resumeMaxChars)),
  })

/** 证明材料: the files are rows of their own, the section holds a remark. */
export const evidenceSchema = z.object({ note: optional(longText('材料说明', 200)) })

export type SectionData = { [key: string]: unknown }

/** The strict schema of a section: what must hold at submission. */
export function sectionSchema(section: ProfileSection, limits: Limits): z.ZodType<SectionData, unknown> {
  const schemas: Record<ProfileSection, z.ZodType<SectionData, unknown>> = {
    basic: basicSchema,
    title: titleSchema,
    disciplines: disciplinesSchema(limits),
    work: workSchema(limits),
    evidence: evidenceSchema,
  }
  return schemas[section]
}

const oddInput = '内容的格式不对，请刷新页面后再试'

/** Text as it was typed, bounded; only signs that cannot be stored are taken out. */
const typed = (max: number) =>
  z
    .string({ error: oddInput })
    .max(max, `内容太长了，最多 ${max} 个字，请精简`)
    .transform(text => text.toWellFormed().replace(/[^\P{Cc}\n\t]/gu, ''))
const line = typed(300).nullish()
const paragraphs = typed(20_000).nullish()
const many = <T extends z.ZodType>(one: T, max: number) =>
  z.array(one, { error: oddInput }).max(max, `最多 ${max} 条，请删去一些`).optional()
const parts = <T extends z.ZodRawShape>(shape: T) => z.object(shape, { error: oddInput })

const workRowDraft = parts({
  unitName: line,
  position: line,
  from: line,
  to: line,
  current: z.boolean({ error: oddInput }).nullish(),
})

const drafts: Record<ProfileSection, z.ZodType<SectionData, unknown>> = {
  basic: parts({ ethnic: line, education: line, degree: line, department: line, position: line }),
  title: parts({ titleCode: line, obtainedOn: line }),
  disciplines: parts({ codes: many(typed(20), 20), research: paragraphs }),
  work: parts({ rows: many(workRowDraft, 60), resume: paragraphs }),
  evidence: parts({ note: paragraphs }),
}

/** The lenient twin for working copies (decision 003): same keys, bounded, no judgement; unknown keys are dropped. */
export const draftSchema = (section: ProfileSection): z.ZodType<SectionData, unknown> => drafts[section]
