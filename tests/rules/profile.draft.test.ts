import fc from 'fast-check'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { presets } from '@/lib/policy/presets/all'
import { profileSections } from '@/lib/policy/profile-policy'
import type { FieldDef } from '@/lib/profile/definition.schema'
import { draftSchema } from '@/lib/profile/draft.schema'
import { sectionFor } from '@/lib/profile/resolve.schema'
import { sectionDefs } from '@/lib/profile/sections.schema'
import { sectionValues } from '@/lib/profile/values.rules'
import { fullSections } from '../support/profiles'

const storable = (text: string) => !/[^\P{Cc}\n\t]/u.test(text)
const textUpTo = (maxLength: number) => fc.string({ unit: 'binary', maxLength }).filter(storable)
const line = textUpTo(80)
const code = textUpTo(20)

/** What a form can send of a field, valid or not. */
function typedIn({ kind }: FieldDef): fc.Arbitrary<unknown> {
  switch (kind) {
    case 'choices':
    case 'disciplines':
      return fc.array(code, { maxLength: 20 })
    case 'period':
      return fc.record({ from: line, to: line, current: fc.boolean() })
    case 'unit':
      return fc.record({ unitId: line, name: line })
    case 'people':
      return fc.array(fc.record({ name: line, unit: line, self: fc.boolean() }), { maxLength: 4 })
    case 'count':
      return fc.oneof(code, fc.integer())
    default:
      return fc.oneof(line, fc.constant(null))
  }
}

const fieldsOf = (fields: readonly FieldDef[]) =>
  Object.fromEntries(fields.map(field => [field.name, typedIn(field)])) as Record<string, fc.Arbitrary<unknown>>

/** A section as a form sends it, with any of its fields left out. */
function typedSection(section: ProfileSection): fc.Arbitrary<object> {
  const { fields, rows } = sectionDefs[section]
  const row = fc.record({ id: code, ...fieldsOf(rows?.fields ?? []) }, { requiredKeys: ['id'] })
  const list: Record<string, fc.Arbitrary<unknown>> = rows
    ? { none: fc.boolean(), rows: fc.array(row, { maxLength: 4 }) }
    : {}
  return fc.record<Record<string, unknown>>({ ...fieldsOf(fields), ...list }, { requiredKeys: [] })
}

describe('the lenient twin (decision 003)', () => {
  test.each(profileSections)('%s: keeps what was typed, valid or not, letter by letter', section => {
    fc.assert(
      fc.property(typedSection(section), data => {
        expect(draftSchema(section).parse(data)).toEqual(data)
      }),
      { numRuns: 60 },
    )
  })

  test.each(profileSections)('%s: takes what its form holds, of a full profile and of none', section => {
    const definition = sectionFor(presets.demo, section)
    for (const data of [fullSections[section], {}]) {
      const values = sectionValues(definition, data, () => crypto.randomUUID())
      expect(draftSchema(section).parse(values)).toEqual(values)
    }
  })

  test('drops keys it does not know, takes out what cannot be stored, mends lone surrogates (trust IN1, AC6)', () => {
    const parsed = draftSchema('basic').parse(
      JSON.parse('{"department":"科\\u0000研\\ud800处","status":"admitted","__proto__":{"admin":true},"ownerId":"x"}'),
    )
    expect(parsed).toEqual({ department: '科研\ufffd处' })
    const rows = JSON.parse('[{"id":"a","unit":{"name":"院","role":"staff"},"status":"x","__proto__":{"admin":true}}]')
    expect(draftSchema('work').parse({ rows })).toEqual({ rows: [{ id: 'a', unit: { name: '院' } }] })
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  test('a section keeps nothing of another', () => {
    for (const section of profileSections) {
      const others = profileSections.filter(one => one !== section).map(one => fullSections[one])
      const parsed = draftSchema(section).safeParse(Object.assign({}, ...others, fullSections[section]))
      expect(Object.keys(parsed.data ?? {})).toEqual(
        expect.not.arrayContaining(section === 'basic' ? ['resume', 'rows', 'note'] : ['ethnic', 'research']),
      )
    }
  })

  test('is total: any JSON is either kept or refused with Chinese sentences', () => {
    fc.assert(
      fc.property(fc.constantFrom(...profileSections), fc.jsonValue(), (section, data) => {
        const parsed = draftSchema(section).safeParse(data)
        for (const issue of parsed.error?.issues ?? []) expect(issue.message).toMatch(/\p{Script=Han}/u)
      }),
      { numRuns: 500 },
    )
  })

  test.each<[string, ProfileSection, object]>([
    ['最多 600 个字', 'basic', { department: '字'.repeat(601) }],
    ['最多 20000 个字', 'work', { resume: '字'.repeat(20_001) }],
    ['最多 1000 条', 'papers', { rows: Array.from({ length: 1001 }, () => ({})) }],
    ['最多 400 条', 'papers', { rows: [{ authors: Array.from({ length: 401 }, () => ({ name: '示' })) }] }],
    ['最多 20 条', 'basic', { disciplines: Array.from({ length: 21 }, () => '320') }],
    ['最多 60 个字', 'papers', { rows: [{ id: 'x'.repeat(61) }] }],
  ])('has bounds: %s', (expected, section, data) => {
    expect(draftSchema(section).safeParse(data).error?.issues[0]?.message).toContain(expected)
  })

  test('what is beyond the strict limits is kept, so that somebody may cut it down later', () => {
    const data = { department: '字'.repeat(600), research: '字'.repeat(20_000) }
    expect(draftSchema('basic').parse(data)).toEqual(data)
    const rows = { rows: Array.from({ length: 501 }, () => ({ id: crypto.randomUUID(), title: '题' })) }
    expect(draftSchema('papers').parse(rows)).toEqual(rows)
  })
})
