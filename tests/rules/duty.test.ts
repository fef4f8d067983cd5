import { isAway, leavesMeet, servesOf } from '@/lib/staff/duty.rules'

const unit = (unitId: string) => ({ unitId, departmentId: null, disciplineCode: null })
const department = (departmentId: string) => ({ unitId: null, departmentId, disciplineCode: null })
const discipline = (disciplineCode: string) => ({ unitId: null, departmentId: null, disciplineCode })
const leave = { awayFrom: '2026-10-01', awayTo: '2026-10-07' }

test('both days of a leave count, and without days nobody is away', () => {
  const days = ['2026-09-30', '2026-10-01', '2026-10-07', '2026-10-08']
  expect(days.map(day => isAway(leave, day))).toEqual([false, true, true, false])
  expect(isAway({ awayFrom: null, awayTo: null }, '2026-10-01')).toBe(false)
})

test.each([
  ['2026-10-07', '2026-10-09', true],
  ['2026-09-01', '2026-10-01', true],
  ['2026-10-03', '2026-10-03', true],
  ['2026-10-08', '2026-10-09', false],
])('a leave from %s to %s meets the one of the holidays: %s', (awayFrom, awayTo, meets) => {
  expect(leavesMeet(leave, { awayFrom, awayTo })).toBe(meets)
  expect(leavesMeet({ awayFrom, awayTo }, leave)).toBe(meets)
})

test('a deputy serves what is his, and while the other is away also what is the other one’s', () => {
  const own = [unit('u1'), discipline('320')]
  const other = { ...leave, duties: [unit('u1'), unit('u2'), department('d1')] }
  expect(servesOf(own, [other], '2026-09-30')).toEqual({ units: ['u1'], departments: [], disciplines: ['320'] })
  expect(servesOf(own, [other], '2026-10-02')).toEqual({
    units: ['u1', 'u2'],
    departments: ['d1'],
    disciplines: ['320'],
  })
})

test('who serves nothing in particular is shown everything', () => {
  expect(servesOf([], [], '2026-10-02')).toBeNull()
  expect(servesOf([], [{ ...leave, duties: [unit('u1')] }], '2026-10-08')).toBeNull()
})
