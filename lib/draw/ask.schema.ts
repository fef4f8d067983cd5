import { z } from 'zod'

/** Features of an expert that quotas may count and that are shown with every panel (K4: structure). */
export const drawFeatures = [
  'discipline',
  'titleLevel',
  'age',
  'nature',
  'region',
  'area',
  'sex',
  'expertType',
  'newcomer',
] as const
export type DrawFeature = (typeof drawFeatures)[number]

export const drawFeatureLabels: Readonly<Record<DrawFeature, string>> = {
  discipline: '学科',
  titleLevel: '职称级别',
  age: '年龄段',
  nature: '单位类型',
  region: '地区',
  area: '市内、市外',
  sex: '性别',
  expertType: '专家类型',
  newcomer: '从未被抽中过',
}

const codes = (most: number) => z.array(z.string().min(1).max(60)).max(most).default([])
const years = z.int().min(18).max(120).nullable().default(null)

/** Who may be drawn into a group (K2). An empty list and null ask for nothing. */
export const conditionsAskedSchema = z
  .object({
    /** codes of GB/T 13745; each with everything below it */
    disciplines: codes(30),
    /** the discipline somebody names first has to be one of them */
    firstOnly: z.boolean().default(false),
    titleLevels: codes(10),
    /** codes of titles */
    titles: codes(50),
    /** technology | finance */
    expertTypes: codes(5),
    /** codes of GB/T 2260; each with everything below it */
    regions: codes(30),
    area: z.enum(['inside', 'outside']).nullable().default(null),
    /** 周岁 on the day of the session, both included */
    ageFrom: years,
    ageTo: years,
    natures: codes(20),
    /** years since he began to work, at least */
    workYears: z.int().min(1).max(60).nullable().default(null),
    /** words in the titles of his projects and papers, each of which has to occur */
    words: z.string().trim().max(100).default(''),
    /** not drawn in so many days before the session */
    restDays: z.int().min(1).max(3650).nullable().default(null),
    /** 信用分 at least */
    creditAtLeast: z.int().min(0).max(1000).nullable().default(null),
    /**
     * drawn at most so many times in the calendar year of the session. Not there where it is not asked for: what was sent
     * before there was such a condition keeps its hash
     */
    yearlyAtMost: z.int().min(0).max(99).optional(),
  })
  .refine(({ ageFrom, ageTo }) => ageFrom === null || ageTo === null || ageFrom <= ageTo, {
    error: '年龄要从小到大。',
    path: ['ageTo'],
  })
export type ConditionsAsked = z.infer<typeof conditionsAskedSchema>

/** At least `min` and at most `max` of a group have this value; `max` null: no limit. */
export const quotaAskedSchema = z
  .object({
    feature: z.enum(drawFeatures),
    value: z.string().min(1).max(60),
    min: z.int().min(0).max(999),
    max: z.int().min(0).max(999).nullable(),
  })
  .refine(({ min, max }) => max === null || min <= max, { error: '最多不能少于最少。', path: ['max'] })
export type QuotaAsked = z.infer<typeof quotaAskedSchema>

/** At most so many who share a unit, or another feature. */
export const capAskedSchema = z.object({
  feature: z.enum(['unit', ...drawFeatures]),
  most: z.int().min(1).max(999),
})
export type CapAsked = z.infer<typeof capAskedSchema>

/** What a round asks for one group, as the three columns of `draw_ask` hold it. */
export const groupAskSchema = z.object({
  size: z.int().min(1).max(999),
  alternates: z.int().min(0).max(999),
  conditions: conditionsAskedSchema,
  quotas: z.array(quotaAskedSchema).max(40),
  caps: z.array(capAskedSchema).max(10),
})
export type GroupAsk = z.infer<typeof groupAskSchema>
