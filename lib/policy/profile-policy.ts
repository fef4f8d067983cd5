import { z } from 'zod'

/** Sections of an expert's profile that a policy may ask for, in the order of X2. */
export const profileSections = [
  'basic',
  'posts',
  'education',
  'titles',
  'reviews',
  'projects',
  'papers',
  'awards',
  'rights',
  'work',
  'evidence',
] as const
export type ProfileSection = (typeof profileSections)[number]

/** How much a section of rows owes: at least one row, a row or the word that there is none, nothing. */
export const rowNeeds = ['rows', 'answer', 'optional'] as const
export type RowNeed = (typeof rowNeeds)[number]

/** What a policy may say of a field: `basic.position`, `titles.certificateNo`, `titles.proof` (what is attached). */
export const fieldNeeds = ['hidden', 'optional', 'required'] as const
export type FieldNeed = (typeof fieldNeeds)[number]

/** Names of an installed policy from before there were ten sections; the words of 学科 went into the first. */
const former: Record<string, ProfileSection | null> = { title: 'titles', disciplines: null }

const sections = z
  .array(z.string())
  .transform(names => names.flatMap(name => (name in former ? (former[name] ?? []) : name)))
  .pipe(z.array(z.enum(profileSections)).min(1))

/** A talent programme that may relax conditions (S§5(一)(二)); the bureau edits the list. */
const talent = z.object({
  code: z.string().regex(/^[a-zA-Z]\w{0,30}$/),
  label: z.string().min(1).max(100),
  level: z.enum(['academician', 'national', 'provincial']),
})

export const defaultTalents: z.infer<typeof talent>[] = [
  { code: 'academician', label: '两院院士', level: 'academician' },
  { code: 'nationalTalent', label: '国家级人才计划入选者', level: 'national' },
  { code: 'provincialTalent', label: '省级人才计划入选者', level: 'provincial' },
]

/** What is owed where a policy says nothing else. */
export const defaultRows: Partial<Record<ProfileSection, RowNeed>> = { posts: 'answer', titles: 'answer', work: 'rows' }
export const defaultFields: Record<string, FieldNeed> = {
  'basic.inside': 'hidden',
  'basic.employer': 'hidden',
  'basic.expertTypes': 'hidden',
  // nobody is asked for what only a relaxing clause reads
  'basic.talents': 'hidden',
  'basic.proof': 'hidden',
  'evidence.proof': 'required',
}

/**
 * What an expert's profile consists of: which sections, what each owes, and which fields are hidden, optional or
 * required where that differs from their definition (lib/profile).
 */
export const profileSchema = z.object({
  sections,
  maxDisciplines: z.int().min(1).max(5),
  researchMaxChars: z.int().min(50).max(5000),
  resumeMaxChars: z.int().min(50).max(5000),
  rows: z.partialRecord(z.enum(profileSections), z.enum(rowNeeds)).default(defaultRows),
  fields: z.record(z.string().regex(/^\w+\.\w+$/), z.enum(fieldNeeds)).default(defaultFields),
  talents: z.array(talent).max(30).default(defaultTalents),
  /** whether experts are asked for a bank account; never required, and with a consent of its own (trust PR6) */
  bank: z.enum(['off', 'optional']).default('off'),
})
