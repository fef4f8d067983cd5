import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { dictNames, entriesOf } from '@/lib/dict/all'
import { search } from '@/lib/dict/search'
import { children, entry, fullName, path as namePath, shortRegion, tree } from '@/lib/dict/tree'

const names = (hits: { name: string }[]) => hits.map(hit => hit.name)

describe('GB/T 13745', () => {
  test('has all rows of the table', () => {
    const levels = [1, 2, 3].map(level => entriesOf('discipline').filter(row => row.level === level).length)
    expect(levels).toEqual([62, 738, 2732])
  })

  test('codes have 3, 5 or 7 digits by level', () => {
    for (const row of entriesOf('discipline')) expect(row.code).toMatch(new RegExp(`^\\d{${row.level * 2 + 1}}$`))
  })

  test('发展心理学 keeps its children, whose codes begin otherwise', () => {
    const below = children('discipline', '19030').map(row => row.code)
    expect(below.length).toBeGreaterThan(0)
    for (const code of below) expect(code).toMatch(/^19035/)
  })

  test('paths', () => {
    expect(fullName('discipline', '1102115')).toBe('数学 / 代数学 / 群论')
    expect(namePath('discipline', '110')).toEqual(['数学'])
    expect(children('discipline', null)).toHaveLength(62)
    expect(entry('discipline', '1102115')).toMatchObject({ leaf: true, level: 3, parent: '11021' })
    expect(entry('discipline', '110')?.leaf).toBe(false)
  })
})

describe('GB/T 2260', () => {
  test('has 34 provinces, 333 cities and their counties', () => {
    const rows = entriesOf('region')
    const cities = rows.filter(row => row.code.endsWith('00') && !row.code.endsWith('0000'))
    const counties = rows.filter(row => !row.code.endsWith('00'))
    expect(rows.filter(row => row.parent === null)).toHaveLength(34)
    expect(cities).toHaveLength(333)
    expect(counties).toHaveLength(2847)
  })

  test.each([
    ['420106', '湖北省武汉市武昌区'],
    ['429004', '湖北省仙桃市'],
    ['110101', '北京市东城区'],
    ['500230', '重庆市丰都县'],
    ['540102', '西藏自治区拉萨市城关区'],
    ['540481', '西藏自治区林芝市米林市'],
    ['330602', '浙江省绍兴市越城区'],
    ['659001', '新疆维吾尔自治区石河子市'],
    ['441900', '广东省东莞市'],
    ['710000', '台湾省'],
    ['810000', '香港特别行政区'],
  ])('%s is %s', (code, name) => {
    expect(fullName('region', code)).toBe(name)
  })

  test('holds divisions only: no zones, towns or shelves', () => {
    for (const row of entriesOf('region')) expect(row.name).not.toMatch(/开发区|街道|管委会|直辖|[^市]镇$/)
    expect(children('region', '441900')).toEqual([])
    expect(children('region', '420000').map(row => row.code)).toContain('429004')
  })

  test('every code lies in the province of its first two digits', () => {
    for (const row of tree('region').byCode.values())
      expect(row.path[0]).toBe(entry('region', `${row.code.slice(0, 2)}0000`)?.name)
  })
})

test.each(dictNames)('%s: the tree holds every entry once', name => {
  const all = [...tree(name).byParent.values()].flat()
  expect(all).toHaveLength(entriesOf(name).length)
  expect(new Set(all.map(row => row.code)).size).toBe(all.length)
  for (const row of all) expect(row.leaf).toBe(children(name, row.code).length === 0)
  expect(tree(name).version).toMatch(/^[0-9a-f]{16}$/)
})

test('unknown codes find nothing and are shown as they are', () => {
  for (const code of ['zz', '__proto__', '', '99999']) {
    expect(entry('discipline', code)).toBeNull()
    expect(children('discipline', code)).toEqual([])
    expect(fullName('region', code)).toBe(code)
  }
  expect(fullName('region', null)).toBe('')
})

describe('search', () => {
  test.each([
    ['discipline', '110', '数学'],
    ['discipline', '1102115', '群论'],
    ['discipline', '群论', '群论'],
    ['discipline', 'qunlun', '群论'],
    ['discipline', '计算机', '计算机科学技术'],
    ['discipline', 'rengongzhineng', '人工智能'],
    ['discipline', 'rgzn', '人工智能'],
    ['discipline', 'ＲＧＺＮ', '人工智能'],
    ['discipline', 'kac', 'Kac-Moody代数'],
    ['region', '武昌', '武昌区'],
    ['region', 'wuchang', '武昌区'],
    ['region', '湖北 wuchang', '武昌区'],
    ['region', '4201', '武汉市'],
    ['region', 'cq', '重庆市'],
    ['region', 'lasa', '拉萨市'],
    ['title', '正高级工程师', '正高级工程师'],
    ['title', 'zgjgcs', '正高级工程师'],
  ] as const)('in %s, %s finds %s first or among the first', (name, text, wanted) => {
    const found = names(search(name, text, 10))
    expect(found).toContain(wanted)
    if (text === wanted || !['武昌', 'wuchang', 'kac'].includes(text)) expect(found[0]).toBe(wanted)
  })

  test('beginnings come before parts, higher levels before lower', () => {
    const found = names(search('discipline', '数学', 50))
    expect(found[0]).toBe('数学')
    expect(found.findIndex(name => !name.startsWith('数学'))).toBeGreaterThan(found.lastIndexOf('数学史'))
  })

  test('syllables are not cut in the middle', () => {
    expect(names(search('region', 'hanshi', 50))).not.toContain('鹤山市')
    for (const hit of search('region', 'an', 50)) expect(hit.name).not.toBe('三亚市')
  })

  test('every word must fit, one of them the entry itself', () => {
    for (const hit of search('region', '湖北 区', 50)) expect(hit.path.join('')).toMatch(/湖北.*区/)
    expect(search('region', '湖北 拉萨')).toEqual([])
    expect(search('discipline', '数学 物理 化学 天文')).toEqual([])
  })

  test.each(['', '   ', '没有这样的学科', String.fromCharCode(0), '%', '_', '.*', '\\', '('.repeat(40)])(
    '%j finds nothing',
    text => {
      expect(search('discipline', text)).toEqual([])
    },
  )

  test('the limit holds', () => {
    expect(search('discipline', '学', 7)).toHaveLength(7)
  })
})

test('a narrow list shows the last two names of a place', () => {
  expect(['420106', '110101', '420000', 'x'].map(shortRegion)).toEqual(['武汉市武昌区', '北京市东城区', '湖北省', 'x'])
})

test('the big tables stay on the server', () => {
  const folder = path.join(process.cwd(), 'lib/dict')
  const importers = readdirSync(folder).filter(file =>
    /from '\.\/(all|region)'/.test(readFileSync(path.join(folder, file), 'utf8')),
  )
  for (const file of importers.filter(name => name !== 'all.ts'))
    expect(readFileSync(path.join(folder, file), 'utf8')).toMatch(/^import 'server-only'/)
  expect(readFileSync(path.join(folder, 'index.ts'), 'utf8')).not.toMatch(/'\.\/(all|region|tree|search|query)'/)
})
