import { z } from 'zod'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import type { FieldDef } from './definition.schema'
import { MAX_PEOPLE, MAX_ROWS } from './definition.schema'
import { sectionDefs } from './sections.schema'
import type { SectionData } from './values.rules'

const oddInput = '内容的格式不对，请刷新页面后再试'

/** Text as it was typed, bounded; only signs that cannot be stored are taken out. */
const typed = (max: number) =>
  z
    .string({ error: oddInput })
    .max(max, `内容太长了，最多 ${max} 个字，请精简`)
    .transform(text => text.toWellFormed().replace(/[^\P{Cc}\n\t]/gu, ''))
const line = typed(600).nullish()
const paragraphs = typed(20_000).nullish()
const tick = z.boolean({ error: oddInput }).nullish()
const many = <T extends z.ZodType>(one: T, max: number) =>
  z.array(one, { error: oddInput }).max(max, `最多 ${max} 条，请删去一些`).nullish()
const parts = <T extends z.ZodRawShape>(shape: T) => z.object(shape, { error: oddInput })

const kinds: Record<FieldDef['kind'], z.ZodType> = {
  line,
  text: paragraphs,
  phone: line,
  doi: line,
  isbn: line,
  month: line,
  count: z.union([z.number({ error: oddInput }), typed(20)], { error: oddInput }).nullish(),
  dict: line,
  choice: line,
  choices: many(typed(40), 60),
  disciplines: many(typed(20), 20),
  period: parts({ from: line, to: line, current: tick }).nullish(),
  unit: parts({ unitId: line, name: line }).nullish(),
  people: many(parts({ name: line, unit: line, self: tick }), MAX_PEOPLE * 2),
}

const shapeOf = (fields: readonly FieldDef[]): z.ZodRawShape =>
  Object.fromEntries(fields.map(field => [field.name, kinds[field.kind]]))

const drafts = Object.fromEntries(
  Object.values(sectionDefs).map(({ section, fields, rows }) => [
    section,
    parts({
      ...shapeOf(fields),
      ...(rows && {
        none: tick,
        rows: many(parts({ id: typed(60).nullish(), ...shapeOf(rows.fields) }), MAX_ROWS * 2),
      }),
    }),
  ]),
) as unknown as Record<ProfileSection, z.ZodType<SectionData, unknown>>

/** The lenient twin for working copies (decision 003): same keys, bounded, no judgement; unknown keys are dropped. */
export const draftSchema = (section: ProfileSection): z.ZodType<SectionData, unknown> => drafts[section]
