import type { StaffRoleName } from '@/lib/access/actor'
import {
  administratorRoles,
  goTogether,
  roleInfo,
  staffRoles,
  whyNotLose,
  whyNotRole,
  whyNotRoles,
} from '@/lib/staff/role.rules'

/** Every pair that one person may hold, written out apart from the code; all others exclude each other (trust AC9). */
const allowed = new Set([
  'bureauReviewer bureauManager',
  'bureauReviewer noticeEditor',
  'bureauManager noticeEditor',
  'bureauManager drawRequester',
  'bureauReviewer drawRequester',
  'noticeEditor drawRequester',
  'bureauReviewer drawOperator',
  'noticeEditor drawOperator',
  'bureauReviewer drawNotifier',
  'noticeEditor drawNotifier',
])
const pairs = staffRoles.flatMap((a, at) => staffRoles.slice(at + 1).map(b => [a, b] as const))

test('every role has words, and the pairs are all there', () => {
  expect(Object.keys(roleInfo)).toHaveLength(12)
  expect(pairs).toHaveLength(66)
})

test.each(pairs)('%s and %s', (a, b) => {
  const fine = allowed.has(`${a} ${b}`) || allowed.has(`${b} ${a}`)
  expect(goTogether(a, b)).toBe(fine)
  expect(goTogether(b, a)).toBe(fine)
  if (!fine) {
    expect(whyNotRoles([a, b], 'bureau')).toMatch(/同一人担任|归口管理部门/)
    expect(whyNotRoles([b, a], 'bureau')).not.toBeNull()
  } else expect(whyNotRoles([a, b], 'bureau')).toBeNull()
})

test('the administrators exclude everybody, and the sentence says why', () => {
  for (const administrator of administratorRoles)
    for (const other of staffRoles.filter(role => role !== administrator && role !== 'departmentReviewer'))
      expect(whyNotRole(other, [administrator], 'bureau')).toContain('三名管理员相互制约')
})

test('staff of a department are its reviewers and nothing else; the bureau has no such reviewers', () => {
  for (const role of staffRoles)
    expect([role, whyNotRole(role, [], 'department') === null]).toEqual([role, role === 'departmentReviewer'])
  expect(whyNotRole('departmentReviewer', [], 'bureau')).toContain('系统管理员')
})

test('the last administrator of a kind stays, and the sentence says what to do', () => {
  const none = { systemAdmin: 0, securityAdmin: 0, auditAdmin: 0 }
  for (const role of administratorRoles) {
    expect(whyNotLose([role], none)).toMatch(/唯一.*请先/)
    expect(whyNotLose([role], { ...none, [role]: 1 })).toBeNull()
  }
  const business: StaffRoleName[] = ['bureauReviewer', 'bureauManager', 'noticeEditor', 'departmentReviewer']
  expect(whyNotLose(business, none)).toBeNull()
})
