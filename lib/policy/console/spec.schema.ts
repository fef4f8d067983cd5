import { z } from 'zod'

/** What people read about one place of the policy. Paths name rows and keys of a table with `*`. */
export type Words = {
  label: string
  /** what it does, in plain words */
  help?: string
  /** behind a number: 年, 天, MB */
  unit?: string
  /** where a rule stands that others may compare: 绍兴办法第八条 */
  article?: string
  /** words for each value there is to choose from, or for each kind of row */
  choices?: Readonly<Record<string, string>>
  /** what an empty field means: 不设 */
  none?: string
  /** several lines */
  long?: true
  /** what one row is called: 联系方式 */
  item?: string
  /** which field of a row says what it is, for its title and for finding it again in another version */
  key?: string
  /** the places of a table whose keys are fixed elsewhere, in their order */
  keys?: readonly (readonly [key: string, label: string])[]
  /** one step of what is typed, where the policy counts in something smaller: bytes in an MB */
  scale?: number
  /** what a text must look like */
  format?: string
  /** the chosen values come one after the other: 所在单位 → 科技部门 */
  ordered?: true
}

export type PolicyWords = Readonly<Record<string, Words>>

type Base = Pick<Words, 'label' | 'help' | 'article'> & {
  path: string
  /** what an empty field is in the policy; never: it must be filled in */
  empty: 'never' | 'null' | 'absent'
}

export type SpecOption = { value: string; label: string; raw: string | number | boolean }
export type SpecField = { name: string; spec: Spec }

/** One place of the policy as forms, readers and comparisons need it. Serialisable. */
export type Spec = Base &
  (
    | { kind: 'text'; max: number | null; long: boolean; format: string | null; none: string }
    | { kind: 'number'; min: number | null; max: number | null; unit: string; scale: number; none: string }
    | { kind: 'choice'; options: SpecOption[]; none: string }
    | { kind: 'choices'; options: SpecOption[]; none: string; ordered: boolean }
    /** a few short texts or numbers in a line: 30、7、1 */
    | { kind: 'line'; of: 'text' | 'number'; min: number; format: string | null; none: string; unit: string }
    | { kind: 'rows'; item: Spec; min: number; max: number; itemLabel: string; key: string | null }
    | { kind: 'record'; keys: { key: string; label: string }[]; item: Spec }
    | { kind: 'group'; fields: SpecField[]; none: string }
    | { kind: 'variants'; on: string; label: string; options: { value: string; label: string; fields: SpecField[] }[] }
  )

type Build = { words: PolicyWords; missing: string[] }
type Limits = { minimum?: number; maximum?: number; exclusiveMinimum?: number; maxLength?: number } & {
  minItems?: number
  maxItems?: number
}

const limitsOf = (schema: z.ZodType): Limits =>
  z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Limits

const literals = (schema: z.ZodType): (string | number | boolean)[] | null => {
  if (schema instanceof z.ZodEnum) return schema.options.map(String)
  if (schema instanceof z.ZodLiteral) return [...schema.values] as (string | number | boolean)[]
  if (schema instanceof z.ZodBoolean) return [true, false]
  if (schema instanceof z.ZodUnion && !(schema instanceof z.ZodDiscriminatedUnion)) {
    const all = (schema.options as z.ZodType[]).map(literals)
    return all.every(one => one !== null) ? all.flat() : null
  }
  return null
}

const yesNo: Readonly<Record<string, string>> = { true: '是', false: '否' }

/**
 * Describes a part of the policy by its own zod schema and the words for it, so that a field that is added to the schema
 * is in the forms, the comparison and the print as soon as it has words.
 * @returns the description, and the paths that have no words yet
 */
export function describe(schema: z.ZodType, path: string, words: PolicyWords): { spec: Spec; missing: string[] } {
  const build: Build = { words, missing: [] }
  return { spec: specOf(schema, path, build), missing: build.missing }
}

function wordsFor(path: string, build: Build): Words {
  const found = build.words[path]
  if (!found) build.missing.push(path)
  return found ?? { label: path.split('.').at(-1)! }
}

function optionsFor(values: readonly (string | number | boolean)[], path: string, words: Words, build: Build) {
  return values.map((raw): SpecOption => {
    const value = String(raw)
    const label = words.choices?.[value] ?? (typeof raw === 'boolean' ? yesNo[value] : undefined)
    if (label === undefined) build.missing.push(`${path}: ${value}`)
    return { value, label: label ?? value, raw }
  })
}

/** Takes off what only says that a value may be missing, has a default, or is read from an older form. */
function bare(schema: z.ZodType, empty: Base['empty'] = 'never'): { schema: z.ZodType; empty: Base['empty'] } {
  if (schema instanceof z.ZodDefault) return bare(schema.unwrap() as z.ZodType, empty)
  if (schema instanceof z.ZodNullable) return bare(schema.unwrap() as z.ZodType, 'null')
  if (schema instanceof z.ZodOptional) return bare(schema.unwrap() as z.ZodType, 'absent')
  if (schema instanceof z.ZodPipe) {
    const [from, to] = [schema.in as z.ZodType, schema.out as z.ZodType]
    return bare(to instanceof z.ZodTransform ? from : to, empty)
  }
  return { schema, empty }
}

function specOf(given: z.ZodType, path: string, build: Build): Spec {
  const { schema, empty } = bare(given)
  const words = wordsFor(path, build)
  const { label, help, article, none = '不设' } = words
  const base = { path, label, help, article, empty }
  const values = literals(schema)
  if (values) return { ...base, kind: 'choice', options: optionsFor(values, path, words, build), none }
  if (schema instanceof z.ZodNumber) {
    const { minimum, maximum, exclusiveMinimum } = limitsOf(schema)
    const huge = (limit: number | undefined) => (limit === undefined || Math.abs(limit) > 1e12 ? null : limit)
    const min = huge(minimum) ?? (exclusiveMinimum === undefined ? null : exclusiveMinimum + 1)
    return { ...base, kind: 'number', min, max: huge(maximum), unit: words.unit ?? '', scale: words.scale ?? 1, none }
  }
  if (schema instanceof z.ZodArray) return listOf(schema.element as z.ZodType, schema, base, words, build)
  if (schema instanceof z.ZodRecord) {
    const held = specOf(schema.valueType as z.ZodType, `${path}.*`, build)
    // a key that is not named says nothing
    const item: Spec = held.kind === 'choice' || held.kind === 'number' ? { ...held, empty: 'absent' } : held
    if (!words.keys) build.missing.push(`${path} (keys)`)
    return { ...base, kind: 'record', keys: (words.keys ?? []).map(([key, label]) => ({ key, label })), item }
  }
  if (schema instanceof z.ZodObject) return { ...base, kind: 'group', fields: fieldsOf(schema, path, build), none }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const on = schema.def.discriminator
    const options = (schema.options as z.ZodObject[]).map(option => {
      const [value] = literals(option.shape[on] as z.ZodType)!
      const [{ label }] = optionsFor([value!], path, words, build) as [SpecOption]
      return { value: String(value), label, fields: fieldsOf(option, path, build, on) }
    })
    return { ...base, kind: 'variants', on, options }
  }
  const { maxLength } = limitsOf(schema)
  const long = words.long === true
  return { ...base, kind: 'text', max: maxLength ?? null, long, format: words.format ?? null, none }
}

const fieldsOf = (schema: z.ZodObject, path: string, build: Build, without?: string): SpecField[] =>
  Object.entries(schema.shape)
    .filter(([name]) => name !== without)
    .map(([name, one]) => ({ name, spec: specOf(one as z.ZodType, path ? `${path}.${name}` : name, build) }))

function listOf(element: z.ZodType, list: z.ZodType, base: Base, words: Words, build: Build): Spec {
  const { schema } = bare(element)
  const { none = '没有' } = words
  const values = literals(schema) ?? (words.choices ? Object.keys(words.choices) : null)
  const ordered = words.ordered === true
  if (values) return { ...base, kind: 'choices', options: optionsFor(values, base.path, words, build), none, ordered }
  if (schema instanceof z.ZodString || schema instanceof z.ZodNumber) {
    const of = schema instanceof z.ZodNumber ? 'number' : 'text'
    const { minItems: min = 0 } = limitsOf(list)
    return { ...base, kind: 'line', of, min, format: words.format ?? null, none, unit: words.unit ?? '' }
  }
  const { minItems = 0, maxItems = 200 } = limitsOf(list)
  const item = specOf(element, `${base.path}.*`, build)
  const itemLabel = words.item ?? '项'
  return { ...base, kind: 'rows', item, min: minItems, max: maxItems, itemLabel, key: words.key ?? null }
}
