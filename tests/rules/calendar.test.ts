import fc from 'fast-check'
import * as counting from '@/lib/platform/calendar'
import { calendarWith, holidaysKnownThrough, publishedCalendar, specialDaysOf } from '@/lib/platform/calendar'
import { chinaDay } from '@/lib/platform/time'

const isWorkingDay = (day: string) => counting.isWorkingDay(day, publishedCalendar)
const workingDaysBetween = (from: Date, to: Date) => counting.workingDaysBetween(from, to, publishedCalendar)
const addWorkingDays = (from: Date, n: number) => counting.addWorkingDays(from, n, publishedCalendar)
const lateBefore = (at: Date, n: number) => counting.lateBefore(at, n, publishedCalendar)

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

describe('working minutes', () => {
  const hours = { from: '09:30', to: '18:00' }
  const minutes = (from: string, to: string, calendar = publishedCalendar) =>
    counting.workingMinutesBetween(china(from), china(to), hours, calendar)

  test.each([
    ['2026-11-20T10:00:00', '2026-11-20T10:20:00', 20, 'in hours'],
    ['2026-11-20T10:00:00', '2026-11-20T10:20:59', 20, 'whole minutes only'],
    ['2026-11-20T09:00:00', '2026-11-20T09:40:00', 10, 'before the doors open'],
    ['2026-11-20T12:00:00', '2026-11-20T14:00:00', 120, 'over lunch, which is not modelled'],
    ['2026-11-19T17:50:00', '2026-11-20T09:35:00', 15, 'over a night'],
    ['2026-11-19T20:00:00', '2026-11-20T09:30:00', 0, 'a night alone'],
    ['2026-11-20T17:55:00', '2026-11-23T09:40:00', 15, 'over a weekend'],
    ['2026-09-30T17:00:00', '2026-10-08T10:00:00', 90, 'over National Day'],
    ['2026-10-09T17:50:00', '2026-10-10T09:40:00', 20, 'into a Saturday worked in exchange'],
    ['2026-11-16T09:30:00', '2026-11-21T00:00:00', 5 * 510, 'a whole week'],
    ['2026-11-20T10:20:00', '2026-11-20T10:00:00', 0, 'backwards'],
  ])('from %s to %s: %i (%s)', (from, to, wanted) => {
    expect(minutes(from, to)).toBe(wanted)
  })

  test('corrections count', () => {
    const corrected = calendarWith([{ day: '2026-11-20', isWorkday: false }])
    expect(minutes('2026-11-19T17:50:00', '2026-11-23T09:40:00', corrected)).toBe(20)
  })

  test('hours that end before they begin are refused', () => {
    const odd = { from: '18:00', to: '09:00' }
    expect(() =>
      counting.workingMinutesBetween(china('2026-11-20T10:00:00'), new Date(), odd, publishedCalendar),
    ).toThrow(RangeError)
  })

  test.each([
    ['2026-11-20T10:00:00', 20, '2026-11-20T10:20:00'],
    ['2026-11-20T17:50:00', 20, '2026-11-23T09:40:00'],
    ['2026-11-20T17:40:00', 20, '2026-11-20T18:00:00'],
    ['2026-11-21T12:00:00', 20, '2026-11-23T09:50:00'],
    ['2026-09-30T17:50:00', 20, '2026-10-08T09:40:00'],
  ])('from %s, %i minutes are over at %s', (from, n, due) => {
    expect(counting.addWorkingMinutes(china(from), n, hours, publishedCalendar)).toEqual(china(due))
  })

  test('what began before lateBeforeMinutes, and nothing else, has waited too long', () => {
    const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }).map(ms => new Date(ms))
    fc.assert(
      fc.property(instant, fc.integer({ min: 5, max: 480 }), fc.integer({ min: -4000, max: 4000 }), (at, n, shift) => {
        const bound = counting.lateBeforeMinutes(at, n, hours, publishedCalendar)
        const began = new Date(bound.getTime() + shift * 1000)
        const waited = counting.workingMinutesBetween(began, at, hours, publishedCalendar)
        if (began <= at) expect(waited > n).toBe(began < bound)
        const justBefore = new Date(bound.getTime() - 1)
        expect(counting.workingMinutesBetween(justBefore, at, hours, publishedCalendar)).toBeGreaterThan(n)
      }),
    )
  })
})

describe('corrections', () => {
  const corrected = calendarWith([
    { day: '2026-11-20', isWorkday: false },
    { day: '2026-11-21', isWorkday: true },
    { day: '2026-10-01', isWorkday: true },
    { day: '2026-10-10', isWorkday: false },
    { day: '2026-11-18', isWorkday: true },
  ])
  test.each([
    ['2026-11-20', false, 'a Friday taken off'],
    ['2026-11-21', true, 'a Saturday worked'],
    ['2026-10-01', true, 'a holiday worked'],
    ['2026-10-10', false, 'a Saturday not worked after all'],
    ['2026-11-18', true, 'said again what was so already'],
    ['2026-11-19', true, 'untouched'],
  ])('%s is worked: %s (%s)', (day, worked) => {
    expect(counting.isWorkingDay(day, corrected)).toBe(worked)
  })

  test('counting agrees with the days', () => {
    const [from, to] = [china('2026-09-30T10:00:00'), china('2026-11-30T10:00:00')]
    let counted = 0
    for (let day = '2026-10-01'; day <= '2026-11-30'; day = counting.shiftDay(day, 1))
      if (counting.isWorkingDay(day, corrected)) counted += 1
    expect(counting.workingDaysBetween(from, to, corrected)).toBe(counted)
    expect(counted).toBe(counting.workingDaysBetween(from, to, publishedCalendar))
  })

  test('the special days of a year are named; an unknown year has none', () => {
    expect(specialDaysOf(2026).find(one => one.day === '2026-10-01')).toEqual({
      day: '2026-10-01',
      isWorkday: false,
      name: '国庆节',
    })
    expect(specialDaysOf(2026).find(one => one.day === '2026-10-10')?.isWorkday).toBe(true)
    expect(specialDaysOf(2031)).toEqual([])
  })
})
