import fc from 'fast-check'
import { setClock } from '@/lib/platform/clock'
import { addYears, ageOn, yearsBetween } from '@/lib/platform/fields/age'
import { daysInMonth, isRealDate, plainDate, plainMonth } from '@/lib/platform/fields/dates'
import { problemOf } from '../support/problem-of'

afterEach(() => setClock(null))

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

describe('plainDate', () => {
  test.each([
    '2020-01-05',
    '2020/1/5',
    '2020.01.5',
    '2020年1月5日',
    '2020 年 1 月 5 日',
    '20200105',
    '２０２０－０１－０５',
  ])('%s is read', typed => {
    expect(plainDate().parse(typed)).toBe('2020-01-05')
  })

  test('every day of the calendar passes, the day after the last of a month does not', () => {
    fc.assert(fc.property(day, date => expect(plainDate().parse(date)).toBe(date)))
    for (let month = 1; month <= 12; month += 1)
      for (const year of [1900, 2000, 2023, 2024]) {
        const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
        expect(daysInMonth(year, month)).toBe(last)
        const two = String(month).padStart(2, '0')
        expect(isRealDate(`${year}-${two}-${last}`)).toBe(true)
        expect(isRealDate(`${year}-${two}-${last + 1}`)).toBe(false)
      }
  })

  test.each([
    ['', '请填写日期'],
    ['昨天', '例如 2020-01-05'],
    ['2020-1', '例如 2020-01-05'],
    ['2020x1x5', '例如 2020-01-05'],
    ['2023-02-29', '2023 年 2 月没有 29 日'],
    ['2020-13-01', '2020 年 13 月没有 1 日'],
    ['2020-00-01', '没有'],
    ['1899-12-31', '不能早于 1900-01-01'],
    ['2101-01-01', '不能晚于 2100-12-31'],
  ])('%j is refused: %s', (typed, sentence) => {
    expect(problemOf(plainDate(), typed)).toContain(sentence)
  })

  test('bounds are included, and today is the day in China', () => {
    const atom = plainDate('发证时间', { min: '2000-01-01', max: 'today' })
    setClock(new Date('2026-11-20T16:30:00Z'))
    expect(atom.parse('2000-01-01')).toBe('2000-01-01')
    expect(atom.parse('2026-11-21')).toBe('2026-11-21')
    expect(problemOf(atom, '2026-11-22')).toBe('发证时间不能晚于今天，请核对')
    expect(problemOf(atom, '1999-12-31')).toBe('发证时间不能早于 2000-01-01，请核对')
    setClock(new Date('2026-11-20T15:30:00Z'))
    expect(atom.safeParse('2026-11-21').success).toBe(false)
  })
})

describe('plainMonth', () => {
  test.each(['2020-01', '2020/1', '2020.01', '2020年1月', '202001'])('%s is read', typed => {
    expect(plainMonth().parse(typed)).toBe('2020-01')
  })
  test.each([
    ['', '请填写年月'],
    ['2020-13', '1 至 12'],
    ['2020', '例如 2020-01'],
    ['1899-12', '不能早于 1900-01'],
  ])('%j is refused: %s', (typed, sentence) => {
    expect(problemOf(plainMonth(), typed)).toContain(sentence)
  })
  test('the month of today passes, the next does not', () => {
    setClock(new Date('2026-11-21T00:00:00Z'))
    expect(plainMonth('年月', { max: 'today' }).parse('2026-11')).toBe('2026-11')
    expect(problemOf(plainMonth('年月', { max: 'today' }), '2026-12')).toContain('不能晚于今天')
  })
})

describe('age', () => {
  test.each([
    ['1961-11-21', '2026-11-20', 64],
    ['1961-11-21', '2026-11-21', 65],
    ['1961-11-22', '2026-11-21', 64],
    ['2000-02-29', '2024-02-28', 23],
    ['2000-02-29', '2024-02-29', 24],
    ['2000-02-29', '2025-02-27', 24],
    ['2000-02-29', '2025-02-28', 25],
    ['2000-02-29', '2025-03-01', 25],
    ['2026-11-21', '2026-11-21', 0],
  ])('born on %s, on %s: %i', (birth, on, age) => {
    expect(ageOn(birth, on)).toBe(age)
  })

  test('years are added to the same day, or to the last of a shorter February', () => {
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28')
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29')
    expect(addYears('2024-02-29', 2)).toBe('2026-02-28')
    expect(addYears('2026-11-21', -65)).toBe('1961-11-21')
  })

  test('counting and adding years agree', () => {
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [from, to] = one <= other ? [one, other] : [other, one]
        const years = yearsBetween(from, to)
        expect(addYears(from, years) <= to).toBe(true)
        expect(addYears(from, years + 1) > to).toBe(true)
        expect(yearsBetween(to, from) + years).toBe(0)
      }),
    )
  })

  test.each(['2023-02-29', '', 'heute', '2020-1-5'])('%j is no day', text => {
    expect(() => ageOn(text, '2026-11-21')).toThrow(RangeError)
  })
})
