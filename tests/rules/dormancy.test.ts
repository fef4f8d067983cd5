import fc from 'fast-check'
import {
  activatedBefore,
  capOf,
  type Due,
  dayAfterYears,
  dueOf,
  nextEdge,
  quietSince,
  type Reminder,
  reminderKey,
  reminderOf,
} from '@/lib/membership/dormancy.rules'
import { shiftDay } from '@/lib/platform/calendar'
import { chinaDay, startOfDay } from '@/lib/platform/time'
import { defaultMembership, type MembershipPolicy, membershipSchema } from '@/lib/policy/membership-policy'
import { policySchema } from '@/lib/policy/policy.schema'
import { presets } from '@/lib/policy/presets/all'

const policy: MembershipPolicy = { ...defaultMembership, dormantAfterYears: 1, leaveAfterYears: 2 }
const china = (text: string) => new Date(`${text}+08:00`)
const active = (activatedAt: Date) => ({ status: 'active' as const, activatedAt, leaveOn: null })
const dormant = (activatedAt: Date, leaveOn: string | null = null) => ({
  status: 'dormant' as const,
  activatedAt,
  leaveOn,
})
const kindAt = (at: string, standing: Parameters<typeof dueOf>[1], reminders: Reminder[] = []) =>
  dueOf(policy, standing, reminders, china(at))?.kind ?? null
/** As if every reminder of the automatic exit had gone out on its day. */
const delivered = (on: string): Reminder[] =>
  policy.reminderDays.map(days => ({ edge: 'leave', on, days, sentAt: china(`${shiftDay(on, -days)}T09:00:00`) }))

describe('a year by the calendar of China', () => {
  test.each([
    ['a second before midnight', '2026-03-10T23:59:59', '2027-03-11'],
    ['midnight', '2026-03-11T00:00:00', '2027-03-12'],
    ['before a leap day', '2027-03-01T12:00:00', '2028-03-02'],
    ['29 February', '2028-02-29T12:00:00', '2029-03-01'],
    ['28 February of a leap year', '2028-02-28T12:00:00', '2029-03-01'],
    ['1 March of a leap year', '2028-03-01T12:00:00', '2029-03-02'],
    ['the last day of a year', '2026-12-31T23:59:59', '2028-01-01'],
  ])('who logged in at %s (%s) sleeps from %s', (_, login, on) => {
    const standing = active(china(login))
    expect(nextEdge(policy, standing)).toEqual({ edge: 'sleep', on })
    expect(kindAt(`${shiftDay(on, -1)}T23:59:59`, standing, known(on, 'sleep'))).toBeNull()
    expect(kindAt(`${on}T00:00:00`, standing)).toBe('sleep')
  })

  test('29 February has an anniversary of its own after four years', () => {
    expect(dayAfterYears(china('2024-02-29T08:00:00'), 4)).toBe('2028-03-01')
    expect(dayAfterYears(china('2024-02-29T08:00:00'), 2)).toBe('2026-03-01')
  })

  const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2060, 0, 1) }).map(ms => new Date(ms))

  test('nobody sleeps before a whole year is over, and everybody does a day later', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 5 }), (login, years) => {
        const begins = startOfDay(dayAfterYears(login, years))
        const days = (begins.getTime() - login.getTime()) / 86_400_000
        expect(days).toBeGreaterThan(365 * years)
        expect(days).toBeLessThanOrEqual(365 * years + Math.ceil(years / 4) + 1)
      }),
    )
  })

  test('a login later is never asleep earlier', () => {
    fc.assert(
      fc.property(instants, instants, (one, other) => {
        const [first, second] = one < other ? [one, other] : [other, one]
        expect(dayAfterYears(first, 1) <= dayAfterYears(second, 1)).toBe(true)
      }),
    )
  })

  test('what the database is asked for is exactly who has passed the years by a day', () => {
    const leap = fc.constantFrom('2024-02-28', '2024-02-29', '2024-03-01', '2023-02-28', '2023-03-01').map(startOfDay)
    fc.assert(
      fc.property(
        fc.oneof(instants, leap),
        fc.oneof(instants, leap),
        fc.integer({ min: 1, max: 5 }),
        (at, login, years) => {
          const day = chinaDay(at)
          expect(login < activatedBefore(day, years)).toBe(dayAfterYears(login, years) <= day)
        },
      ),
    )
  })

  test('nobody about whom something is due is passed over', () => {
    fc.assert(
      fc.property(instants, instants, (login, at) => {
        const due = dueOf(policy, active(login), [], at)
        if (due) expect(login < quietSince(policy, 'sleep', at)!).toBe(true)
      }),
    )
  })
})

const known = (on: string, edge: 'sleep' | 'leave'): Reminder[] =>
  policy.reminderDays.map(days => ({ edge, on, days, sentAt: null }))

describe('reminders', () => {
  const standing = active(china('2026-03-10T12:00:00'))
  const on = '2027-03-11'
  test.each([
    ['31 days before', '2027-02-08T23:59:59', null],
    ['30 days before', '2027-02-09T00:00:00', 30],
    ['8 days before', '2027-03-03T23:59:59', 30],
    ['7 days before', '2027-03-04T00:00:00', 7],
    ['a day before', '2027-03-10T00:00:00', 1],
    ['the last second', '2027-03-10T23:59:59', 1],
  ])('%s', (_, at, days) => {
    expect(dueOf(policy, standing, [], china(at))).toEqual(days && { kind: 'remind', edge: 'sleep', on, days })
  })

  test('each goes out once, and a missed one is not sent after the next', () => {
    const sent: Reminder = { edge: 'sleep', on, days: 7, sentAt: null }
    expect(kindAt('2027-03-05T12:00:00', standing, [sent])).toBeNull()
    expect(kindAt('2027-03-10T12:00:00', standing, [sent])).toBe('remind')
    expect(kindAt('2027-03-05T12:00:00', standing, [{ ...sent, on: '2027-03-12' }])).toBe('remind')
  })

  test('a key says which reminder it is', () => {
    const reminder = { edge: 'leave', on, days: 7 } as const
    const key = reminderKey('0198-a', reminder)
    expect(reminderOf(key, null)).toEqual({ ...reminder, sentAt: null })
    for (const other of ['application:x:1', 'reminder:x:leave:soon:7', 'membership:x:2'])
      expect(reminderOf(other, null)).toBeNull()
  })
})

describe('automatic exit', () => {
  const login = china('2024-03-10T12:00:00')
  const on = '2026-03-11'

  test('the notice begins thirty days before the end of the second year', () => {
    expect(kindAt('2026-02-08T12:00:00', dormant(login))).toBeNull()
    expect(dueOf(policy, dormant(login), [], china('2026-02-09T00:00:00'))).toEqual({
      kind: 'remind',
      edge: 'leave',
      on,
      days: 30,
    })
  })

  test('after a long stop the notice has its full length all the same', () => {
    expect(dueOf(policy, dormant(login), [], china('2029-07-01T12:00:00'))).toEqual({
      kind: 'remind',
      edge: 'leave',
      on: '2029-07-31',
      days: 30,
    })
  })

  test('on the announced day, and only when every reminder went out before the next one', () => {
    const all = delivered(on)
    expect(kindAt('2026-03-10T23:59:59', dormant(login, on), all)).toBeNull()
    expect(kindAt('2026-03-11T00:00:00', dormant(login, on), all)).toBe('leave')
  })

  test.each<[string, (all: Reminder[]) => Reminder[], Due['kind']]>([
    ['the last was never delivered', all => all.map(one => (one.days === 1 ? { ...one, sentAt: null } : one)), 'stuck'],
    [
      'the first was never delivered',
      all => all.map(one => (one.days === 30 ? { ...one, sentAt: null } : one)),
      'stuck',
    ],
    ['one was never written, because the system stood still', all => all.filter(one => one.days !== 7), 'remind'],
    ['all came on the day itself', all => all.map(one => ({ ...one, sentAt: china(`${on}T00:00:00`) })), 'remind'],
    ['they announced another day', all => all.map(one => ({ ...one, on: '2026-03-12' })), 'remind'],
    ['they were about falling asleep', all => all.map(one => ({ ...one, edge: 'sleep' as const })), 'remind'],
  ])('not when %s', (_, change, kind) => {
    expect(kindAt(`${on}T08:00:00`, dormant(login, on), change(delivered(on)))).toBe(kind)
  })

  test('whatever was sent when, nobody leaves without each reminder, a full notice and two whole years', () => {
    const at = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }).map(ms => new Date(ms))
    const reminder = fc.record({
      edge: fc.constantFrom('sleep' as const, 'leave' as const),
      on: fc.constantFrom(on, '2026-03-12'),
      days: fc.constantFrom(30, 7, 1),
      sentAt: fc.option(at),
    })
    fc.assert(
      fc.property(fc.array(reminder, { maxLength: 8 }), fc.option(fc.constant(on)), at, (reminders, leaveOn, now) => {
        if (dueOf(policy, dormant(login, leaveOn), reminders, now)?.kind !== 'leave') return
        expect(chinaDay(now) >= on).toBe(true)
        for (const days of [30, 7, 1])
          expect(
            reminders.some(one => one.days === days && one.on === on && one.sentAt && one.sentAt < startOfDay(on)),
          ).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

test.each(['suspended', 'leaving', 'left'] as const)('the clock does nothing to who is %s', status => {
  expect(nextEdge(policy, { status, activatedAt: china('2000-01-01T00:00:00'), leaveOn: null })).toBeNull()
})

test('the cap is a part of the pool, and never less than its least', () => {
  expect([capOf(policy, 0), capOf(policy, 999), capOf(policy, 1000), capOf(policy, 100_000)]).toEqual([
    20, 20, 20, 2000,
  ])
})

describe('the policy', () => {
  test('绍兴 and the demo have it, 武汉 and 西藏 do not', () => {
    expect(
      [presets.shaoxing, presets.demo].map(({ membership: m }) => [m.dormantAfterYears, m.leaveAfterYears]),
    ).toEqual([
      [1, 2],
      [1, 2],
    ])
    for (const { membership } of [presets.wuhan, presets.xizang]) {
      expect(membership.dormantAfterYears).toBeNull()
      expect(dueOf(membership, active(china('1990-01-01T00:00:00')), [], china('2026-01-01T00:00:00'))).toBeNull()
    }
  })

  test('an installed policy that says nothing stays readable, and nobody falls asleep under it', () => {
    const { membership: _, ...installed } = presets.shaoxing
    expect(policySchema.parse(installed).membership).toEqual(defaultMembership)
  })

  test.each([
    [{ leaveAfterYears: 2 }],
    [{ dormantAfterYears: 2, leaveAfterYears: 2 }],
    [{ reminderDays: [7, 30] }],
    [{ reminderDays: [] }],
    [{ reentryMonths: { nonsense: 3 } }],
  ])('refuses %j', given => {
    expect(membershipSchema.safeParse(given).success).toBe(false)
  })
})

test('an announced day that a longer policy has overtaken holds no more: nobody leaves by it', () => {
  const login = china('2024-03-10T09:00:00')
  const on = dayAfterYears(login, 2)
  const at = `${on}T01:00:00`
  expect(kindAt(at, dormant(login, on), delivered(on))).toBe('leave')
  const longer = { ...policy, leaveAfterYears: 3 }
  expect(dueOf(longer, dormant(login, on), delivered(on), china(at))).toBeNull()
  expect(nextEdge(longer, dormant(login, on))).toEqual({ edge: 'leave', on: dayAfterYears(login, 3) })
})
