import fc from 'fast-check'
import {
  doneCount,
  firstOpen,
  missingOf,
  type ProfileInput,
  profileProgress,
  strictSections,
} from '@/lib/application/profile.rules'
import { draftSchema, sectionSchema } from '@/lib/application/profile.schema'
import { type ProfileSection, profileSections } from '@/lib/policy/policy.schema'
import { wuhan } from '@/lib/policy/presets/wuhan'

const full: ProfileInput = {
  sections: {
    basic: { ethnic: '01', education: '11', degree: '', department: '　科研处 ', position: '' },
    title: { titleCode: '231', obtainedOn: '2016年9月' },
    disciplines: { codes: ['32024', '32027'], research: '心血管病的介入治疗。' },
    work: {
      rows: [
        { unitName: '示范医院', position: '主任', from: '2008-07', to: '', current: true },
        { unitName: '示范大学', position: '讲师', from: '2003-08', to: '2008-06', current: false },
      ],
      resume: '',
    },
  },
  fileCount: 1,
  isDiscipline: code => code.startsWith('320'),
}
const withSection = (section: ProfileSection, data: object): ProfileInput => ({
  ...full,
  sections: { ...full.sections, [section]: { ...full.sections[section], ...data } },
})
const messages = (input: ProfileInput) =>
  missingOf(profileProgress(wuhan, input)).map(item => `${item.path} ${item.message}`)
const strict = (section: ProfileSection, data: unknown) => sectionSchema(section, wuhan.profile).safeParse(data)

describe('progress', () => {
  test('nothing filled in: every section is 未填写 and says what it wants', () => {
    const progress = profileProgress(wuhan, { sections: {}, fileCount: 0, isDiscipline: () => true })
    expect(progress.map(section => section.state)).toEqual(['empty', 'empty', 'empty', 'empty', 'empty'])
    expect(doneCount(progress)).toEqual({ done: 0, of: 5 })
    expect(firstOpen(progress)).toBe('basic')
    expect(missingOf(progress).map(item => item.message)).toEqual([
      '请选择民族',
      '请选择最高学历',
      '请填写所在部门',
      '请选择技术职称',
      '请填写取得时间',
      '请选择至少一个学科',
      '请填写研究方向',
      '请至少填写一段工作经历',
      '请上传一份证明材料，如职称证书扫描件',
    ])
  })

  test('everything filled in: done, and nothing is missing', () => {
    const progress = profileProgress(wuhan, full)
    expect(missingOf(progress)).toEqual([])
    expect(firstOpen(progress)).toBeNull()
  })

  test('half filled in is 填写中; an empty row added by the form alone is not', () => {
    const state = (input: ProfileInput, section: ProfileSection) =>
      profileProgress(wuhan, input).find(item => item.section === section)?.state
    expect(state(withSection('basic', { ethnic: '' }), 'basic')).toBe('filling')
    const emptyRow = { unitName: '', position: '', from: '', to: '', current: false }
    expect(state({ ...full, sections: { work: { rows: [emptyRow], resume: '' } } }, 'work')).toBe('empty')
  })

  test('a file counts, its absence is missing although the remark may stay empty', () => {
    expect(messages({ ...full, fileCount: 0 })).toEqual(['files 请上传一份证明材料，如职称证书扫描件'])
  })

  test('a discipline that the table in force does not know is named', () => {
    expect(messages(withSection('disciplines', { codes: ['32024', '99999'] }))).toEqual([
      'codes 学科代码 99999 不在现行目录中，请移除后重新选择',
    ])
  })

  test('a policy that asks for fewer sections asks for nothing else', () => {
    const policy = { ...wuhan, profile: { ...wuhan.profile, sections: ['basic'] as ProfileSection[] } }
    expect(profileProgress(policy, full).map(item => item.section)).toEqual(['basic'])
    expect(Object.keys(strictSections(policy, full.sections))).toEqual(['basic'])
  })
})

describe('strict schemas', () => {
  test('normalise what was typed', () => {
    const sections = strictSections(wuhan, full.sections)
    expect(sections.basic).toEqual({
      ethnic: '01',
      education: '11',
      degree: null,
      department: '科研处',
      position: null,
    })
    expect(sections.title).toEqual({ titleCode: '231', obtainedOn: '2016-09' })
    expect(sections.work?.rows).toEqual([
      { unitName: '示范医院', position: '主任', from: '2008-07', to: null, current: true },
      { unitName: '示范大学', position: '讲师', from: '2003-08', to: '2008-06', current: false },
    ])
    expect(sections.evidence).toEqual({ note: null })
  })

  const row = { unitName: '示范医院', position: '主任', from: '2008-07', to: '2010-01', current: false }
  test.each([
    ['a forgotten end', { to: '' }, 'rows.0.to 请填写结束时间；仍在任职的，请勾选“至今”'],
    ['an end before the beginning', { to: '2007-01' }, 'rows.0.to 结束时间不能早于开始时间，请核对'],
    ['a month that does not exist', { from: '2008-13' }, 'rows.0.from 开始时间中的月份应为 1 至 12，请核对'],
    ['the future', { to: '2999-01' }, 'rows.0.to 结束时间不能晚于今天，请核对'],
    ['no unit', { unitName: ' ' }, 'rows.0.unitName 请填写工作单位'],
  ])('work: %s', (_, change, expected) => {
    expect(messages(withSection('work', { rows: [{ ...row, ...change }] }))).toEqual([expected])
  })

  test('work: everything wrong with a row is said at once', () => {
    expect(messages(withSection('work', { rows: [{}] }))).toHaveLength(4)
  })

  test('work: 至今 hides an end that was typed before', () => {
    const parsed = strict('work', { rows: [{ ...row, current: true }] })
    expect(parsed.data?.rows).toEqual([expect.objectContaining({ current: true, to: null })])
  })

  test('limits are those of the policy, counted as people count', () => {
    expect(strict('disciplines', { codes: ['320'], research: '𠮷'.repeat(500) }).success).toBe(true)
    expect(messages(withSection('disciplines', { research: '字'.repeat(501) }))[0]).toContain('研究方向最多 500 个字')
    expect(messages(withSection('work', { resume: '字'.repeat(1001) }))[0]).toContain('工作简历最多 1000 个字')
    expect(messages(withSection('disciplines', { codes: ['32024', '32027', '32031', '32034'] }))).toEqual([
      'codes 最多选择 3 个学科',
    ])
    expect(messages(withSection('disciplines', { codes: ['32024', '32024'] }))).toEqual([
      'codes 同一个学科只需要选择一次',
    ])
  })

  test.each([
    ['basic', { ethnic: '99x' }, '请从列表中选择民族'],
    ['basic', { education: '10' }, '请从列表中选择最高学历'],
    ['title', { titleCode: '230' }, '请从列表中选择技术职称'],
  ] as const)('%s: a heading or an unknown code is refused', (section, change, message) => {
    expect(messages(withSection(section, change))[0]).toContain(message)
  })
})

describe('the lenient twin (decision 003)', () => {
  const typedText = fc.string({ unit: 'binary', maxLength: 250 }).filter(text => !/[^\P{Cc}\n\t]/u.test(text))
  const anyRow = fc.record({
    unitName: typedText,
    position: typedText,
    from: typedText,
    to: typedText,
    current: fc.boolean(),
  })
  const drafts = {
    basic: fc.record({
      ethnic: typedText,
      education: typedText,
      degree: typedText,
      department: typedText,
      position: typedText,
    }),
    title: fc.record({ titleCode: typedText, obtainedOn: typedText }),
    disciplines: fc.record({
      codes: fc.array(fc.string({ maxLength: 20, unit: 'grapheme-ascii' }), { maxLength: 20 }),
      research: typedText,
    }),
    work: fc.record({ rows: fc.array(anyRow, { maxLength: 20 }), resume: typedText }),
    evidence: fc.record({ note: typedText }),
  }

  test.each(profileSections)('%s: keeps what was typed, valid or not, letter by letter', section => {
    fc.assert(
      fc.property(drafts[section] as fc.Arbitrary<object>, data => {
        expect(draftSchema(section).parse(data)).toEqual(data)
      }),
      { numRuns: 200 },
    )
  })

  test.each(profileSections)('%s: whatever the strict schema accepts, the draft accepts', section => {
    expect(draftSchema(section).safeParse(full.sections[section] ?? {}).success).toBe(true)
  })

  test('drops keys it does not know, takes out what cannot be stored, mends lone surrogates (trust IN1, AC6)', () => {
    const parsed = draftSchema('basic').parse(
      JSON.parse('{"department":"科\\u0000研\\ud800处","status":"admitted","__proto__":{"admin":true},"ownerId":"x"}'),
    )
    expect(parsed).toEqual({ department: '科研\ufffd处' })
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
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

  test('has bounds', () => {
    const problem = (section: ProfileSection, data: object) =>
      draftSchema(section).safeParse(data).error?.issues[0]?.message
    expect(problem('basic', { department: '字'.repeat(301) })).toContain('最多 300 个字')
    expect(problem('work', { rows: Array.from({ length: 61 }, () => ({})) })).toContain('最多 60 条')
    expect(problem('work', { resume: '字'.repeat(20_001) })).toContain('最多 20000 个字')
  })
})

test('the strict schemas are total too: whatever a working copy holds gets Chinese sentences or passes', () => {
  const keys = ['ethnic', 'department', 'titleCode', 'obtainedOn', 'codes', 'research', 'rows', 'resume', 'note']
  const data = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue())
  fc.assert(
    fc.property(fc.constantFrom(...profileSections), data, (section, typed) => {
      for (const issue of strict(section, typed).error?.issues ?? []) expect(issue.message).toMatch(/\p{Script=Han}/u)
    }),
    { numRuns: 500 },
  )
})
