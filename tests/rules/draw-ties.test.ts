import { isRecent, ruleCodes, ruleOf, yearsText } from '@/lib/draw/avoidance.rules'
import { leaveProblem, leaveState } from '@/lib/draw/leave.rules'
import { readSubject } from '@/lib/draw/subject-row.rules'
import { readSubjects } from '@/lib/draw/subject-sheet.rules'
import { employerDomain, tieFacts, tiesOf } from '@/lib/draw/tie.rules'
import type { SheetRow } from '@/lib/platform/sheet-reader'
import { fixtureId, fixturePhone } from '../support/fixtures-ids'
import { fullSections, period, unit } from '../support/profiles'

const owner = { name: '初晓', unitId: 'u-1', unitName: '示范医院', mail: 'chu@hospital.example.cn' }
const ties = tiesOf(fullSections, owner)
const of = (kind: string) => ties.filter(one => one.kind === kind)

describe('ties of a profile', () => {
  test.each([
    ['name', '初晓', null, null, null],
    ['unit', 'u-1', '科研处', null, null],
    ['mail', 'hospital.example.cn', null, null, null],
    ['post', '示范学会', '秘书处', 2019, null],
    ['study', '示范大学', '医学院', 2003, 2008],
    ['work', '示范医院', '外科', 2008, null],
    ['supervisor', '示导师', '示范大学', 2003, 2008],
    ['project', 't:围手术期风险预警', null, 2022, 2024],
    ['project', 'n:示科2022018', null, 2022, 2024],
    ['teammate', '示同事', null, 2022, 2024],
    ['paper', 'n:10.1000/182', null, 2023, 2023],
    ['paper', 't:质量指标体系的构建', null, 2023, 2023],
    ['coauthor', '示同事', null, 2023, 2023],
    ['award', 't:早期诊断技术(示范省科学技术进步奖)', null, 2020, 2020],
    ['right', 'n:ZL00000000', null, 2021, 2021],
  ])('%s %s', (kind, key, detail, fromYear, toYear) => {
    expect(of(kind)).toContainEqual(expect.objectContaining({ key, detail, fromYear, toYear }))
  })

  test('nobody is his own colleague, however he is marked', () => {
    expect(ties.some(one => one.key === '初晓' && one.kind !== 'name')).toBe(false)
    const plain = {
      papers: { rows: [{ title: '甲', authors: [{ name: '初 晓', unit: '', self: false }], date: '2020-01' }] },
    }
    expect(tiesOf(plain, owner).filter(one => one.kind === 'coauthor')).toEqual([])
  })

  test('people of many works are one row with the years of all; unknown years stay unknown', () => {
    const rows = ['2015-01', '2024-03', '2019-01'].map((date, n) => ({
      title: `论文${n}`,
      date,
      authors: [{ name: '示同事', unit: '示范大学', self: false }],
    }))
    expect(tiesOf({ papers: { rows } }, owner).filter(one => one.kind === 'coauthor')).toEqual([
      expect.objectContaining({ fromYear: 2015, toYear: 2024, words: '《论文1》', detail: '示范大学' }),
    ])
    const vague = [...rows, { ...rows[0], title: '又一篇', date: '' }]
    expect(tiesOf({ papers: { rows: vague } }, owner).filter(one => one.kind === 'coauthor')).toEqual([
      expect.objectContaining({ fromYear: null, toYear: null }),
    ])
  })

  test('a share is no post, and a registered unit is its id', () => {
    const rows = [{ unit: { unitId: 'u-9', name: '示范公司' }, kind: 'shareholder', period: period('2020-01') }]
    expect(
      tiesOf({ posts: { rows } }, owner)
        .filter(one => one.key === 'u-9')
        .map(one => one.kind),
    ).toEqual(['shares'])
  })

  test('total: whatever a stored section holds', () => {
    const strange = {
      posts: { rows: [null, 3, { unit: 5, period: [] }] },
      papers: { rows: 'x' },
      basic: { department: 7 },
    }
    expect(() => tiesOf(strange as never, owner)).not.toThrow()
  })

  test.each([
    ['a@qq.com', null],
    ['a@163.com', null],
    ['a@Mail.Tsinghua.edu.cn', 'mail.tsinghua.edu.cn'],
    ['no address', null],
    [null, null],
  ])('mail %s', (address, domain) => expect(employerDomain(address)).toBe(domain))

  test('专家类型 and the year he began to work', () => {
    const rows = [
      { unit: unit('甲'), period: period('2010-01') },
      { unit: unit('乙'), period: period('2003-07', '2009-12') },
    ]
    expect(tieFacts({ basic: { expertTypes: ['finance'] }, work: { rows } })).toEqual({
      expertType: 'finance',
      workSince: 2003,
    })
    expect(tieFacts({})).toEqual({ expertType: null, workSince: null })
  })
})

describe('the table of rules', () => {
  test('every rule names its article and says what shows it', () => {
    for (const code of ruleCodes) {
      const rule = ruleOf(code)!
      expect(rule.article).toMatch(/^（[一二三四五]）$/)
      expect(rule.evidence({ who: '成员甲', tie: '乙', years: '（2020 年）' })).not.toMatch(/undefined|null/)
    }
  })
  test.each([
    [null, true],
    [2026, true],
    [2023, true],
    [2022, false],
  ])('a tie until %s, three years back from 2026', (year, counts) => expect(isRecent(year, 2026, 3)).toBe(counts))
  test('years as words', () => {
    expect([
      yearsText(2020, 2021),
      yearsText(2020, 2020),
      yearsText(2020, null),
      yearsText(null, 2021),
      yearsText(null, null),
    ]).toEqual(['（2020 至 2021 年）', '（2020 年）', '（2020 年起）', '（至 2021 年）', ''])
  })
})

const good = {
  title: '稀土永磁',
  unit: '示范大学',
  division: '医学院',
  leader: '张三',
  members: '李四（示范研究院 一所）、王五',
}

describe('one 评审对象', () => {
  test('people and units, with those in brackets', () => {
    const { subject, faults } = readSubject({ ...good, partners: '甲公司、乙公司' })
    expect(faults).toEqual([])
    expect(subject.parties.map(({ kind, name, unitName, division }) => [kind, name, unitName, division])).toEqual([
      ['leader', '张三', null, null],
      ['member', '李四', '示范研究院', '一所'],
      ['member', '王五', null, null],
      ['unit', null, '示范大学', '医学院'],
      ['partner', null, '甲公司', null],
      ['partner', null, '乙公司', null],
    ])
  })
  test('numbers belong to people in their order', () => {
    const { subject, faults } = readSubject({
      ...good,
      leaderNumber: fixtureId(1),
      leaderPhone: fixturePhone(1),
      memberNumbers: `无、${fixtureId(2)}`,
    })
    expect(faults).toEqual([])
    expect(subject.parties.slice(0, 3).map(one => one.docNumber)).toEqual([fixtureId(1), null, fixtureId(2)])
    expect(subject.parties[0]!.phone).toBe(fixturePhone(1))
  })
  test.each([
    [{ title: '' }, 'title'],
    [{ unit: '' }, 'unit'],
    [{ leader: '' }, 'leader'],
    [{ leaderNumber: '42010619750312001X' }, 'leaderNumber'],
    [{ leaderPhone: '123' }, 'leaderPhone'],
    [{ memberNumbers: fixtureId(2) }, 'memberNumbers'],
    [{ creditCode: '91' }, 'creditCode'],
    [{ members: '李四、<b>' }, 'members'],
  ])('%j is a fault of %s', (change, column) => {
    expect(readSubject({ ...good, ...change }).faults.map(one => one.column)).toContain(column)
  })
})

const sheet = (...rows: string[][]): SheetRow[] =>
  rows.map((texts, n) => ({ number: n + 1, merged: false, cells: new Map(texts.map((text, at) => [at, { text }])) }))

describe('a list of 评审对象', () => {
  test('columns by their headers in any order; rows of one title are one', () => {
    const read = readSubjects(
      sheet(
        ['项目负责人', '项目名称', '承担单位', '成员', '成员证件号码'],
        ['张三', '甲', '示范大学', '李四', ''],
        ['', '甲', '', '王五', fixtureId(3)],
        ['赵六', '乙', '示范医院', '', ''],
      ),
    )
    if ('problem' in read) throw new Error(read.problem)
    expect(read.listed.map(one => [one.number, one.subject.title, one.faults, one.subject.parties.length])).toEqual([
      [2, '甲', [], 4],
      [4, '乙', [], 2],
    ])
  })
  test('rows without headers stand in the order of the template; the grey row is nobody', () => {
    const read = readSubjects(sheet(['甲', '', '示范大学', '', '', '张三']))
    expect('listed' in read && read.listed[0]?.faults).toEqual([])
    const grey = readSubjects(
      sheet(
        ['评审对象', '专业组', '申报单位', '负责人'],
        ['示例材料的研究', '', '示例研究院', '张示例'],
        ['甲', '', '示范大学', '张三'],
      ),
    )
    expect('listed' in grey && grey.listed.map(one => one.subject.title)).toEqual(['甲'])
  })
  test('an empty list is said', () => expect(readSubjects([])).toHaveProperty('problem'))
})

describe('leave', () => {
  const today = '2026-11-20'
  test.each([
    ['2026-11-20', '2026-11-20', null],
    ['2026-11-10', '2026-11-21', null],
    ['2026-11-22', '2026-11-21', 'to'],
    ['2026-11-10', '2026-11-19', 'to'],
    ['2026-11-20', '2028-01-01', 'to'],
    ['2026-12-05', '2026-12-09', 'from'],
  ])('%s to %s: %s', (from, to, field) => {
    const there = [{ from: '2026-12-01', to: '2026-12-05' }]
    expect(leaveProblem({ from, to }, today, there)?.field ?? null).toBe(field)
  })
  test('states', () => {
    const at = (from: string, to: string, ended = false) => leaveState({ from, to, ended }, today)
    expect([
      at('2026-11-20', '2026-11-20'),
      at('2026-11-21', '2026-11-22'),
      at('2026-11-01', '2026-11-19'),
      at('2026-11-20', '2026-11-20', true),
    ]).toEqual(['now', 'coming', 'over', 'ended'])
  })
})
