import { dict, smallDicts, titleLevelOf, titleLevels } from '@/lib/dict'

test.each([
  ['sex', 4, '1', '男'],
  ['ethnic', 58, '04', '藏族'],
  ['education', 40, '11', '博士研究生毕业'],
  ['degree', 56, '208', '工学博士学位'],
  ['title', 329, '082', '高级工程师'],
  ['titleLevel', 5, 'senior', '正高级'],
  ['unitNature', 5, 'localBureau', '市县科技局'],
  ['documentType', 5, 'hkmotPermit', '港澳台居民往来内地通行证'],
] as const)('%s has %i rows and knows %s', (name, rows, code, label) => {
  expect(dict(name).entries).toHaveLength(rows)
  expect(dict(name).name(code)).toBe(label)
  expect(dict(name).has(code)).toBe(true)
  expect(dict(name).entry(code)).toMatchObject({ code, name: label })
})

test.each(smallDicts)('%s: codes are unique, parents come first, names are not empty', name => {
  const seen = new Set<string>()
  for (const entry of dict(name).entries) {
    expect(seen.has(entry.code)).toBe(false)
    if (entry.parent !== null) expect(seen.has(entry.parent)).toBe(true)
    expect(entry.level).toBe(entry.parent === null ? 1 : (dict(name).entry(entry.parent)?.level ?? 0) + 1)
    expect(entry.name).toMatch(/\p{Script=Han}/u)
    seen.add(entry.code)
  }
})

test.each(smallDicts)('%s: options are what may be chosen, in order, groups together', name => {
  const options = dict(name).options()
  expect(options.length).toBeGreaterThan(1)
  expect(options.every(option => dict(name).selectable(option.value))).toBe(true)
  const groups = options.map(option => option.group).filter((group, at, all) => group !== all[at - 1])
  expect(new Set(groups).size).toBe(groups.length)
})

test('unknown codes are shown as they are, and nothing as nothing', () => {
  expect(dict('education').name('zz')).toBe('zz')
  expect(dict('education').name(null)).toBe('')
  expect(dict('education').name(undefined)).toBe('')
  for (const code of ['zz', '__proto__', 'constructor', '']) {
    expect(dict('title').has(code)).toBe(false)
    expect(dict('title').selectable(code)).toBe(false)
    expect(titleLevelOf(code)).toBeNull()
  }
})

test('headings and "unknown" have a name but cannot be chosen', () => {
  expect(dict('sex').options()).toEqual([
    { value: '1', label: '男' },
    { value: '2', label: '女' },
  ])
  expect(dict('sex').name('9')).toBe('未说明')
  expect(dict('education').selectable('10')).toBe(false)
  expect(dict('education').selectable('90')).toBe(true)
  expect(dict('title').selectable('080')).toBe(false)
  expect(dict('title').selectable('999')).toBe(true)
})

describe('titles', () => {
  test('every title that may be chosen has a level, no heading has one', () => {
    for (const entry of dict('title').entries) {
      const level = titleLevelOf(entry.code)
      expect(level !== null).toBe(entry.selectable)
      if (level) expect(titleLevels.map(([code]) => code)).toContain(level)
    }
  })

  test.each([
    ['011', 'senior'],
    ['082', 'associate'],
    ['083', 'intermediate'],
    ['084', 'junior'],
    ['085', 'junior'],
    ['999', 'none'],
    ['X081', 'senior'],
    ['X712', 'associate'],
    ['413', 'intermediate'],
  ])('%s is %s', (code, level) => {
    expect(titleLevelOf(code)).toBe(level)
  })

  test('the 正高级 of the reform are ours, marked as such, and stand first in their series', () => {
    const ours = dict('title').entries.filter(entry => entry.origin === 'extension')
    expect(ours).toHaveLength(37)
    for (const entry of ours) expect(entry.code).toMatch(/^X\d{3}$/)
    for (const entry of dict('title').entries) if (entry.origin !== 'extension') expect(entry.code).toMatch(/^\d{3}$/)
    const engineers = dict('title')
      .options()
      .filter(option => option.group === '工程技术人员')
    expect(engineers.map(option => option.label)).toEqual([
      '正高级工程师',
      '教授级高级工程师（改革前取得）',
      '高级工程师',
      '工程师',
      '助理工程师',
      '技术员',
    ])
    for (const name of ['正高级会计师', '正高级经济师', '正高级农艺师', '正高级统计师', '正高级审计师', '正高级实验师'])
      expect(dict('title').entries.find(entry => entry.name === name)?.level).toBe(2)
  })
})
