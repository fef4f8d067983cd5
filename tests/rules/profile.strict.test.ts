import fc from 'fast-check'
import type { Policy, ProfileSection } from '@/lib/policy/policy.schema'
import { presets } from '@/lib/policy/presets/all'
import { profileSections } from '@/lib/policy/profile-policy'
import { sectionFor } from '@/lib/profile/resolve.schema'
import { sectionDefs } from '@/lib/profile/sections.schema'
import { rowProblems, strictSchema } from '@/lib/profile/strict.schema'
import { rowsOf } from '@/lib/profile/values.rules'
import { fullRows, fullSections, type RowSection, rowId, rowIds, typedSections } from '../support/profiles'

const { wuhan, demo, xizang } = presets
const read = (section: ProfileSection, data: unknown, policy: Policy = wuhan) =>
  strictSchema(sectionFor(policy, section)).safeParse(data)
const problems = (section: ProfileSection, data: unknown, policy: Policy = wuhan) =>
  (read(section, data, policy).error?.issues ?? []).map(issue => `${issue.path.join('.')} ${issue.message}`)

/** One row of a section, full but for the change. */
const rowWith = (section: RowSection, change: object) => ({
  rows: [{ id: rowId(1), ...fullRows[section], ...change }],
})
const inRow = (section: RowSection, change: object) =>
  problems(section, rowWith(section, change)).map(problem => problem.replace(/^rows\.0\./, ''))
const kept = (section: RowSection, change: object) => rowsOf(read(section, rowWith(section, change)).data)[0]!

describe('normalises what was typed', () => {
  test('blanks, months as people write them, nothing as null', () => {
    expect(read('basic', typedSections.basic).data).toMatchObject({
      ethnic: '01',
      officePhone: null,
      department: '科研处',
      position: null,
      education: '11',
      degree: '2',
      disciplines: ['32027', '32024'],
      industries: [],
      research: '肿瘤外科临床研究。',
    })
    expect(read('titles', typedSections.titles).data).toEqual({
      none: false,
      rows: [
        {
          id: rowIds.title,
          kind: 'title',
          titleCode: '231',
          qualification: null,
          obtainedOn: '2016-09',
          authority: null,
          certificateNo: null,
        },
      ],
    })
    expect(read('evidence', {}).data).toEqual({ note: null })
  })

  test.each(profileSections)('%s: what was read once is read again as the same', section => {
    const once = read(section, fullSections[section], demo)
    expect(once.error?.issues).toBeUndefined()
    expect(read(section, once.data, demo).data).toEqual(once.data)
  })
})

describe('rows', () => {
  test('empty ones are left out, the others keep their order and ids', () => {
    const rows = [{ id: rowId(1) }, { id: rowId(2), ...fullRows.work }, { id: rowId(3) }, { id: rowId(4) }]
    rows.push({ id: rowId(5), ...fullRows.work })
    expect(rowsOf(read('work', { rows }).data).map(row => row.id)).toEqual([rowId(2), rowId(5)])
  })

  test('an id twice, or none at all, is refused beside its row', () => {
    const row = fullRows.work
    const wrong = '这一条的编号不对，请删去后重新填写'
    const rows = [{ id: rowId(1), ...row }, { id: rowId(1), ...row }, row, { id: 'x', ...row }]
    expect(problems('work', { rows })).toEqual([`rows.1 ${wrong}`, `rows.2 ${wrong}`, `rows.3 ${wrong}`])
  })

  test('500 are taken, one more is not', () => {
    const rows = (count: number) => ({
      rows: Array.from({ length: count }, (_, n) => ({ id: rowId(n), ...fullRows.papers })),
    })
    expect(problems('papers', rows(500))).toEqual([])
    expect(problems('papers', rows(501))).toEqual(['rows 最多填写 500 条，请删去一些'])
  })

  test('the tick for none answers where an answer is owed, not where a row is; a row takes it away', () => {
    const none = { none: true, rows: [] }
    expect(problems('posts', {})).toEqual(['rows 请填写；如果没有，请勾选“没有其他任职单位”'])
    expect(read('posts', none).data).toEqual(none)
    expect(problems('work', none)).toEqual(['rows 请至少填写一段工作经历'])
    expect(problems('papers', {})).toEqual([])
    expect(read('posts', { ...rowWith('posts', {}), none: true }).data?.none).toBe(false)
    expect(problems('posts', { ...rowWith('posts', { kind: '' }), none: true })).toEqual(['rows.0.kind 请选择关系'])
  })

  test('everything wrong with a row is said at once, with its path', () => {
    expect(problems('work', { rows: [{ id: rowId(1), faculty: '外科' }] })).toEqual([
      'rows.0.unit 请填写工作单位',
      'rows.0.position 请填写职务或岗位',
      'rows.0.field 请选择工作性质',
      'rows.0.period.from 请填写开始时间',
      'rows.0.period.to 请填写结束时间；到现在还没有结束的，请勾选“至今”',
    ])
  })
})

describe('every kind of field', () => {
  const to = (period: object) => ({ period: { ...fullRows.work.period, current: false, ...period } })

  test.each([
    ['a forgotten end', { to: '' }, 'period.to 请填写结束时间；到现在还没有结束的，请勾选“至今”'],
    ['an end before the beginning', { to: '2007-01' }, 'period.to 起止时间的结束不能早于开始，请核对'],
    [
      'a month that does not exist',
      { from: '2008-13', to: '2010-01' },
      'period.from 开始时间中的月份应为 1 至 12，请核对',
    ],
    ['the future', { to: '2999-01' }, 'period.to 结束时间还没有到；还没有结束的，请勾选“至今”'],
    ['long before anybody', { from: '1939-12', to: '2010-01' }, expect.stringContaining('period.from 开始时间')],
  ])('period: %s', (_, change, expected) => {
    expect(inRow('work', to(change))).toEqual([expected])
  })

  test('period: 至今 hides an end that was typed before; one month may begin and end it', () => {
    expect(kept('work', to({ to: '2007-01', current: true })).period).toEqual({
      from: '2008-07',
      to: null,
      current: true,
    })
    expect(kept('work', to({ from: '2008年7月', to: '200807' })).period).toEqual({
      from: '2008-07',
      to: '2008-07',
      current: false,
    })
  })

  test('unit: the name counts; the id stays only where it is one', () => {
    const id = rowId(77)
    expect(kept('work', { unit: { unitId: id, name: ' 示范　医院 ' } }).unit).toEqual({ unitId: id, name: '示范 医院' })
    expect(kept('work', { unit: { unitId: 'x', name: '示范医院' } }).unit).toEqual({ unitId: null, name: '示范医院' })
    expect(kept('rights', { owner: { unitId: id, name: '' } }).owner).toBeNull()
    expect(inRow('work', { unit: { unitId: id, name: ' ' } })).toEqual(['unit 请填写工作单位'])
    expect(inRow('work', { unit: { name: '院' } })).toEqual(['unit 工作单位至少 2 个字'])
  })

  test('people: in their order, himself marked; what a paste left empty is dropped', () => {
    const authors = [
      { name: ' 初晓 ', unit: '', self: true },
      { name: '', unit: '', self: false },
      { name: '示同事', unit: ' 示范医院', self: false },
      {},
    ]
    expect(kept('papers', { authors }).authors).toEqual([
      { name: '初晓', unit: null, self: true },
      { name: '示同事', unit: '示范医院', self: false },
    ])
    expect(inRow('papers', { authors: [{ name: ' ', unit: '' }] })).toEqual(['authors 请填写作者'])
    expect(kept('projects', { members: [] }).members).toEqual([])
    expect(inRow('papers', { authors: [...authors, { name: '', unit: '示范医院' }] })).toEqual([
      'authors 请填写作者第 3 人的姓名',
    ])
  })

  test('people: 200 of them, and no more', () => {
    const crowd = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ name: `示${n}`, unit: '', self: false }))
    expect(inRow('papers', { authors: crowd(200) })).toEqual([])
    expect(inRow('papers', { authors: crowd(201) })).toEqual(['authors 作者最多填写 200 人'])
  })

  test('choice, choices: only what is offered, in the order in which it is offered, up to the limit', () => {
    expect(inRow('posts', { kind: 'x' })).toEqual(['kind 请从列表中选择关系'])
    const basic = (change: object) => ({ ...typedSections.basic, ...change })
    expect(read('basic', basic({ industries: ['Q', 'A', 'Q'] })).data?.industries).toEqual(['A', 'Q'])
    expect(problems('basic', basic({ industries: ['A', 'B', 'C', 'D'] }))).toEqual([
      'industries 熟悉的行业最多选择 3 项',
    ])
    expect(problems('basic', basic({ industries: ['Ä'] }))).toEqual(['industries 请从列表中选择熟悉的行业'])
    const { fields } = demo.profile
    const typed = { ...demo, profile: { ...demo.profile, fields: { ...fields, 'basic.expertTypes': 'required' } } }
    expect(problems('basic', { ...fullSections.basic, expertTypes: [] }, typed as Policy)).toEqual([
      'expertTypes 请选择专家类型',
    ])
  })

  test('disciplines: at least one, none twice, as many as the policy allows, in their order', () => {
    const basic = (disciplines: unknown) => ({ ...typedSections.basic, disciplines })
    expect(read('basic', basic(['32027', '320'])).data?.disciplines).toEqual(['32027', '320'])
    expect(problems('basic', basic([]))).toEqual(['disciplines 请选择至少一个学科'])
    expect(problems('basic', basic(['32024', '32024']))).toEqual(['disciplines 同一个学科只需要选择一次'])
    expect(problems('basic', basic(['32024', '32027', '32031', '32034']))).toEqual(['disciplines 最多选择 3 个学科'])
    expect(problems('basic', basic(['外科']))).toEqual(['disciplines 请从列表中选择熟悉的学科'])
  })

  test.each([
    ['3', 3],
    [' 12 ', 12],
    ['１２', 12],
    [7, 7],
  ])('count: %j is %d', (typed, expected) => {
    expect(kept('awards', { rank: typed }).rank).toBe(expected)
  })

  test.each(['0', '-1', '1.5', '501', '第一', '1e2', 9999999])('count: %j is refused with its bounds', typed => {
    expect(inRow('awards', { rank: typed })).toEqual(['rank 本人排名是 1 至 500 的数字，请核对'])
  })

  test('count: owed or not by its definition', () => {
    expect(inRow('awards', { rank: '' })).toEqual(['rank 请填写本人排名'])
    expect(kept('projects', { rank: ' ' }).rank).toBeNull()
  })

  test('doi, isbn, phone: in the form in which they are stored', () => {
    const paper = kept('papers', { doi: 'https://doi.org/10.1000/182', isbn: 'ISBN 978-7-111-11111-5' })
    expect(paper).toMatchObject({ doi: '10.1000/182', isbn: '9787111111115' })
    expect(kept('papers', { doi: '', isbn: '' })).toMatchObject({ doi: null, isbn: null })
    expect(inRow('papers', { doi: '182' })).toEqual([expect.stringMatching(/^doi 请填写正确的DOI/)])
    expect(problems('basic', { ...typedSections.basic, officePhone: '8' })).toEqual([
      expect.stringMatching(/^officePhone 请填写正确的办公电话/),
    ])
  })

  test('texts: as long as the definition or the policy says, counted as people count', () => {
    expect(problems('basic', { ...typedSections.basic, research: '𠮷'.repeat(500) })).toEqual([])
    expect(problems('basic', { ...typedSections.basic, research: '字'.repeat(501) })[0]).toContain(
      '研究方向最多 500 个字',
    )
    expect(problems('work', { ...typedSections.work, resume: '字'.repeat(1001) })[0]).toContain(
      '工作简历最多 1000 个字',
    )
    expect(inRow('papers', { title: '字'.repeat(301) })[0]).toContain('题名最多 300 个字')
  })

  test.each([
    ['basic', { ...typedSections.basic, ethnic: '99x' }, 'ethnic 请从列表中选择民族'],
    ['basic', { ...typedSections.basic, education: '10' }, 'education 请从列表中选择最高学历'],
    ['titles', rowWith('titles', { titleCode: '230' }), 'rows.0.titleCode 请从列表中选择技术职称'],
  ] as const)('dict, %s: a heading or an unknown code is refused', (section, data, message) => {
    expect(problems(section, data)).toEqual([message])
  })

  test('a field beside what was not chosen is nothing, whatever stood in it; beside what was chosen it is owed', () => {
    const both = { titleCode: '231', qualification: '注册会计师' }
    expect(kept('titles', { ...both, kind: 'title' })).toMatchObject({ titleCode: '231', qualification: null })
    expect(kept('titles', { ...both, kind: 'qualification' })).toMatchObject({
      titleCode: null,
      qualification: '注册会计师',
    })
    expect(inRow('titles', { kind: 'qualification' })).toEqual(['qualification 请填写执业资格名称'])
    const { instituteOwner: _, ...basic } = fullSections.basic
    expect(problems('basic', basic, xizang)).toEqual(['instituteOwner 请选择研究所'])
    expect(problems('basic', { ...basic, employer: 'university' }, xizang)).toEqual(['universityOwner 请选择高校'])
  })
})

test('what is wrong in one row alone is said by the same rules', () => {
  const { rows } = sectionFor(wuhan, 'awards')
  expect(rowProblems(rows!, { ...fullRows.awards })).toEqual([])
  expect(rowProblems(rows!, { ...fullRows.awards, grade: 'x', rank: '' })).toEqual([
    { path: ['grade'], message: '请从列表中选择等级' },
    { path: ['rank'], message: '请填写本人排名' },
  ])
})

describe('is total: whatever a working copy holds gets Chinese sentences or passes', () => {
  const namesOf = (section: ProfileSection) => sectionDefs[section].fields.map(field => field.name)
  const rowNames = (section: ProfileSection) => sectionDefs[section].rows?.fields.map(field => field.name) ?? []
  const odd = (names: string[]) => fc.dictionary(fc.constantFrom('', ...names), fc.jsonValue(), { maxKeys: 6 })

  test.each(profileSections)('%s', section => {
    const row = fc.oneof(fc.jsonValue(), odd(['id', ...rowNames(section)]))
    const data = fc.oneof(
      fc.jsonValue(),
      odd(['none', 'rows', ...namesOf(section)]),
      fc.record({ rows: fc.array(row, { maxLength: 4 }), none: fc.jsonValue() }),
    )
    fc.assert(
      fc.property(data, fc.constantFrom(wuhan, xizang, demo), (typed, policy) => {
        for (const problem of problems(section, typed, policy)) expect(problem).toMatch(/\p{Script=Han}/u)
      }),
      { numRuns: 150 },
    )
  })
})
