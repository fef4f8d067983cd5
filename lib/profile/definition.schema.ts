import type { SmallDict } from '@/lib/dict'
import type { Policy, ProfileSection } from '@/lib/policy/policy.schema'

type Profile = Policy['profile']
type Terms = Policy['terms']

/** `[code, label]` in the order people see them. */
export type Options = readonly (readonly [code: string, label: string])[]

/**
 * What a field holds. Values as they are stored:
 * - `line`, `text`, `phone`, `doi`, `isbn`: text; `count`: a whole number, as text while it is typed
 * - `month`: `YYYY-MM`
 * - `dict`, `choice`: one code; `choices`, `disciplines`: codes in order
 * - `period`: `{ from, to, current }`, months; `unit`: `{ unitId, name }`, the id where it is registered
 * - `people`: `{ name, unit, self }[]` in order, `self` marks the person himself
 */
export type FieldKind =
  | { kind: 'line'; max: number; min?: number }
  | { kind: 'text'; max: number | { [K in keyof Profile]: Profile[K] extends number ? K : never }[keyof Profile] }
  | { kind: 'phone' | 'doi' | 'isbn' | 'month' | 'period' | 'unit' | 'people' | 'disciplines' }
  | { kind: 'count'; min: number; max: number }
  | { kind: 'dict'; dict: SmallDict }
  | { kind: 'choice'; options: Options }
  /** `talents`: the programmes of the policy */
  | { kind: 'choices'; options: Options | 'talents'; max?: number }

/** One field of a section or of a row, defined once: form, checks, reading, comparison, import and print ask here. */
export type FieldDef = FieldKind & {
  name: string
  /** some labels are made of the authority's own terms; null: the field does not exist there */
  label: string | ((terms: Terms) => string | null)
  hint?: string
  /** owed unless the policy says otherwise */
  required?: true
  /** shown, and owed, only where another field of the same row has one of these values */
  only?: { field: string; in: readonly string[] }
  width?: 'full' | 'lg' | 'md' | 'sm' | 'xs'
  /** heading under which it stands; only in sections without rows */
  group?: string
}

export type RowsDef = {
  /** 第 1 段工作经历: `段工作经历` */
  itemLabel: string
  /** on the button */
  addLabel: string
  /** said beside the tick for somebody who has none: 没有其他任职单位 */
  noneLabel: string
  fields: readonly FieldDef[]
  /** names of the fields that make the row's title and the line below it in a list */
  headline: readonly string[]
  byline: readonly string[]
  /** what may be attached to a row; null: nothing */
  proof: string | null
}

export type SectionDef = {
  section: ProfileSection
  title: string
  hint: string
  fields: readonly FieldDef[]
  rows: RowsDef | null
  /** what may be attached to the section as a whole; null: nothing */
  proof: string | null
}

/** The most rows one section takes. */
export const MAX_ROWS = 500
/** The most people one row names. */
export const MAX_PEOPLE = 200
