import type { Actor, StaffRoleName } from '@/lib/access/actor'
import { permissions } from '@/lib/access/permissions'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { openEvents, stepLabel, whyNot } from '@/lib/workflow/machine'
import { type UnitEvent, type UnitStatus, unitMachine } from '@/lib/workflow/unit.machine'

const machine = unitMachine(wuhan)
const request = { id: 't', address: '127.0.0.1' }
const person = { accountId: 'a', name: '某人', request }
const staff = (...roles: StaffRoleName[]): Actor => ({
  kind: 'staff',
  ...person,
  office: '局',
  departmentId: null,
  roles,
})
const unit = (unitActive: boolean): Actor => ({ kind: 'unitAdmin', ...person, unitId: 'u', unitName: '院', unitActive })

const actors: Record<string, Actor> = {
  staff: staff(),
  bureauReviewer: staff('bureauReviewer'),
  bureauManager: staff('bureauManager'),
  departmentReviewer: staff('departmentReviewer'),
  noticeEditor: staff('noticeEditor'),
  systemAdmin: staff('systemAdmin'),
  securityAdmin: staff('securityAdmin'),
  auditAdmin: staff('auditAdmin'),
  unitAdmin: unit(false),
  activeUnitAdmin: unit(true),
  individual: { kind: 'individual', ...person },
  anonymous: { kind: 'anonymous', browser: 'b', request },
  system: { kind: 'system', job: 'j', request },
}
const statuses = Object.keys(machine.labels) as UnitStatus[]
const events: UnitEvent[] = ['approve', 'refuse', 'resubmit']

/** Everything that may happen, written out apart from the code: status, event, role. All else is forbidden. */
const allowed = new Set([
  'submitted approve bureauReviewer',
  'submitted refuse bureauReviewer',
  'refused resubmit unitAdmin',
  // an administrator whose session is older than the refusal
  'refused resubmit activeUnitAdmin',
])

const triples = statuses.flatMap(status =>
  events.flatMap(event => Object.keys(actors).map(role => [status, event, role] as const)),
)

test('the table has every status, event and role', () => {
  expect(triples).toHaveLength(6 * 3 * 13)
  const inTable = new Set(Object.values(permissions).flatMap(roles => [...roles] as string[]))
  expect([...inTable].filter(role => !(role in actors))).toEqual([])
})

test.each(triples)('%s × %s × %s (trust AC7)', (status, event, role) => {
  const why = whyNot(machine, status, event, actors[role]!, {})
  const isOpen = openEvents(machine, status, actors[role]!, {}).some(open => open.event === event && !open.whyNot)
  if (allowed.has(`${status} ${event} ${role}`)) {
    expect(why).toBeNull()
    expect(isOpen).toBe(true)
  } else {
    expect(why).toMatch(/^(当前状态是「.+」，不能进行这一步。|您没有办理这一步的权限。)$/)
    expect(isOpen).toBe(false)
  }
})

test('a refusal owes a reason, an approval may have one', () => {
  const asked = Object.fromEntries(
    openEvents(machine, 'submitted', actors.bureauReviewer!, {}).map(open => [open.event, open.opinion]),
  )
  expect(asked).toEqual({ approve: 'optional', refuse: 'required' })
})

test('labels are the literal words of the bureau', () => {
  expect(machine.labels).toMatchObject({ submitted: '待审核', active: '正常', refused: '不通过', disabled: '停用' })
})

test('a history says in words what happened', () => {
  const step = (event: string, from: string | null, to: string) => stepLabel(machine, { event, from, to })
  expect(step('register', null, 'submitted')).toBe('提交注册')
  expect(step('approve', 'submitted', 'active')).toBe('审核通过')
  expect(step('resubmit', 'refused', 'submitted')).toBe('修改并重新提交')
  expect(step('somethingOld', 'submitted', 'active')).toBe('正常')
})
