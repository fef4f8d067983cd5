import { z } from 'zod'

const count = (most: number) => z.int().min(0).max(most)

/** Draws of review experts (S§10–17): what every request keeps to. Without `enabled` an installation has none. */
export const drawSchema = z.object({
  enabled: z.boolean().default(false),
  /**
   * uniform: every list that fits is equally likely; maximin, leximin: everybody's chance as even as can be, sealed before
   * three people make the seed (decisions 029 to 031). A round goes by what held when it was sent.
   */
  method: z.enum(['uniform', 'maximin', 'leximin']).default('uniform'),
  /** every 专业组 has an odd number of experts */
  oddPanels: z.boolean().default(true),
  groupsAtMost: z.int().min(1).max(30).default(10),
  /** at most so many experts of one unit in a group, unless a request asks for fewer */
  perUnit: z.int().min(1).max(20).default(1),
  /** part of a group that was never drawn before, rounded up; 0: not asked */
  newcomers: z.number().min(0).max(1).default(0),
  /** so often one expert is drawn in a calendar year at most; null: as often as it happens */
  yearlyCap: z.int().min(1).max(100).nullable().default(null),
  /** 声明回避 for one 评审对象: people and units at most (S§13(四)) */
  declared: z.object({ people: count(50), units: count(50) }).default({ people: 3, units: 2 }),
  /** calendar years back that joint work makes somebody avoid another */
  lookBackYears: z.int().min(1).max(50).default(3),
  /** minutes an expert has to answer: at least, usually, at most */
  answer: z
    .object({ least: z.int().min(15), usual: z.int().min(15), most: z.int().max(20_160) })
    .refine(({ least, usual, most }) => least <= usual && usual <= most, { error: '要从短到长' })
    .default({ least: 15, usual: 120, most: 10_080 }),
  /** part of that time after which he is reminded once */
  remindAfter: z.number().min(0.1).max(0.9).default(0.5),
  /** hours before the session in which a reminder goes to those who accepted */
  remindBeforeHours: count(240).default(24),
  /** when names are opened: which ways a new request may choose from, and the one it begins with (S§16) */
  unlock: z
    .object({ ways: z.enum(['both', 'signIn', 'time']), usual: z.enum(['signIn', 'time']) })
    .refine(({ ways, usual }) => ways === 'both' || ways === usual, {
      path: ['usual'],
      error: '要在可以选择的方式之内',
    })
    .default({ ways: 'both', usual: 'signIn' }),
  /** auto: names open by themselves then; two: a 抽取人 and a 监督 open them together (启封) */
  unseal: z.enum(['auto', 'two']).default('auto'),
  /** fewer eligible than this many times the panel point at people: a warning */
  narrowBelow: z.int().min(1).max(100).default(3),
  /** 无故缺席 so often makes a proposal to leave the pool (S§8④) */
  absencesForExit: z.int().min(1).max(20).default(2),
  /** working days in which the 使用单位 feeds back (S§14) */
  feedbackDays: z.int().min(1).max(90).default(10),
  /** 劳务费 in yuan for a session of up to four hours, and for each day of a longer one; null: 财务 enters it */
  feeHalfDay: z.int().min(0).max(50_000).nullable().default(null),
  feeDay: z.int().min(0).max(50_000).nullable().default(null),
  /** 信用: where everybody begins, and what each thing adds */
  credit: z
    .object({
      start: z.int().min(0).max(1000),
      absence: z.int().min(-100).max(0),
      lateExcuse: z.int().min(-100).max(0),
      poor: z.int().min(-100).max(0),
      good: count(100),
    })
    .default({ start: 100, absence: -20, lateExcuse: -2, poor: -10, good: 1 }),
})

export type DrawPolicy = z.infer<typeof drawSchema>

/** Whether a new request may have its names opened in a way. */
export const isUnlockOpen = ({ unlock }: Pick<DrawPolicy, 'unlock'>, way: string): boolean =>
  unlock.ways === 'both' || unlock.ways === way

/** What holds where a policy says nothing: there are no draws. */
export const defaultDraw: DrawPolicy = drawSchema.parse({})

/** 保密与回避承诺, which accepting an invitation signs, in our own words; the bureau replaces it. */
export const drawPledge = (authority: string) => ({
  title: '保密与回避承诺',
  version: '2026-11',
  body: `- **回避**：我与评审对象的负责人、成员和所在单位没有应当回避的关系；发现有的，立即告诉${authority}并退出。
- **保密**：我不向任何人透露自己参加这次评审，不打听其他专家是谁，不复制、不外传评审材料、过程和结果。
- **公正**：我独立提出意见，不接受请托、礼品、宴请和任何好处。
- **准时**：我按时到场；来不了的，尽早在系统里说明，让后面的专家有时间准备。`,
})
