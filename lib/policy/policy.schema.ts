import { z } from 'zod'
import { bankAgreement } from './bank-text'
import { conditionsSchema } from './conditions-policy'
import { defaultDraw, drawPledge, drawSchema } from './draw-policy'
import { defaultIntake, intakeSchema } from './intake-policy'
import { defaultMembership, membershipSchema } from './membership-policy'
import { objectionNotice } from './objection-text'
import { profileSchema } from './profile-policy'
import { uploadsSchema } from './upload-purposes'

/** A desk an application passes, in order. `bureau` is always the last. */
export const desks = ['unit', 'department', 'bureau'] as const
export type Desk = (typeof desks)[number]

/** Who recommends first, where the expert may choose (R8). */
export const recommenders = ['unit', 'department'] as const
export type Recommender = (typeof recommenders)[number]

/**
 * What an application is about and who brought it: the entry into the pool, the entry of somebody the bureau has
 * invited (C6), a change of an expert's data by himself, or
 * one that his unit or department proposes, which only the bureau decides (S§7).
 */
export type Course = 'entry' | 'invited' | 'change' | 'proposal'

const text = z.string().min(1).max(200)
const longText = z.string().min(1).max(20_000)

const versionedText = z.object({ title: text, version: z.string().regex(/^\d{4}-\d{2}$/), body: longText })

/** One row of the contact block that is shown where people get stuck (P8). */
const contact = z.object({ label: text, value: text })

/** A configurable tile or link (P3, P6); `href` is a path of ours or an https address. */
const link = z.object({
  label: text,
  href: z
    .string()
    .regex(/^(\/|https:\/\/)/)
    .max(500),
  description: text.optional(),
})

/** A time of day in the authority's own time, `09:00`. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/**
 * Everything one authority decides differently from another (design §4). Typed data, versioned in the database;
 * nothing outside `lib/policy` may ask which authority it is. What was added after the first release has a default,
 * so that an installed policy stays readable.
 */
export const policySchema = z.object({
  preset: z.enum(['wuhan', 'xizang', 'shaoxing', 'demo']),
  authority: z.object({
    name: text,
    /** how statuses call the bureau: 科技局, 科技厅 */
    short: text,
    siteTitle: text,
    /** second-language line under the title (P1); empty where there is none */
    siteSubtitle: z.string().max(200),
    /** accent colour, any CSS colour that is AA on white */
    accent: z.string().regex(/^#[0-9a-f]{6}$/),
    icp: z.string().max(60),
    contacts: z.array(contact).min(1).max(8),
  }),
  terms: z.object({
    inside: text,
    outside: text,
    /** what 归口管理部门 are called where people choose between it and their unit: 市州科技局 */
    department: text.default('归口管理部门'),
    /** the seat of the authority where a profile asks whether a unit lies in it (X4): 拉萨; null: not asked */
    capital: text.nullable().default(null),
    /** what 专家信息表 calls the line that says whether a unit lies inside (F3): 地域（绍兴市内/市外） */
    areaLabel: text.default('地域（市内/市外）'),
    /** beginnings of the region codes that lie inside; empty: nothing counts as outside */
    insideRegions: z
      .array(z.string().regex(/^\d{2,6}$/))
      .max(50)
      .default([]),
  }),
  portal: z.object({
    banner: z.object({ title: text, text: text, href: z.string().max(500) }),
    noticeCategories: z
      .array(z.object({ code: z.string().regex(/^[a-z]+$/), label: text }))
      .min(1)
      .max(8),
    tiles: z.object({ individual: z.array(link), unit: z.array(link), staff: z.array(link) }),
    /** entries of neighbouring systems in the consoles (U9, A6); absent while empty */
    neighbours: z
      .object({ individual: z.array(link).max(12), unit: z.array(link).max(12) })
      .default({ individual: [], unit: [] }),
  }),
  unitRegistration: z.object({
    reviews: z.union([z.literal(1), z.literal(2)]),
    /** `workingMinutes`, where set, is the aim in minutes of working hours and goes before the days (U5) */
    aim: z.object({
      workingDays: z.int().min(0).max(30),
      workingMinutes: z.int().min(5).max(480).nullable().default(null),
    }),
    /** a picture of the 统一社会信用代码证 belongs to the registration (U2) */
    certificatePicture: z.boolean().default(false),
  }),
  individualRegistration: z.object({
    documentTypes: z.array(z.string()).min(1),
    directExpert: z.boolean(),
    /** when the unit says that a person belongs to it: with its recommendation (W), or before he may apply (T2) */
    affiliation: z.enum(['onRecommendation', 'beforeApplying']).default('onRecommendation'),
  }),
  path: z.object({
    /** whether one may apply at any time, or only while a 征集批次 is open (P10) */
    entry: z.enum(['always', 'calls']).default('always'),
    desks: z.array(z.enum(desks)).min(1),
    /** the desks of a change after entry (S§7), where they are not those of the entry */
    changeDesks: z.array(z.enum(desks)).min(1).nullable().default(null),
    /** the desks of somebody whom the bureau has invited (S§6, C6); a unit that is none of them is told */
    invitedDesks: z.array(z.enum(desks)).min(1).default(['bureau']),
    /** so many days an invitation can be answered */
    invitationDays: z.int().min(1).max(90).default(14),
    /** the expert chooses who recommends first, his unit or its department (R8) */
    recommenderChoice: z.boolean().default(false),
    /** 公示 after the bureau's decision, in days; null: the decision admits at once */
    publicityDays: z.int().positive().nullable(),
    /** whether these are days of the calendar or working days; the day of publication never counts */
    publicityDayKind: z.enum(['calendar', 'working']).default('calendar'),
    /** 专家信息表 is exported, stamped by the unit and uploaded before submitting (F1) */
    stampedForm: z.boolean().default(false),
    /**
     * In working days; `publicity`: from 同意拟入库 to 公示, `objection`: from when somebody objects to the answer, `exit`: from
     * when an exit can be decided to the decision.
     */
    aims: z.object({
      unit: z.int().min(1),
      department: z.int().min(1),
      bureau: z.int().min(1),
      publicity: z.int().min(1).max(90).default(10),
      objection: z.int().min(1).max(90).default(10),
      exit: z.int().min(1).max(90).default(10),
    }),
  }),
  profile: profileSchema,
  conditions: conditionsSchema,
  membership: membershipSchema.default(defaultMembership),
  intake: intakeSchema.default(defaultIntake),
  draw: drawSchema.default(defaultDraw),
  uploads: uploadsSchema,
  /** titles that GB/T 8561-2001 lacks are a list of ours; the bureau may hide some */
  agreements: z.object({
    user: versionedText,
    privacy: versionedText,
    statement: versionedText,
    /** 专家注册须知 (R1); where experts register directly */
    expertNotice: versionedText.optional(),
    /** the consent for a bank account, asked where the profile policy asks for one */
    bank: versionedText.default(bankAgreement('专家库管理部门')),
    /** what whoever objects to a 公示 is told before he sends anything */
    objection: versionedText.default(objectionNotice('专家库管理部门')),
    /** 保密与回避承诺, which whoever accepts to come to a review signs */
    pledge: versionedText.default(drawPledge('专家库管理部门')),
  }),
  /** aims in minutes count these hours of working days only */
  workingHours: z.object({ from: timeOfDay, to: timeOfDay }).default({ from: '09:00', to: '17:30' }),
  auth: z.object({
    passwordMode: z.enum(['dengbao', 'nist']),
    idleMinutes: z.object({ staff: z.int().min(5), others: z.int().min(5) }),
    absoluteHours: z.int().min(1).max(24).default(12),
    /** sessions one account may have at the same time; the oldest ends */
    maxSessions: z.int().min(1).max(20).default(5),
    /** the second factor of those who are not staff; staff always need one */
    secondFactorForOthers: z.enum(['off', 'optional']).default('optional'),
    /** `puzzle` is solved by the browser; `arithmetic` is a picture with a spoken alternative (P5, R4) */
    captcha: z.enum(['puzzle', 'arithmetic']).default('puzzle'),
  }),
})

export type { ProfileSection } from './profile-policy'
export type Policy = z.infer<typeof policySchema>
export type PolicyInForce = { id: number; policy: Policy }
