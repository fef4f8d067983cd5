import fc from 'fast-check'
import { type Mend, openingOf, whyBeyond } from '@/lib/application/mend.rules'
import { demo } from '@/lib/policy/presets/demo'
import type { profileSections } from '@/lib/policy/profile-policy'
import { changesBetween, countChanges, type SectionChange } from '@/lib/profile/diff.rules'
import type { Sections } from '@/lib/profile/facts.rules'
import { type Field, sectionFor, sectionsFor } from '@/lib/profile/resolve.schema'
import { type RowData, rowsOf, sectionValues, textOf } from '@/lib/profile/values.rules'

const word = fc.string({ unit: 'grapheme', maxLength: 6 })
const period = fc.record({ from: word, to: word, current: fc.boolean() })
const people = fc.array(fc.record({ name: word, unit: word, self: fc.boolean() }), { maxLength: 3 })

function anyValue(field: Field): fc.Arbitrary<unknown> {
  if (field.kind === 'period') return period
  if (field.kind === 'unit') return fc.record({ unitId: word, name: word })
  if (field.kind === 'people') return people
  if (field.kind === 'choices' || field.kind === 'disciplines')
    return fc.array(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 3 })
  return word
}
const record = (fields: readonly Field[]) =>
  fc.record(Object.fromEntries(fields.map(field => [field.name, anyValue(field)]))) as fc.Arbitrary<RowData>

const ids = Array.from({ length: 6 }, (_, index) => `00000000-0000-4000-8000-00000000000${index}`)
const generated = sectionsFor(demo).map(section =>
  fc
    .tuple(
      record(section.fields),
      fc.boolean(),
      fc.shuffledSubarray(ids),
      fc.array(record(section.rows?.fields ?? []), { minLength: 6, maxLength: 6 }),
    )
    .map(([own, none, chosen, rows]) =>
      section.rows ? { ...own, none, rows: chosen.map((id, index) => ({ id, ...rows[index] })) } : own,
    )
    .map(data => [section.section, data] as const),
)
const file = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  section: fc.constantFrom('titles' as const, 'basic' as const),
  rowId: fc.constantFrom(null, ids[0]!),
})
const version = fc.record({
  sections: fc.tuple(...generated).map(entries => Object.fromEntries(entries) as Sections),
  files: fc
    .uniqueArray(file, { selector: one => one.id, maxLength: 3 })
    .map(files => files.map(one => ({ ...one, name: `${one.id}.pdf`, size: 1 }))),
})
type Version = { sections: Sections; files: Parameters<typeof changesBetween>[1]['files'] }

/** What the changes say, done to the older version. Order is only known to have changed, so it is taken from the newer. */
function patched(before: Version, after: Version, changes: readonly SectionChange[]): Sections {
  const result: Sections = {}
  for (const section of sectionsFor(demo)) {
    const change = changes.find(one => one.section.section === section.section)
    const data = sectionValues(section, before.sections[section.section], () => '')
    for (const { field, after: value } of change?.fields ?? []) data[field.name] = value
    if (section.rows) {
      const rows = new Map(rowsOf(data).map(row => [textOf(row.id), { ...row }]))
      for (const one of change?.rows ?? []) {
        if (one.kind === 'removed') rows.delete(one.id)
        else if (one.kind === 'added') rows.set(one.id, one.row)
        else for (const { field, after: value } of one.fields) rows.get(one.id)![field.name] = value
      }
      if (change && change.none !== null) data.none = change.none
      const order = rowsOf(after.sections[section.section]).map(row => textOf(row.id))
      data.rows = [...rows.values()].sort((a, b) => order.indexOf(textOf(a.id)) - order.indexOf(textOf(b.id)))
    }
    result[section.section] = data
  }
  return result
}
const normal = (sections: Sections) =>
  Object.fromEntries(
    sectionsFor(demo).map(section => [section.section, sectionValues(section, sections[section.section], () => '')]),
  )

describe('what differs between two versions', () => {
  test('done to the older one it gives the newer one, for any two profiles', () => {
    fc.assert(
      fc.property(version, version, (before, after) => {
        const changes = changesBetween(demo, before, after)
        expect(normal(patched(before, after, changes))).toEqual(normal(after.sections))
        const kept = before.files.filter(
          one => !changes.some(change => change.files.removed.some(gone => gone.id === one.id)),
        )
        const added = changes.flatMap(change => change.files.added)
        const byId = (files: readonly { id: string }[]) => files.map(one => one.id).sort()
        expect(byId([...kept, ...added])).toEqual(byId(after.files))
      }),
      { numRuns: 150 },
    )
  })

  test('a version differs from itself in nothing; the other way round as many things differ', () => {
    fc.assert(
      fc.property(version, version, (before, after) => {
        expect(changesBetween(demo, before, structuredClone(before))).toEqual([])
        const count = (changes: SectionChange[]) => changes.reduce((sum, change) => sum + countChanges(change), 0)
        expect(count(changesBetween(demo, before, after))).toBe(count(changesBetween(demo, after, before)))
      }),
      { numRuns: 60 },
    )
  })

  test('a normalised value is no change, a row that only moved is said to have moved', () => {
    const row = (id: string, name: string) => ({
      id,
      unit: { unitId: null, name },
      period: { from: '2020-01', to: null, current: true },
    })
    const before = { sections: { posts: { rows: [row('a', '甲'), row('b', '乙')], none: false } }, files: [] }
    const typed = { unit: { unitId: '', name: '甲' }, period: { from: '2020-01', to: '', current: true } }
    const after = { sections: { posts: { rows: [row('b', '乙'), { id: 'a', ...typed }] } }, files: [] }
    expect(changesBetween(demo, before, after)).toEqual([
      expect.objectContaining({ moved: true, rows: [], fields: [] }),
    ])
  })
})

describe('what is open after a return', () => {
  const mends: Mend[] = [
    { section: 'papers', rowId: 'p2', remark: null },
    { section: 'titles', rowId: null, remark: '补上证书编号' },
  ]
  const whole = (section: (typeof profileSections)[number], missing: number) => ({
    section,
    missing: Array.from({ length: missing }, () => ({ section, path: 'x', row: null, message: 'y' })),
  })
  test.each([
    ['nothing named opens everything', [], whole('work', 0), 'all'],
    ['a part that was named', mends, whole('titles', 0), 'all'],
    ['only the rows that were named', mends, whole('papers', 0), ['p2']],
    ['a part that was not named', mends, whole('work', 0), 'none'],
    ['a part that was not named but lacked something', mends, whole('work', 1), 'all'],
  ])('%s', (_, given, progress, expected) => {
    expect(openingOf(given, progress)).toEqual(expected)
  })

  const papers = sectionFor(demo, 'papers')
  const row = (id: string, title: string) => ({ id, title })
  const before = { rows: [row('p1', '甲'), row('p2', '乙')] }
  test.each([
    ['the named row changed', { rows: [row('p1', '甲'), row('p2', '新')] }, null],
    ['another row changed', { rows: [row('p1', '新'), row('p2', '乙')] }, /只要求修改标出的几条/],
    ['a row added', { rows: [...before.rows, row('p3', '丙')] }, /增加/],
    ['a row taken away', { rows: [row('p2', '乙')] }, /删除/],
    ['rows moved', { rows: [row('p2', '乙'), row('p1', '甲')] }, /移动/],
    ['typed as before in other words', { rows: [{ ...row('p1', '甲'), doi: '' }, row('p2', '乙')], none: false }, null],
  ])('rows: %s', (_, after, expected) => {
    const why = whyBeyond(papers, ['p2'], before, after)
    if (expected === null) expect(why).toBeNull()
    else expect(why).toMatch(expected)
  })
  test('a closed part takes nothing, an open one anything', () => {
    expect(whyBeyond(papers, 'none', { rows: [], none: true }, { rows: [], none: false })).toMatch(/没有开放/)
    expect(whyBeyond(papers, 'none', before, { rows: [] })).toMatch(/没有开放/)
    expect(whyBeyond(papers, 'none', before, before)).toBeNull()
    expect(whyBeyond(papers, 'all', before, { rows: [] })).toBeNull()
  })
})
