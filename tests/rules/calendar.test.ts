import fc from 'fast-check'
import {
  addWorkingDays,
  holidaysKnownThrough,
  isWorkingDay,
  lateBefore,
  workingDaysBetween,
} from '@/lib/platform/calendar'
import { chinaDay } from '@/lib/platform/time'

/** An instant given as the clock on a wall in China shows it. */
const china = (wall: string): Date => new Date(`${wall}+08:00`)

test.each([
  ['2026-10-01', false, 'National Day'],
  ['2026-10-07', false, 'the last day of the holiday'],
  ['2026-10-08', true, 'a Thursday'],
  ['2026-10-10', true, 'a Saturday worked in exchange'],
  ['2026-10-11', false, 'a Sunday'],
  ['2026-11-20', true, 'a Friday'],
  ['2026-11-21', false, 'a Saturday'],
  ['2031-03-03', true, 'a Monday of a year without data'],
  ['2031-03-08', false, 'a Saturday of a year without data'],
  ['1969-12-29', true, 'a Monday before 1970'],
])('%s is worked: %s (%s)', (day, worked) => {
  expect(isWorkingDay(day)).toBe(worked)
})

test('the data reaches this year', () => {
  expect(holidaysKnownThrough).toBeGreaterThanOrEqual(2026)
})

describe('waiting', () => {
  test.each([
    ['2026-11-20T09:00:00', '2026-11-20T23:59:59', 0],
    ['2026-11-20T09:00:00', '2026-11-22T23:59:59', 0],
    ['2026-11-20T23:59:59', '2026-11-23T00:00:00', 1],
    ['2026-11-16T10:00:00', '2026-11-18T09:00:00', 2],
    ['2026-09-30T10:00:00', '2026-10-10T10:00:00', 3],
    ['2026-11-23T09:00:00', '2026-11-20T09:00:00', 0],
    ['2026-11-21T09:00:00', '2026-11-23T09:00:00', 1],
  ])('from %s to %s: %i working days', (from, to, days) => {
    expect(workingDaysBetween(china(from), china(to))).toBe(days)
  })

  test('days change at midnight in China, wherever the server stands', () => {
    const friday = new Date('2026-11-20T15:59:59Z')
    expect(workingDaysBetween(friday, new Date('2026-11-22T15:59:59Z'))).toBe(0)
    expect(workingDaysBetween(friday, new Date('2026-11-22T16:00:00Z'))).toBe(1)
  })

  test('agrees with counting day by day', () => {
    const day = fc.integer({ min: Date.UTC(2003, 0, 1), max: Date.UTC(2030, 0, 1) }).map(ms => new Date(ms))
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), (from, days) => {
        const to = new Date(from.getTime() + days * 86_400_000)
        let counted = 0
        for (let at = from.getTime() + 86_400_000; at <= to.getTime(); at += 86_400_000)
          if (isWorkingDay(chinaDay(new Date(at)))) counted += 1
        expect(workingDaysBetween(from, to)).toBe(counted)
      }),
    )
  })
})

describe('due', () => {
  test.each([
    ['2026-11-19T10:00:00', 2, '2026-11-23'],
    ['2026-11-21T10:00:00', 2, '2026-11-24'],
    ['2026-09-30T10:00:00', 2, '2026-10-09'],
    ['2026-10-09T10:00:00', 1, '2026-10-10'],
    ['2026-11-19T10:00:00', 0, '2026-11-19'],
  ])('from %s within %i working days: the end of %s', (from, n, day) => {
    expect(addWorkingDays(china(from), n)).toEqual(china(`${day}T23:59:59.999`))
  })

  test('what is due in n working days has then waited n', () => {
    const instant = fc.integer({ min: Date.UTC(2004, 0, 1), max: Date.UTC(2040, 0, 1) }).map(ms => new Date(ms))
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 60 }), (from, n) => {
        const due = addWorkingDays(from, n)
        expect(workingDaysBetween(from, due)).toBe(n)
        expect(workingDaysBetween(from, new Date(due.getTime() - 86_400_000))).toBe(n - 1)
      }),
    )
  })

  test.each([-1, 1.5, Number.NaN, 1001, Number.POSITIVE_INFINITY])('%s working days are refused', n => {
    expect(() => addWorkingDays(china('2026-11-19T10:00:00'), n)).toThrow(RangeError)
  })
})

test('what began before lateBefore, and nothing else, has waited too long', () => {
  const instant = fc.integer({ min: Date.UTC(2004, 0, 1), max: Date.UTC(2040, 0, 1) }).map(ms => new Date(ms))
  fc.assert(
    fc.property(instant, fc.integer({ min: 0, max: 30 }), fc.integer({ min: -200, max: 200 }), (at, n, hours) => {
      const bound = lateBefore(at, n)
      const began = new Date(bound.getTime() + hours * 3_600_000)
      if (began <= at) expect(workingDaysBetween(began, at) > n).toBe(began < bound)
      expect(workingDaysBetween(new Date(bound.getTime() - 1), at)).toBeGreaterThan(n)
    }),
  )
})
