import fc from 'fast-check'
import {
  cleanText,
  isFiltered,
  type ListParams,
  listHref,
  nextHref,
  parseListParams,
  previousHref,
  type RawParams,
} from '@/lib/platform/list-params'

const spec = {
  sorts: ['submitted', 'name'],
  filters: {
    q: { kind: 'text' },
    kind: { kind: 'one', values: ['school', 'firm'] },
    status: { kind: 'many', values: ['open', 'done', 'late'] },
  },
} as const

const read = (address: string): ListParams<typeof spec> => {
  const raw: RawParams = {}
  const query = new URL(address, 'https://example.org').searchParams
  for (const key of new Set(query.keys())) {
    const all = query.getAll(key)
    raw[key] = all.length === 1 ? all[0] : all
  }
  return parseListParams(raw, spec)
}

test('an empty address means the defaults', () => {
  expect(read('/list')).toEqual({
    filters: { q: '', kind: '', status: [] },
    sort: 'submitted',
    order: 'desc',
    size: 20,
    after: null,
    before: [],
    page: 1,
  })
})

test('known filters are read, unknown values are dropped', () => {
  const params = read('/list?q=%E6%9E%97&kind=palace&status=open&status=gone&status=late&size=50&sort=name&order=asc')
  expect(params.filters).toEqual({ q: '林', kind: '', status: ['open', 'late'] })
  expect([params.sort, params.order, params.size]).toEqual(['name', 'asc', 50])
  expect(isFiltered(params)).toBe(true)
  expect(isFiltered(read('/list?kind=palace'))).toBe(false)
})

test.each([
  ['0', 20],
  ['-5', 20],
  ['abc', 20],
  ['1e9', 100],
  ['Infinity', 100],
  ['33', 33],
])('page size %s becomes %d', (size, expected) => {
  expect(read(`/list?size=${size}`).size).toBe(expected)
})

test('text is cut at 50 characters, counted as people count them, and freed of control characters', () => {
  expect(Array.from(cleanText('𠮷'.repeat(80)))).toHaveLength(50)
  expect(cleanText('  林\u0000 \u202e秋\n实 ')).toBe('林 秋 实')
  expect(cleanText('\ud800')).toBe('')
})

test('whatever stands in the address, the answer is within the limits', () => {
  const anything = fc.dictionary(
    fc.constantFrom('q', 'kind', 'status', 'sort', 'order', 'size', 'after', 'before', '__proto__', 'x'),
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3000 }),
      fc.array(fc.string({ unit: 'binary' })),
      fc.constant(undefined),
    ),
  )
  fc.assert(
    fc.property(anything, raw => {
      const params = parseListParams(raw, spec)
      expect(Array.from(params.filters.q).length).toBeLessThanOrEqual(50)
      expect(params.filters.q).toBe(params.filters.q.normalize('NFC').trim())
      expect(['', 'school', 'firm']).toContain(params.filters.kind)
      expect(params.filters.status.every(value => ['open', 'done', 'late'].includes(value))).toBe(true)
      expect(params.size).toBeGreaterThanOrEqual(1)
      expect(params.size).toBeLessThanOrEqual(100)
      expect(['submitted', 'name']).toContain(params.sort)
      expect(params.after === null || /^[\w-]{1,200}$/.test(params.after)).toBe(true)
      expect(params.before.length).toBeLessThanOrEqual(30)
    }),
    { numRuns: 300 },
  )
})

test('next and previous walk the same pages in both directions', () => {
  let address = '/list?q=%E6%9E%97&size=50'
  const seen = [address]
  for (const cursor of ['c1', 'c2', 'c3']) {
    address = nextHref('/list', spec, read(address), cursor)
    seen.push(address)
  }
  expect(seen.map(one => read(one).page)).toEqual([1, 2, 3, 4])
  expect(read(address)).toMatchObject({ after: 'c3', before: ['c1', 'c2'], size: 50 })
  for (const expected of seen.slice(0, -1).reverse()) {
    const back = previousHref('/list', spec, read(address))
    expect(back).not.toBeNull()
    expect(read(back!)).toEqual(read(expected))
    address = back!
  }
  expect(previousHref('/list', spec, read(address))).toBeNull()
})

test('a very long way back is cut, says so, and still leads to pages', () => {
  let address = '/list'
  for (let page = 0; page < 60; page++) address = nextHref('/list', spec, read(address), `cursor-${page}`)
  expect(read(address).page).toBeNull()
  expect(address.length).toBeLessThan(8000)
  const back = previousHref('/list', spec, read(address))!
  expect(read(back)).toMatchObject({ after: 'cursor-58', page: null })
  for (let step = 0; step < 31; step++) address = previousHref('/list', spec, read(address)) ?? ''
  expect(read(address).after).toBeNull()
})

test('changing what is listed goes back to the first page and keeps the rest', () => {
  const params = read('/list?q=a&kind=firm&after=c1&before=c0&size=50')
  expect(listHref('/list', spec, params, { filters: { kind: '' } })).toBe('/list?q=a&size=50')
  expect(listHref('/list', spec, params, { sort: 'name', order: 'asc' })).toBe(
    '/list?q=a&kind=firm&sort=name&order=asc&size=50',
  )
  expect(listHref('/list', spec, read('/list'))).toBe('/list')
})
