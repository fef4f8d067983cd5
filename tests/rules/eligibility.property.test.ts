import fc from 'fast-check'
import type { ConditionResult, EligibilityFacts } from '@/lib/eligibility/eligibility.dto'
import { eligibility } from '@/lib/eligibility/eligibility.rules'
import { monthsCovered, type Span } from '@/lib/eligibility/period.rules'
import { presets } from '@/lib/policy/presets/all'
import { awardGrades, levels, projectLevels, projectRoles, titleKinds, workFields } from '@/lib/profile/options.schema'
import { TODAY } from '../support/eligibility'

const policy = fc.constantFrom(...Object.values(presets))
const code = (options: readonly (readonly [string, string])[]) => fc.constantFrom('', ...options.map(([one]) => one))
const month = fc.oneof(
  fc.tuple(fc.integer({ min: 1960, max: 2030 }), fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${m}`),
  fc.constant(''),
)
const period = fc.record({ from: month, to: month, current: fc.boolean() })
const rows = (shape: object) => fc.array(fc.record({ id: fc.uuid(), ...shape }), { maxLength: 6 })
const titleCode = fc.constantFrom('', '231', '232', '233', '999', 'X')
const someRows = {
  work: rows({ field: code(workFields), period }),
  titles: rows({ kind: code(titleKinds), titleCode, qualification: fc.constantFrom('', '注册会计师') }),
  awards: rows({ level: code(levels), grade: code(awardGrades), rank: fc.integer({ min: 0, max: 9 }).map(String) }),
  projects: rows({ level: code(projectLevels), role: code(projectRoles), period }),
  education: rows({ degree: fc.constantFrom('', '2', '207', '3') }),
}
const section = (list: fc.Arbitrary<object[]>) => fc.record({ none: fc.boolean(), rows: list })
const profile: fc.Arbitrary<EligibilityFacts> = fc.record({
  birthDate: fc.constantFrom('1950-02-28', '1960-02-29', '1960-11-21', '1990-06-30'),
  sections: fc.record({
    work: section(someRows.work),
    titles: section(someRows.titles),
    awards: section(someRows.awards),
    projects: section(someRows.projects),
    education: section(someRows.education),
    basic: fc.record({ talents: fc.subarray(['academician', 'nationalTalent', 'provincialTalent']) }),
  }),
})
const more = fc.oneof(
  ...(['work', 'titles', 'awards', 'projects', 'education'] as const).map(name =>
    someRows[name].map(list => ({ name, list })),
  ),
)

/** How good an outcome is for the person; what is unknown or short keeps him out alike. */
const worth = ({ outcome }: ConditionResult) => ({ unknown: 0, short: 0, relaxable: 1, judge: 2, met: 3 })[outcome]

test('more evidence never makes a condition worse', () => {
  fc.assert(
    fc.property(policy, profile, more, (under, facts, { name, list }) => {
      const own = facts.sections[name] as { rows: object[] }
      const richer = { ...facts, sections: { ...facts.sections, [name]: { ...own, rows: [...own.rows, ...list] } } }
      const [before, after] = [eligibility(under, facts, TODAY), eligibility(under, richer, TODAY)]
      for (const [index, result] of before.entries()) expect(worth(after[index]!)).toBeGreaterThanOrEqual(worth(result))
    }),
  )
})

test('the order of rows makes no difference, nor does a row told twice', () => {
  const outcomes = (under: (typeof presets)['demo'], facts: EligibilityFacts) =>
    eligibility(under, facts, TODAY).map(({ outcome, words }) => [outcome, words])
  fc.assert(
    fc.property(policy, profile, (under, facts) => {
      const { work } = facts.sections as { work: { rows: object[] } }
      const twice = [...work.rows].reverse().flatMap(row => [row, row])
      const other = { ...facts, sections: { ...facts.sections, work: { ...work, rows: twice } } }
      expect(outcomes(under, other)).toEqual(outcomes(under, facts))
    }),
  )
})

const span: fc.Arbitrary<Span> = fc
  .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 120 }))
  .map(([from, length]) => ({ from, to: from + length }))
const spans = fc.array(span, { maxLength: 8 })
const at = fc.integer({ min: 0, max: 420 })

test('the months of several periods are those of their union, each counted once, none that is not over', () => {
  fc.assert(
    fc.property(spans, at, (list, now) => {
      const union = new Set(list.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i)))
      expect(monthsCovered(list, now)).toBe([...union].filter(one => one < now).length)
    }),
  )
})

test('as time passes years become no fewer, and the age limit is never met again', () => {
  const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(policy, profile, day, fc.integer({ min: 1, max: 800 }), (under, facts, from, days) => {
      const on = (plus: number) =>
        eligibility(under, facts, new Date(from.getTime() + plus * 86_400_000).toISOString().slice(0, 10))
      const [before, after] = [on(0), on(days)]
      const of = (results: ConditionResult[], kind: string) => results.find(result => result.kind === kind)
      if (of(before, 'years')?.outcome === 'met') expect(of(after, 'years')!.outcome).toBe('met')
      if (of(after, 'age')?.outcome === 'met') expect(of(before, 'age')!.outcome).not.toBe('short')
    }),
  )
})

test('whatever a working copy holds, every condition is judged, and in words', () => {
  const junk = fc.dictionary(fc.constantFrom('work', 'titles', 'basic', 'awards', 'projects'), fc.jsonValue())
  const half = fc.dictionary(
    fc.constantFrom('work', 'titles', 'basic', 'awards', 'projects', 'education'),
    fc.record({
      none: fc.jsonValue(),
      rows: fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
      talents: fc.jsonValue(),
    }),
  )
  fc.assert(
    fc.property(policy, fc.oneof(junk, half), fc.string(), (under, sections, birthDate) => {
      const results = eligibility(under, { birthDate, sections } as EligibilityFacts, TODAY)
      expect(results).toHaveLength(under.conditions.list.length)
      for (const result of results) expect(result.words).not.toMatch(/undefined|NaN|null|^$/)
      expect(JSON.parse(JSON.stringify(results))).toEqual(results)
    }),
  )
})
