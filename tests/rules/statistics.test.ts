import fc from 'fast-check'
import { codes } from '@/lib/dict/tree'
import { regionGroup } from '@/lib/statistics/dimension.rules'
import { flowsOf } from '@/lib/statistics/flows.rules'
import { gapsOf } from '@/lib/statistics/gaps.rules'
import { median, percentile, type Weighted, within } from '@/lib/statistics/numbers.rules'
import { parseStatistics, rangesOn, statisticsHref, yearRange } from '@/lib/statistics/range.rules'
import { beside, changeWords, yearsOf } from '@/lib/statistics/report.rules'

const weighted = fc.array(fc.record({ value: fc.nat(60), count: fc.nat(5) }), { maxLength: 12 })
const spread = (values: Weighted[]) =>
  values.flatMap(({ value, count }) => Array<number>(count).fill(value)).sort((a, b) => a - b)

describe('the middle and the ninetieth of a hundred', () => {
  test.each([
    [[], null, null],
    [[3], 3, 3],
    [[1, 2], 1.5, 2],
    [[1, 2, 9], 2, 9],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5.5, 9],
    [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7], 0, 0],
  ])('%j: median %p, 90%% %p', (list, middle, ninety) => {
    const values = list.map(value => ({ value, count: 1 }))
    expect(median(values)).toBe(middle)
    expect(percentile(values, 90)).toBe(ninety)
  })

  test('are what they are of the values one by one, in whatever order they are given', () => {
    fc.assert(
      fc.property(weighted, fc.integer({ min: 1, max: 100 }), (values, hundredths) => {
        const list = spread(values)
        const total = list.length
        expect(percentile(values, hundredths)).toBe(
          total === 0 ? null : list[Math.max(1, Math.ceil((hundredths / 100) * total)) - 1],
        )
        expect(median(values)).toBe(
          total === 0 ? null : (list[Math.ceil(total / 2) - 1]! + list[Math.floor(total / 2)]!) / 2,
        )
        expect(within(values, hundredths)).toBe(list.filter(value => value <= hundredths).length)
      }),
    )
  })
})

test.each([
  [['4201'], '420106', '420106'],
  [['4201'], '420506', '420000'],
  [['54'], '540102', '540100'],
  [['54'], '540100', '540100'],
  [['42'], '429004', '429004'],
  [['42'], '110108', '110000'],
  [[], '330602', '330000'],
  [['3306'], '710000', '710000'],
  [['3306'], 'x', 'x'],
])('inside %j, somebody of %s is counted under %s', (inside, code, group) => {
  expect(regionGroup(inside, code)).toBe(group)
})

test('every region is counted under one there is', () => {
  const known = new Set(codes('region'))
  for (const inside of [['4201'], ['54'], ['3306'], ['42', '1101'], []])
    expect([...known].filter(code => !known.has(regionGroup(inside, code)))).toEqual([])
})

describe('the address of a page', () => {
  const today = '2026-11-21'
  const isDiscipline = (code: string) => code === '320'
  const parse = (raw: Record<string, string>) => parseStatistics(raw, today, isDiscipline)

  test('without anything: the pool now, twelve months with this one, few are fewer than five', () => {
    const params = parse({})
    expect(params).toMatchObject({ view: 'pool', on: null, under: null, threshold: 5, level: 1 })
    expect(params.range).toMatchObject({ key: '12', from: '2025-12-01', until: '2026-12-01' })
    expect(params.range.months).toHaveLength(12)
    expect(statisticsHref('/x', params)).toBe('/x')
  })

  test('what the page says about itself is read as the same', () => {
    const raw = { view: 'gaps', on: '2025-12-31', under: '320', range: '2025', threshold: '9', level: '2' }
    const params = parse(raw)
    expect(params).toMatchObject({ view: 'gaps', on: '2025-12-31', under: '320', threshold: 9, level: 2 })
    expect(params.range).toEqual(yearRange(2025))
    const href = statisticsHref('/x', params)
    expect(parse(Object.fromEntries(new URL(href, 'http://a').searchParams))).toEqual(params)
  })

  test.each([
    [{ on: '2026-11-21' }],
    [{ on: '2026-12-01' }],
    [{ on: '2025-02-30' }],
    [{ on: '0001-01-01' }],
    [{ under: '999' }],
    [{ range: '7' }],
    [{ range: '2027' }],
    [{ threshold: '0' }],
    [{ threshold: '1e9' }],
    [{ level: '3' }],
    [{ view: 'x' }],
  ])('%j counts as not said', raw => {
    expect(parse(raw)).toEqual(parse({}))
  })

  test('whatever stands there, it is read', () => {
    const text = fc.oneof(fc.string(), fc.array(fc.string()))
    fc.assert(
      fc.property(fc.record({ view: text, on: text, under: text, range: text, threshold: text, level: text }), raw => {
        expect(rangesOn(today)).toContainEqual(parseStatistics(raw, today, isDiscipline).range)
      }),
    )
  })

  test('a range ends where the next begins, over the turn of a year too', () => {
    expect(yearRange(2025)).toMatchObject({ from: '2025-01-01', until: '2026-01-01' })
    expect(yearRange(2025).until).toBe(yearRange(2026).from)
    expect(yearRange(2024).months.at(-1)).toBe('2024-12')
  })
})

describe('a year beside the one before', () => {
  const slice = (code: string, count: number) => ({ code, label: code, count })

  test('what is new began at nobody, what is gone ends there, and the rest keeps its order', () => {
    expect(beside([slice('b', 3), slice('a', 1)], [slice('a', 4), slice('c', 2)])).toEqual([
      { ...slice('b', 3), before: 0 },
      { ...slice('a', 1), before: 4 },
      { ...slice('c', 0), before: 2 },
    ])
    expect(beside([slice('b', 3)], undefined)).toEqual([{ ...slice('b', 3), before: null }])
  })

  test.each([
    [5, 3, '+2'],
    [3, 5, '−2'],
    [3, 3, '0'],
    [2000, 0, '+2,000'],
    [0, 2000, '−2,000'],
    [3, null, '—'],
    [3, undefined, '—'],
  ])('%p after %p is %s', (now, before, words) => {
    expect(changeWords(now, before)).toBe(words)
  })

  test('there is a report of each year since the first step, and of this one without any', () => {
    expect(yearsOf('2024-05-01', '2026-11-21')).toEqual([2026, 2025, 2024])
    expect(yearsOf(null, '2026-01-01')).toEqual([2026])
    expect(yearsOf('2027-01-01', '2026-12-31')).toEqual([2026])
  })
})

describe('months of a pool', () => {
  const rows = [
    { month: '2025-01', flow: 'in', kind: 'first', count: 3 },
    { month: '2025-01', flow: 'in', kind: 'legacy', count: 10 },
    { month: '2025-02', flow: 'out', kind: '', count: 2 },
    { month: '2025-02', flow: 'in', kind: 'restore', count: 1 },
    { month: '2025-02', flow: 'sleep', kind: null, count: 4 },
  ] as const

  test('each begins where the one before ended; ways and reasons have names', () => {
    const flows = flowsOf(['2025-01', '2025-02', '2025-03'], 7, rows)
    expect(flows.months.map(month => month.after)).toEqual([20, 19, 19])
    expect(flows).toMatchObject({ before: 7, in: 14, out: 2, sleep: 4, wake: 0, after: 19 })
    expect(flows.entries.map(({ label, count }) => [label, count])).toEqual([
      ['申请入库', 3],
      ['存量导入', 10],
      ['自动出库后恢复', 1],
    ])
    expect(flows.exits).toEqual([{ code: '', label: '超过规定的年限没有登录', count: 2 }])
  })
})

describe('gaps', () => {
  const row = (code: string, available: number, asleep: number, largest: number) => ({
    ...{ code, available, asleep, largest },
    ...{ label: code, above: '', unit: '院' },
  })
  const codesOf = (list: readonly { code: string }[]) => list.map(one => one.code)

  test('few, soon few, from one unit; half is not more than half, and who are few are not said twice', () => {
    const rows = [row('a', 4, 4, 4), row('b', 0, 0, 0), row('c', 5, 1, 1), row('d', 9, 4, 5), row('e', 10, 0, 5)]
    const gaps = gapsOf(rows, 5)
    expect(codesOf(gaps.thin)).toEqual(['b', 'a'])
    expect(codesOf(gaps.soon)).toEqual(['c'])
    expect(codesOf(gaps.concentrated)).toEqual(['d'])
  })
})
