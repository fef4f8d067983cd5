import fc from 'fast-check'
import { ageBands, bandOf, birthdaysOf } from '@/lib/expert/age.rules'
import { regionsBelow } from '@/lib/expert/facet.rules'
import { filterOf, literally, nameSearch, poolSpec, setFilters, unitSearch } from '@/lib/expert/pool.rules'
import { pairsOf, wordSearch, wordsOf } from '@/lib/expert/words.rules'
import { listHref, parseListParams } from '@/lib/platform/list-params'

describe('what somebody typed to find a person by', () => {
  test.each([
    ['zhang san', 'zhangsan'],
    ['ZhangSan', 'zhangsan'],
    ['ｚｈａｎｇ', 'zhang'],
    ["xi'an", 'xian'],
    ['lü bu', 'lvbu'],
    ['Lü', 'lv'],
    ['J. Smith-Lee', 'jsmithlee'],
  ])('%s is read as letters', (text, letters) => {
    expect(nameSearch(text)).toMatchObject({ letters })
  })

  test.each([
    ['张', '张'],
    [' 张 三 ', '张三'],
    ['张　三', '张三'],
    ['𠮷野', '𠮷野'],
    ['阿卜杜•热合曼', '阿卜杜·热合曼'],
    ['%', '%'],
    ['_', '_'],
    ['张a', '张a'],
    ['007', '007'],
  ])('%s is read as characters', (text, characters) => {
    expect(nameSearch(text)).toEqual({ characters })
  })

  test('blanks look for nobody in particular', () => {
    expect(nameSearch(' 　 ')).toBeNull()
    expect(unitSearch(' 　 ')).toBeNull()
  })

  test('whatever is typed, it is read without a failure', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        nameSearch(text)
        unitSearch(text)
      }),
    )
  })
})

test('a unit is compared however it is written; letters are also pinyin', () => {
  expect(unitSearch('（武汉）ABC')).toEqual({ key: '(武汉)abc', letters: false, code: null })
  expect(unitSearch('WHDX')).toEqual({ key: 'whdx', letters: true, code: null })
  expect(unitSearch('91420100ma4k abcd-1')).toMatchObject({ code: null })
  expect(unitSearch(' 12420000 42000001 2x ')).toMatchObject({ code: '12420000420000012X' })
})

test('in a pattern every character stands for itself', () => {
  expect(literally('100%_\\')).toBe('100\\%\\_\\\\')
})

const spec = poolSpec(
  table =>
    ({
      discipline: ['320'],
      title: ['231'],
      titleLevel: ['senior', 'middle'],
      region: ['420106'],
      unitNature: ['other'],
    })[table],
)
const nothing = {
  ...{ name: '', unit: '', words: '', discipline: '', title: '', region: '', area: '', activity: '', credit: '' },
  ...{ level: [], age: [], status: [], nature: [], source: [], department: [] },
}

test('the address of the pool knows existing codes only', () => {
  const id = '00000000-0000-4000-8000-000000000000'
  const { filters, order } = parseListParams(
    {
      ...{ discipline: '320', title: "231' OR 1=1", level: ['senior', 'middle,nobody'], name: '王', region: '999999' },
      ...{ department: [`none,${id}`, "x' OR 1=1"], age: 'under35', status: 'gone', source: 'legacy', area: 'nowhere' },
    },
    spec,
  )
  expect(filters).toEqual({
    ...nothing,
    ...{ name: '王', discipline: '320', level: ['senior', 'middle'], age: ['under35'], source: ['legacy'] },
    department: ['none', id],
  })
  expect(order).toBe('desc')
})

test('a score in the address is a whole number; for who has nothing to do with it neither filter nor order', () => {
  const read = (credit: string, of = spec) => parseListParams({ credit, sort: 'credit' }, of)
  expect(['60', '0', '1000'].map(score => read(score).filters.credit)).toEqual(['60', '0', '1000'])
  expect(['-1', '6.5', '060', '60 OR 1=1', '99999', 'x'].map(score => read(score).filters.credit)).toEqual(
    Array(6).fill(''),
  )
  expect(read('60').sort).toBe('credit')
  expect(read('60', poolSpec(() => [], false) as typeof spec)).toMatchObject({
    filters: { credit: '' },
    sort: 'admitted',
  })
})

test('whatever stands in the address, what is read of it is within the limits and reads back the same', () => {
  const key = fc.constantFrom(...Object.keys(spec.filters), 'sort', 'order', 'size', 'after', 'before')
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.constantFrom(
      '%',
      '_',
      '𠮷'.repeat(10_000),
      'senior',
      'under35,65',
      'name',
      '420106',
      "'; DROP TABLE expert; --",
    ),
  )
  const address = fc.dictionary(key, fc.oneof(text, fc.array(text, { maxLength: 60 })))
  fc.assert(
    fc.property(address, raw => {
      const params = parseListParams(raw, spec)
      for (const value of Object.values(params.filters).flat()) expect(Array.from(value).length).toBeLessThanOrEqual(50)
      expect(params.size).toBeLessThanOrEqual(100)
      const href = listHref('/x', spec, params, { after: params.after, before: params.before })
      const query = new URLSearchParams(href.split('?')[1])
      const again = parseListParams(Object.fromEntries([...query.keys()].map(one => [one, query.getAll(one)])), spec)
      expect(again.filters).toEqual(params.filters)
      expect(setFilters(filterOf(again)).length).toBeLessThanOrEqual(Object.keys(nothing).length)
    }),
  )
})

describe('words in titles', () => {
  test.each([
    ['稀土永磁', ['稀土', '土永', '永磁']],
    ['𠮷野𬎆', ['𠮷野', '野𬎆']],
    ['磁', []],
    ['', []],
  ])('pairs of %s', (text, pairs) => expect(pairsOf(text)).toEqual(pairs))

  test.each([
    ['  ', null],
    ['稀土', { words: ['稀土'], short: false }],
    ['稀土　永磁 稀土', { words: ['稀土', '永磁'], short: false }],
    ['ＡＩ 磁', { words: ['ai'], short: true }],
    ['%', { words: [], short: true }],
    ['a b', { words: [], short: true }],
  ])('what was typed: %s', (typed, read) => expect(wordSearch(typed)).toEqual(read))

  test('a title that holds what was typed has all its pairs, however both are written', () => {
    const letters = fc.array(fc.constantFrom(...'稀土永磁𠮷𬎆AＢ研究·（）-'), { maxLength: 30 })
    fc.assert(
      fc.property(letters, fc.nat(), fc.integer({ min: 2, max: 8 }), (title, from, length) => {
        const text = title.join('')
        const words = wordsOf({ projects: { rows: [{ id: 'x', name: text }] } })
        const typed = title
          .slice(from % (title.length || 1))
          .slice(0, length)
          .join('')
        for (const word of wordSearch(typed)?.words ?? []) {
          expect(words.text).toContain(word)
          expect(words.pairs).toEqual(expect.arrayContaining(pairsOf(word)))
        }
      }),
    )
  })

  test('pairs do not reach from one title into the next, and 500 long titles have an end', () => {
    const rows = (names: string[]) => ({ rows: names.map(name => ({ id: name, name, title: name })) })
    expect(wordsOf({ projects: rows(['稀土']), papers: rows(['永磁']) })).toEqual({
      text: '稀土\n永磁',
      pairs: ['稀土', '永磁'],
    })
    const many = wordsOf({ papers: rows(Array.from({ length: 500 }, (_, at) => `${at}`.repeat(100))) })
    expect(many.text.length).toBeLessThan(51_000)
  })
})

describe('bands of age', () => {
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
    .map(date => date.toISOString().slice(0, 10))
  test('the days of birth of a band are those of everybody who is that old', () => {
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [birth, today] = [one, other].sort() as [string, string]
        const within = ageBands.filter(({ value }) => {
          const { after, by } = birthdaysOf(value, today)
          return birth <= by && (after === null || birth > after)
        })
        expect(within.map(({ value }) => value)).toEqual([bandOf(birth, today)])
      }),
      {
        examples: [
          ['1989-02-28', '2024-02-29'],
          ['1988-02-29', '2023-02-28'],
          ['1992-02-29', '2027-02-28'],
        ],
      },
    )
  })
})

describe('places counted one level below the chosen one', () => {
  const counts = [
    { value: '420106', count: 3 },
    { value: '420102', count: 5 },
    { value: '420500', count: 1 },
    { value: '110101', count: 2 },
  ]
  test.each([
    [
      '',
      [
        ['420000', 9],
        ['110000', 2],
      ],
    ],
    [
      '420000',
      [
        ['420100', 8],
        ['420500', 1],
      ],
    ],
    [
      '420100',
      [
        ['420102', 5],
        ['420106', 3],
      ],
    ],
    ['110000', [['110101', 2]]],
  ])('below "%s"', (chosen, expected) => {
    const below = counts.filter(({ value }) => chosen === '' || value.startsWith(chosen.replace(/(00){1,2}$/, '')))
    expect(regionsBelow(below, chosen).map(({ value, count }) => [value, count])).toEqual(expected)
  })

  test('where everybody is in one place, what lies in it is shown at once', () => {
    expect(regionsBelow(counts.slice(0, 2), '').map(({ value }) => value)).toEqual(['420102', '420106'])
  })

  test('nobody gets lost', () => {
    const codes = fc.constantFrom('420106', '420100', '420000', '429004', '110101', '110000', '999999', '650402')
    fc.assert(
      fc.property(fc.uniqueArray(codes), fc.constantFrom('', '420000', '420100'), (values, chosen) => {
        const all = values.map((value, at) => ({ value, count: at + 1 }))
        const sum = (list: { count: number }[]) => list.reduce((total, { count }) => total + count, 0)
        expect(sum(regionsBelow(all, chosen))).toBe(sum(all))
      }),
    )
  })
})
