import type { Actor, StaffRoleName } from '@/lib/access/actor'
import { demo } from '@/lib/policy/presets/demo'
import { shaoxing } from '@/lib/policy/presets/shaoxing'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { xizang } from '@/lib/policy/presets/xizang'
import {
  type ApplicationEvent,
  type ApplicationFacts,
  type ApplicationStatus,
  applicationMachine,
} from '@/lib/workflow/application.machine'
import { openEvents, stepLabel, whyNot } from '@/lib/workflow/machine'

const machine = applicationMachine(wuhan)
const request = { id: 't', address: '127.0.0.1' }
const person = { accountId: 'a', name: '某人', request }
const staff = (role: StaffRoleName): Actor => ({
  kind: 'staff',
  ...person,
  office: '局',
  departmentId: null,
  roles: [role],
})
const unit = (unitActive: boolean): Actor => ({ kind: 'unitAdmin', ...person, unitId: 'u', unitName: '院', unitActive })

const actors: Record<string, Actor> = {
  bureauReviewer: staff('bureauReviewer'),
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
const statuses = Object.keys(machine.labels) as ApplicationStatus[]
const events: ApplicationEvent[] = ['fill', 'submit', 'recommend', 'return', 'refuse', 'approve', 'withdraw']
const fine: ApplicationFacts = { missing: [], ownApplication: false }

/** Everything that may happen under 武汉, written out apart from the code: status, event, role. All else is forbidden. */
const allowed = new Set([
  'empty fill individual',
  'draft submit individual',
  'returned submit individual',
  'atUnit withdraw individual',
  'atBureau withdraw individual',
  'atUnit recommend activeUnitAdmin',
  'atUnit return activeUnitAdmin',
  'atUnit refuse activeUnitAdmin',
  'atBureau approve bureauReviewer',
  'atBureau return bureauReviewer',
  'atBureau refuse bureauReviewer',
])

const triples = statuses.flatMap(status =>
  events.flatMap(event => Object.keys(actors).map(role => [status, event, role] as const)),
)

test('the table has every status, event and role', () => {
  expect(triples).toHaveLength(12 * 7 * 10)
})

test.each(triples)('%s × %s × %s (trust AC7)', (status, event, role) => {
  const why = whyNot(machine, status, event, actors[role]!, fine)
  const isOpen = openEvents(machine, status, actors[role]!, fine).some(open => open.event === event && !open.whyNot)
  if (allowed.has(`${status} ${event} ${role}`)) {
    expect(why).toBeNull()
    expect(isOpen).toBe(true)
  } else {
    expect(why).toMatch(/^(当前状态是「.+」，不能进行这一步。|您没有办理这一步的权限。)$/)
    expect(isOpen).toBe(false)
  }
})

test('what is missing keeps an application from being sent, and is counted', () => {
  const facts = { ...fine, missing: ['请选择民族', '请填写所在部门'] }
  expect(whyNot(machine, 'draft', 'submit', actors.individual!, facts)).toBe('还有 2 项没有填好，填好后才能提交。')
})

test.each([
  ['atUnit', 'recommend', 'activeUnitAdmin'],
  ['atUnit', 'return', 'activeUnitAdmin'],
  ['atUnit', 'refuse', 'activeUnitAdmin'],
  ['atBureau', 'approve', 'bureauReviewer'],
  ['atBureau', 'return', 'bureauReviewer'],
  ['atBureau', 'refuse', 'bureauReviewer'],
] as const)('nobody decides about himself: %s %s', (status, event, role) => {
  const facts = { ...fine, ownApplication: true }
  expect(whyNot(machine, status, event, actors[role]!, facts)).toContain('不能办理本人的申请')
  expect(openEvents(machine, status, actors[role]!, facts).find(open => open.event === event)?.whyNot).toBeTruthy()
})

test('a return and a refusal owe a reason, the rest does not', () => {
  const asked = (status: ApplicationStatus, role: string) =>
    Object.fromEntries(openEvents(machine, status, actors[role]!, fine).map(open => [open.event, open.opinion]))
  expect(asked('atUnit', 'activeUnitAdmin')).toEqual({ recommend: 'optional', return: 'required', refuse: 'required' })
  expect(asked('atBureau', 'bureauReviewer')).toEqual({ approve: 'optional', return: 'required', refuse: 'required' })
  expect(asked('atUnit', 'individual')).toEqual({ withdraw: 'optional' })
})

test('labels are the literal words (E2), with the name of the authority', () => {
  expect(machine.labels).toMatchObject({
    empty: '信息未填写',
    atUnit: '待单位推荐',
    atBureau: '待科技局审核',
    admitted: '审核通过',
    refused: '审核不通过',
    returned: '退回修改',
    withdrawn: '已撤回',
  })
  expect(applicationMachine(xizang).labels.atBureau).toBe('待科技厅审核')
})

test('a history says in words what happened', () => {
  const step = (event: string, from: string | null, to: string) => stepLabel(machine, { event, from, to })
  expect(step('create', null, 'empty')).toBe('注册个人账号')
  expect(step('restart', null, 'draft')).toBe('重新申请')
  expect(step('refuse', 'atUnit', 'refused')).toBe('不予推荐')
  expect(step('refuse', 'atBureau', 'refused')).toBe('审核不通过')
})

test.each([wuhan, xizang, shaoxing, demo])(
  '$preset: each desk leads to the next, the last into the pool or refuses',
  policy => {
    const { rows } = applicationMachine(policy)
    const status = { unit: 'atUnit', department: 'atDepartment', bureau: 'atBureau' } as const
    policy.path.desks.forEach((desk, index) => {
      const here = rows.filter(row => row.from.includes(status[desk]))
      const next = policy.path.desks[index + 1]
      expect(here.find(row => row.event === (next ? 'recommend' : 'approve'))?.to).toBe(
        next ? status[next] : 'admitted',
      )
      expect(here.map(row => row.event).sort()).toEqual(
        [next ? 'recommend' : 'approve', 'refuse', 'return', 'withdraw'].sort(),
      )
    })
    // one event never leads to two places from one status
    const ways = rows.flatMap(row => row.from.map(from => `${from} ${row.event}`))
    expect(new Set(ways).size).toBe(ways.length)
  },
)
