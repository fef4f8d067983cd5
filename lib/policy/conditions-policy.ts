import { z } from 'zod'

/**
 * Codes of option lists that conditions compare; those lists are lib/profile/options and lib/dict/own, which lie above
 * a policy. tests/rules/eligibility.policy holds the two together.
 */
const titleLevel = z.enum(['senior', 'associate', 'intermediate', 'junior'])
const level = z.enum(['national', 'provincial', 'municipal', 'county'])
const grade = z.enum(['special', 'first', 'second', 'third'])
const role = z.enum(['leader', 'subLeader', 'core', 'member'])
const workField = z.enum(['technology', 'management', 'service', 'finance', 'law'])
const talentLevel = z.enum(['academician', 'national', 'provincial'])

/** What conditions are about and clauses may relax. */
export const relaxableKinds = ['years', 'title', 'age'] as const
export type RelaxableKind = (typeof relaxableKinds)[number]

const named = {
  code: z.string().regex(/^[a-zA-Z]\w{0,30}$/),
  /** 第四条第三项 */
  article: z.string().min(1).max(60),
  /** what it says, in plain words */
  title: z.string().min(1).max(200),
}

const condition = z.discriminatedUnion('kind', [
  /** years of work in a field */
  z.object({ kind: z.literal('years'), ...named, years: z.int().min(1).max(60) }),
  /**
   * a title of this level or above; `or` is what stands for it: a doctor's degree, or an equal professional level
   * (同等专业技术水平), of which only a person can judge
   */
  z.object({
    kind: z.literal('title'),
    ...named,
    level: titleLevel,
    or: z.enum(['none', 'doctor', 'equivalent']).default('none'),
  }),
  /** not over so many 周岁: the last day is the one before the birthday on which somebody turns `max` + 1 */
  z.object({ kind: z.literal('age'), ...named, max: z.int().min(18).max(120) }),
  /** no bad record; there is no 信用记录 to ask yet, so that a person judges */
  z.object({ kind: z.literal('record'), ...named }),
  /** what no data can prove: whoever recommends and decides vouches for it */
  z.object({ kind: z.literal('attested'), ...named }),
])

const relaxes = z.array(z.enum(relaxableKinds)).min(1).max(3)

const relaxation = z.discriminatedUnion('kind', [
  /** a talent programme of the profile's list, by its level */
  z.object({ kind: z.literal('talent'), ...named, relaxes, levels: z.array(talentLevel).min(1) }),
  /** a science award of one of these levels, of this grade or a higher one (null: any), up to this rank */
  z.object({
    kind: z.literal('award'),
    ...named,
    relaxes,
    awards: z
      .array(z.object({ level, grade: grade.nullable(), maxRank: z.int().min(1).max(500) }))
      .min(1)
      .max(10),
  }),
  /** led a project of one of these levels within so many years */
  z.object({
    kind: z.literal('project'),
    ...named,
    relaxes,
    levels: z.array(level).min(1),
    roles: z.array(role).min(1),
    withinYears: z.int().min(1).max(60),
  }),
  /** works in one of these fields and has a title of this level, or a qualification registered by the state */
  z.object({
    kind: z.literal('profession'),
    ...named,
    relaxes,
    fields: z.array(workField).min(1),
    level: titleLevel,
    qualification: z.boolean(),
  }),
])

export type Condition = z.infer<typeof condition>
export type Relaxation = z.infer<typeof relaxation>

const codesOnce = (list: readonly { code: string }[]) => new Set(list.map(one => one.code)).size === list.length

/**
 * Who may come into the pool (办法 第四条) and what may relax it (第五条). A policy without conditions judges nobody:
 * nothing is shown and nothing is kept back.
 */
export const conditionsSchema = z
  .object({
    /** where the articles stand, and how sure we are of them; null: nothing to say */
    source: z.string().max(200).nullable().default(null),
    list: z.array(condition).max(20).refine(codesOnce, { error: '条件的代码不能重复' }).default([]),
    relaxations: z.array(relaxation).max(20).refine(codesOnce, { error: '放宽条款的代码不能重复' }).default([]),
  })
  .default({ source: null, list: [], relaxations: [] })
