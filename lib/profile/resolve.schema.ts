import type { SmallDict } from '@/lib/dict'
import type { Policy, ProfileSection } from '@/lib/policy/policy.schema'
import type { FieldNeed, RowNeed } from '@/lib/policy/profile-policy'
import type { FieldDef, Options, RowsDef } from './definition.schema'
import { sectionDefs } from './sections.schema'

/** What a policy decides about a profile. */
export type ProfilePolicy = Pick<Policy, 'profile' | 'terms'>

/** A field under a policy: nothing left to look up, so that it may travel to the browser. */
export type Field = Pick<FieldDef, 'name' | 'kind' | 'hint' | 'only' | 'width' | 'group'> & {
  label: string
  dict: SmallDict | null
  required: boolean
  options: Options
  /** characters, choices or the highest number, by kind */
  max: number
}

/** What may, or must, be attached. */
export type Proof = { label: string; required: boolean }

export type Rows = Omit<RowsDef, 'fields' | 'proof'> & { fields: Field[]; proof: Proof | null; need: RowNeed }

export type Section = {
  section: ProfileSection
  title: string
  hint: string
  fields: Field[]
  rows: Rows | null
  proof: Proof | null
}

/** A section as a policy asks for it: labels in its terms, hidden fields gone, what is owed decided. */
export function sectionFor(policy: ProfilePolicy, section: ProfileSection): Section {
  const def = sectionDefs[section]
  const fields = (list: readonly FieldDef[]) => {
    const shown = list.flatMap(field => fieldFor(policy, section, field))
    // what hangs on an answer that nobody is asked for is not asked for either
    return shown.filter(({ only }) => !only || shown.some(({ name }) => name === only.field))
  }
  return {
    section,
    title: def.title,
    hint: def.hint,
    fields: fields(def.fields),
    proof: proofFor(policy, section, def.proof),
    rows: def.rows && {
      ...def.rows,
      fields: fields(def.rows.fields),
      proof: proofFor(policy, section, def.rows.proof),
      need: policy.profile.rows[section] ?? 'optional',
    },
  }
}

/** The sections of a policy, in the order people fill them in. */
export const sectionsFor = (policy: ProfilePolicy): Section[] =>
  policy.profile.sections.map(section => sectionFor(policy, section))

const needOf = (policy: ProfilePolicy, section: ProfileSection, name: string): FieldNeed | undefined =>
  policy.profile.fields[`${section}.${name}`]

function proofFor(policy: ProfilePolicy, section: ProfileSection, label: string | null): Proof | null {
  const need = needOf(policy, section, 'proof')
  return label === null || need === 'hidden' ? null : { label, required: need === 'required' }
}

function fieldFor(policy: ProfilePolicy, section: ProfileSection, field: FieldDef): Field[] {
  const need = needOf(policy, section, field.name)
  const label = typeof field.label === 'string' ? field.label : field.label(policy.terms)
  if (label === null || need === 'hidden') return []
  const { name, kind, hint, only, width, group } = field
  const required = need === undefined ? field.required === true : need === 'required'
  const table = field.kind === 'dict' ? field.dict : null
  const rest = { label, required, dict: table, options: optionsOf(policy, field), max: maxOf(policy, field) }
  return [{ name, kind, hint, only, width, group, ...rest }]
}

function optionsOf({ profile }: ProfilePolicy, field: FieldDef): Options {
  if (field.kind !== 'choice' && field.kind !== 'choices') return []
  return field.options === 'talents' ? profile.talents.map(({ code, label }) => [code, label]) : field.options
}

function maxOf({ profile }: ProfilePolicy, field: FieldDef): number {
  if (field.kind === 'disciplines') return profile.maxDisciplines
  const max = 'max' in field ? field.max : undefined
  if (max === undefined) return Number.MAX_SAFE_INTEGER
  return typeof max === 'number' ? max : profile[max]
}
