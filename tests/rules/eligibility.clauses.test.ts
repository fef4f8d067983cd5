import { covers, meets, unmetIn } from '@/lib/eligibility/eligibility.rules'
import { type Policy, policySchema } from '@/lib/policy/policy.schema'
import { presets } from '@/lib/policy/presets/all'
import { sectionFor } from '@/lib/profile/resolve.schema'
import type { SectionData } from '@/lib/profile/values.rules'
import { type Given, judged, middle, one, senior, TODAY, title, work } from '../support/eligibility'

const { xizang, shaoxing, demo } = presets
const nobody = {
  id: 'a',
  article: '第五条第一项',
  reason: '院士',
  who: '沈鉴',
  office: '示范市科技局',
  at: '2026-11-20T00:00:00.000Z',
}

const talents = (...codes: string[]) => ({ basic: { talents: codes } })

describe('放宽 (第五条)', () => {
  const project = (level: string, role: string, from: string, to: string | null) =>
    one({ name: '示范项目', level, role, period: { from, to: to ?? '', current: to === null } })
  const award = (level: string, grade: string, rank: unknown) => one({ name: '科学技术奖', level, grade, rank })
  const law = { work: work(['law', '2024-01', null]) }

  test.each<[string, Given, string[]]>([
    ['academician', talents('academician'), ['academician']],
    ['a national programme', talents('nationalTalent'), ['talent']],
    ['a provincial programme', talents('provincialTalent'), ['talent']],
    ['a programme the policy does not know', talents('other'), []],
    ['national award, rank 6', { awards: award('national', 'second', 6) }, ['award']],
    ['national award, rank 7', { awards: award('national', 'special', 7) }, []],
    ['national award without grades', { awards: award('national', 'other', '1') }, ['award']],
    ['provincial third prize, rank 3', { awards: award('provincial', 'third', '3') }, ['award']],
    ['provincial third prize, rank 4', { awards: award('provincial', 'third', 4) }, []],
    ['provincial first prize, rank 3', { awards: award('provincial', 'first', 3) }, ['award']],
    ['provincial award without grades', { awards: award('provincial', 'other', 1) }, []],
    ['municipal award', { awards: award('municipal', 'first', 1) }, []],
    ['rank 0', { awards: award('national', 'first', 0) }, []],
    ['leads a provincial project now', { projects: project('provincial', 'leader', '2025-01', null) }, ['project']],
    [
      'led a part of a national one that ended three years ago',
      { projects: project('national', 'subLeader', '2018-01', '2023-11') },
      ['project'],
    ],
    ['one that ended a month earlier', { projects: project('national', 'leader', '2018-01', '2023-10') }, []],
    ['one that has not begun', { projects: project('national', 'leader', '2026-12', '2028-10') }, []],
    ['took part only', { projects: project('national', 'core', '2025-01', null) }, []],
    ['a municipal one', { projects: project('municipal', 'leader', '2025-01', null) }, []],
    ['正高 in law', { ...law, titles: title(senior) }, ['profession']],
    [
      'a qualification in law',
      { ...law, titles: one({ kind: 'qualification', qualification: '法律职业资格' }) },
      ['profession'],
    ],
    ['副高 in law', { ...law, titles: title('232') }, []],
    ['正高 in technology', { work: work(['technology', '2024-01', null]), titles: title(senior) }, []],
  ])('%s', (_, given, clauses) => {
    const age = judged(shaoxing, { birth: '1950-01-01', ...given }).of('age')
    expect(age.clauses.map(clause => clause.code)).toEqual(clauses)
    expect(age.outcome).toBe(clauses.length > 0 ? 'relaxable' : 'short')
  })

  test('it says which clause, by what evidence and who accepts it; what is met needs none', () => {
    const { of } = judged(shaoxing, {
      birth: '1950-01-01',
      ...law,
      titles: title(senior),
      projects: project('provincial', 'leader', '2025-01', null),
    })
    expect(of('age')).toMatchObject({
      outcome: 'relaxable',
      words: '现年 76 周岁，超过 65 周岁已有 10 年 10 个月',
      relax: '可放宽（第五条第四项、第五条第五项）· 由科技局认定',
      clauses: [
        { code: 'project', article: '第五条第四项', evidence: [{ section: 'projects', rowId: 'r' }] },
        {
          code: 'profession',
          evidence: [
            { section: 'work', rowId: 'w0' },
            { section: 'titles', rowId: 't0' },
          ],
        },
      ],
    })
    expect(of('years').outcome).toBe('relaxable')
    expect(of('title')).toMatchObject({ outcome: 'met', clauses: [] })
  })

  test('a clause relaxes only what it says', () => {
    const relaxations = shaoxing.conditions.relaxations.map(clause => ({ ...clause, relaxes: ['title' as const] }))
    const narrow = { ...shaoxing, conditions: { ...shaoxing.conditions, relaxations } }
    expect(judged(narrow, { birth: '1950-01-01', ...talents('academician') }).of('age').outcome).toBe('short')
  })

  test('what keeps the bureau from approving: until a clause that still holds was accepted', () => {
    const over = { birth: '1950-01-01', work: work(['technology', '2010-01', null]), titles: title(middle) }
    const open = (given: Given, clause?: string) =>
      unmetIn(
        judged(shaoxing, given).results.map(result => {
          const accepted = { ...nobody, condition: 'age', clause: clause ?? '' }
          return { ...result, accepted: clause && covers(accepted, result) ? accepted : null }
        }),
      )
    const age = ['年龄一般不超过 65 周岁（第四条第五项）']
    expect([open(over), open(over, 'academician')]).toEqual([age, age])
    const member = { ...over, ...talents('academician') }
    expect([open(member), open(member, 'award'), open(member, 'academician')]).toEqual([age, age, []])
    expect(open({})).toHaveLength(2)
  })
})

describe('what a form may vouch for', () => {
  const five = { work: work(['technology', '2021-11', null]) }
  const meetsBoth = (policy: Policy, sections: Record<string, SectionData>) =>
    meets(policy, { birthDate: '1986-01-01', sections }, TODAY, ['years', 'title'])

  test.each<[string, Policy, Record<string, SectionData>, boolean]>([
    ['five years and 正高', shaoxing, { ...five, titles: title(senior) }, true],
    ['a title too low, which a person may judge', shaoxing, { ...five, titles: title(middle) }, false],
    ['a month too short', shaoxing, { work: work(['technology', '2021-12', null]), titles: title(senior) }, false],
    ['a clause that may relax it', shaoxing, { titles: title(senior), ...talents('academician') }, false],
    ['nothing filled in', shaoxing, {}, false],
    ['a policy that asks for no years', xizang, { ...five, titles: title(senior) }, false],
  ])('%s', (_, policy, sections, met) => expect(meetsBoth(policy, sections)).toBe(met))
})

describe('policies', () => {
  test('人才称号 is asked for exactly where a clause reads it', () => {
    for (const policy of Object.values(presets)) {
      const asked = sectionFor(policy, 'basic').fields.some(({ name }) => name === 'talents')
      expect([policy.preset, asked]).toEqual([
        policy.preset,
        policy.conditions.relaxations.some(({ kind }) => kind === 'talent'),
      ])
    }
  })

  test('a policy from before there were conditions is readable and judges nobody', () => {
    for (const preset of Object.values(presets)) {
      const { conditions: _, ...before } = preset
      const read = policySchema.parse(before)
      expect(judged(read).results).toEqual([])
      expect(policySchema.parse(preset).conditions).toEqual(preset.conditions)
    }
  })

  test('what each authority asks', () => {
    const asked = (policy: Policy) => judged(policy).results.map(({ kind, article }) => `${kind} ${article}`)
    expect(asked(shaoxing)).toEqual([
      'attested 第四条第一项',
      'attested 第四条第二项',
      'years 第四条第三项',
      'title 第四条第三项',
      'attested 第四条第四项',
      'age 第四条第五项',
      'record 第四条第六项',
    ])
    expect(asked(demo)).toEqual(asked(shaoxing))
    expect(shaoxing.conditions.relaxations.map(({ article }) => article)).toEqual(
      ['一', '二', '三', '四', '五'].map(n => `第五条第${n}项`),
    )
    expect(judged(shaoxing).of('record')).toMatchObject({
      outcome: 'judge',
      words: expect.stringContaining('不良记录'),
    })
    expect(judged(xizang).of('age').title).toContain('70')
  })
})
