import fc from 'fast-check'
import { presets } from '@/lib/policy/presets/all'
import { profileSections } from '@/lib/policy/profile-policy'
import { disciplinesOf, mainTitle } from '@/lib/profile/facts.rules'
import { gather, spread, spreadNames } from '@/lib/profile/merge.rules'
import { fieldText, periodText, personText, rowSummary, rowTexts } from '@/lib/profile/reading.rules'
import { sectionFor } from '@/lib/profile/resolve.schema'
import { upgradeSections } from '@/lib/profile/upgrade.rules'
import { fullRows, fullSections, type RowSection, rowId } from '../support/profiles'

const { wuhan, demo } = presets
const rowsDef = (section: RowSection) => sectionFor(wuhan, section).rows!
const summary = (section: RowSection, change: object = {}) =>
  rowSummary(rowsDef(section), { ...fullRows[section], ...change })

describe('values as people read them', () => {
  const texts = (section: RowSection, change: object = {}) =>
    Object.fromEntries(
      rowTexts(rowsDef(section).fields, { ...fullRows[section], ...change }).map(({ field, text }) => [
        field.name,
        text,
      ]),
    )

  test('each kind of field in Chinese', () => {
    expect(texts('projects')).toMatchObject({
      name: '围手术期风险预警',
      level: '省部级',
      role: '项目负责人',
      rank: '1',
      period: '2022 年 1 月 — 2024 年 12 月',
      unit: '示范医院',
      members: '初晓（本人）、示同事',
    })
    expect(texts('titles')).toMatchObject({ kind: '职称', titleCode: '主任医师（正高级）', obtainedOn: '2016 年 9 月' })
  })

  test('a field that does not belong to the row is not read', () => {
    expect(texts('titles', { kind: 'qualification' })).not.toHaveProperty('titleCode')
    expect(texts('titles')).not.toHaveProperty('qualification')
  })

  test('choices and disciplines by their names, in order', () => {
    const { fields } = sectionFor(demo, 'basic')
    const text = (name: string, value: unknown) =>
      fieldText(fields.find(field => field.name === name)!, value, { discipline: code => `学科${code}` })
    expect(text('industries', ['Q', 'A'])).toBe('卫生和社会工作、农、林、牧、渔业')
    expect(text('disciplines', ['32027', '320'])).toBe('学科32027、学科320')
    expect(text('ethnic', '01')).toBe('汉族')
    expect(text('talents', ['gone'])).toBe('gone')
  })

  test.each([
    [{ from: '2008-07', to: '', current: true }, '2008 年 7 月 — 至今'],
    [{ from: '2008-07', to: '' }, '2008 年 7 月 — 未填写'],
    [{ from: '2008-', to: '今年' }, '2008- — 今年'],
    [{ from: '', to: '2010-01' }, '未填写 — 2010 年 1 月'],
    [{ from: null, to: null, current: false }, ''],
    ['x', ''],
  ])('period %j', (value, expected) => {
    expect(periodText(value)).toBe(expected)
  })

  test('a person with his unit', () => {
    expect(personText({ name: '示导师', unit: '示范大学', self: false })).toBe('示导师（示范大学）')
    expect(personText({ name: '初晓', unit: '示范医院', self: true })).toBe('初晓（本人）（示范医院）')
  })

  test('a row is called by what names it, with what tells it from others below', () => {
    expect(summary('work')).toEqual({ title: '示范医院', line: '主任，2008 年 7 月 — 至今' })
    expect(summary('awards')).toEqual({
      title: '示范省科学技术进步奖',
      line: '省部级，二等奖，本人排名 3，2020 年 12 月',
    })
    expect(summary('titles', { kind: 'qualification', qualification: '注册会计师' }).title).toBe('注册会计师')
    expect(rowSummary(rowsDef('papers'), {})).toEqual({ title: '', line: '' })
  })

  test('is total: whatever was stored is read as some text', () => {
    const fields = profileSections.flatMap(section => {
      const { fields, rows } = sectionFor(demo, section)
      return [...fields, ...(rows?.fields ?? [])]
    })
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.jsonValue(), (field, value) => {
        expect(typeof fieldText(field, value)).toBe('string')
      }),
      { numRuns: 400 },
    )
  })
})

describe('the title that counts', () => {
  const title = (titleCode: string, obtainedOn: string, kind = 'title') => ({ kind, titleCode, obtainedOn })
  const main = (...rows: object[]) => mainTitle({ titles: { rows } })

  test('the highest level, of that the one he has had longest, wherever it stands', () => {
    expect(main(title('232', '2005-01'), title('231', '2016-09'), title('011', '2012-03'))).toMatchObject({
      titleCode: '011',
      level: 'senior',
      obtainedOn: '2012-03',
    })
    expect(main(title('231', ''), title('011', '2020-01'))?.titleCode).toBe('011')
  })

  test('a qualification, an unknown code and 无 are no title', () => {
    expect(main(title('231', '2016-09', 'qualification'))).toBeNull()
    expect(main(title('zzz', '2016-09'))).toBeNull()
    for (const sections of [{}, { titles: { none: true, rows: [] } }, { titles: { rows: 'x' } }])
      expect(mainTitle(sections)).toBeNull()
    const known = main(title('999', '2016-09'), title('232', '2018-01'))
    expect(known?.titleCode).toBe('232')
  })

  test('the disciplines, the most familiar first', () => {
    expect(disciplinesOf({ basic: { disciplines: ['32027', '320'] } })).toEqual(['32027', '320'])
    expect(disciplinesOf({})).toEqual([])
  })
})

describe('two versions of a section, row by row', () => {
  const section = sectionFor(wuhan, 'work')
  const row = fc.record({ id: fc.uuid(), position: fc.string(), faculty: fc.string() })
  const data = fc.record({
    resume: fc.string(),
    none: fc.boolean(),
    rows: fc.uniqueArray(row, { selector: one => one.id, maxLength: 8 }),
  })

  test('spread and gathered it is what it was', () => {
    fc.assert(
      fc.property(data, one => {
        expect(gather(section, spread(one), [one])).toEqual(one)
      }),
    )
  })

  test('rows of either version are there, in the order of the first that knows them; one taken out is gone', () => {
    fc.assert(
      fc.property(data, data, (mine, theirs) => {
        const flat = { ...spread(theirs), ...spread(mine) }
        const ids = (gather(section, flat, [mine, theirs]).rows as { id: string }[]).map(one => one.id)
        const both = [...mine.rows, ...theirs.rows].map(one => one.id)
        expect(ids).toEqual([...new Set(both)])
        const [first] = both
        const without = gather(section, { ...flat, [`row:${first}`]: undefined }, [mine, theirs])
        expect(without.rows).toEqual((gather(section, flat, [mine, theirs]).rows as []).slice(first ? 1 : 0))
      }),
    )
  })

  test('the names are the fields of the section and every row of either version, each once', () => {
    const versions = [{ rows: [{ id: 'a' }, { id: 'b' }] }, { rows: [{ id: 'b' }, { id: 'c' }] }]
    expect(spreadNames(section, versions)).toEqual([
      { name: 'resume', row: false },
      { name: 'none', row: false },
      { name: 'row:a', row: true },
      { name: 'row:b', row: true },
      { name: 'row:c', row: true },
    ])
  })

  test('a section without rows stays as it is', () => {
    const basic = sectionFor(wuhan, 'basic')
    const typed = { ethnic: '01', disciplines: ['320'] }
    expect(gather(basic, spread(typed), [typed])).toEqual(typed)
  })
})

describe('a version from when there were five sections (upgrade)', () => {
  const old = {
    basic: { ethnic: '01', department: '科研处' },
    title: { titleCode: '231', obtainedOn: '2016-09' },
    disciplines: { codes: ['32027', '320'], research: '肿瘤外科' },
    work: {
      rows: [
        { unitName: '示范医院', position: '主任', from: '2008-07', to: null, current: true },
        { unitName: '示范大学', position: '讲师', from: '2003-08', to: '2008-06', current: false },
      ],
      resume: '经历',
    },
    evidence: { note: null },
  }

  test('has the ten, with every word of it, the same at each reading', () => {
    const now = upgradeSections(old)
    expect(now).toEqual({
      basic: { ethnic: '01', department: '科研处', disciplines: ['32027', '320'], research: '肿瘤外科' },
      titles: { none: false, rows: [expect.objectContaining({ kind: 'title', ...old.title })] },
      work: {
        resume: '经历',
        rows: [
          expect.objectContaining({
            unit: { unitId: null, name: '示范医院' },
            position: '主任',
            period: { from: '2008-07', to: null, current: true },
          }),
          expect.objectContaining({
            unit: { unitId: null, name: '示范大学' },
            period: { from: '2003-08', to: '2008-06', current: false },
          }),
        ],
      },
      evidence: { note: null },
    })
    expect(upgradeSections(old)).toEqual(now)
    const ids = (now.work!.rows as { id: string }[]).map(row => row.id)
    expect(new Set(ids).size).toBe(2)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect([mainTitle(now)?.titleCode, disciplinesOf(now)]).toEqual(['231', ['32027', '320']])
  })

  test('无 as title is none', () => {
    expect(upgradeSections({ title: { titleCode: '999', obtainedOn: '2016-09' } }).titles).toEqual({
      none: true,
      rows: [],
    })
  })

  test('what is new already comes back as it is', () => {
    expect(upgradeSections(fullSections)).toEqual(fullSections)
    expect(upgradeSections(upgradeSections(old))).toEqual(upgradeSections(old))
    expect(upgradeSections({})).toEqual({})
  })

  test('its rows read like those of today', () => {
    const [first] = upgradeSections(old).work!.rows as object[]
    expect(rowSummary(rowsDef('work'), { ...first })).toEqual({
      title: '示范医院',
      line: '主任，2008 年 7 月 — 至今',
    })
    expect(rowId(0)).not.toBe((first as { id: string }).id)
  })
})
