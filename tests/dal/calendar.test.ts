import type { StaffActor } from '@/lib/access/actor'
import { correctDay, undoDay, viewCalendarYear } from '@/lib/calendar/calendar.dal'
import { currentCalendar } from '@/lib/calendar/calendar.public.dal'
import { unknownYears } from '@/lib/calendar/calendar.rules'
import { correctDaySchema } from '@/lib/calendar/calendar.schema'
import { isWorkingDay } from '@/lib/platform/calendar'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { viewUnit } from '@/lib/unit/unit.dal'
import { useDatabase } from '../support/database'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()

let manager: StaffActor
let reviewer: StaffActor
beforeAll(async () => {
  reviewer = await makeReviewer('沈鉴')
  manager = { ...reviewer, roles: ['bureauManager'] }
})
afterEach(() => setClock(null))

const mark = (day: string, work: 'work' | 'rest', reason = '按通知调整') => correctDay(manager, { day, work, reason })
const worked = async (day: string) => isWorkingDay(day, await currentCalendar())

test('a day is marked and taken back; every count follows at once, and the audit trail has both', async () => {
  setClock(new Date('2026-11-19T02:00:00Z'))
  const { unitId } = await unitOf('submitted')
  setClock(new Date('2026-11-24T02:00:00Z'))
  const late = async () => (await viewUnit(reviewer, unitId)).wait?.overdue
  expect(await late()).toBe(true)
  await mark('2026-11-20', 'rest')
  expect([await worked('2026-11-20'), await late()]).toEqual([false, false])
  await undoDay(manager, { day: '2026-11-20' })
  expect([await worked('2026-11-20'), await late()]).toEqual([true, true])
  const events = await db().auditEvent.findMany({
    where: { objectId: '2026-11-20', result: 'done' },
    orderBy: { id: 'asc' },
  })
  expect(events.map(event => event.action)).toEqual(['calendar.correct', 'calendar.undo'])
})

test('the year shows holidays, exchanges and marks with who and why', async () => {
  await mark('2026-11-21', 'work', '补班')
  const year = await viewCalendarYear(manager, 2026)
  expect(year.notable.find(one => one.day === '2026-11-21')).toMatchObject({
    weekday: '星期六',
    isWorkday: true,
    name: '',
    correction: { reason: '补班', by: '沈鉴' },
  })
  expect(year.notable.find(one => one.day === '2026-10-01')).toMatchObject({ isWorkday: false, name: '国庆节' })
})

test('what the calendar says already is not marked; what is not marked cannot be taken back', async () => {
  expect((await refusalOf(mark('2026-11-18', 'work'))).message).toContain('本来就是工作日')
  expect((await refusalOf(undoDay(manager, { day: '2026-11-18' }))).message).toContain('没有标记')
})

test('years that nobody has published are said', async () => {
  const unknown = await viewCalendarYear(manager, 2031)
  expect(unknown.published).toBe(false)
  expect(unknownYears(unknown)).toContain('2031 年的放假安排尚未公布')
})

test.each(['', '2026-02-30', '2026-13-01', '1999-01-01', '2099-01-01', 'x'.repeat(1_000_000), '2026--'])(
  'a day written %.12s is refused with a sentence (trust IN1)',
  day => {
    const parsed = correctDaySchema.safeParse({ day, work: 'rest', reason: '依据' })
    expect(parsed.error?.issues.map(issue => `${issue.path}`)).toEqual(['day'])
  },
)
