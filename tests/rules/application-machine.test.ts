import type { Actor, StaffActor } from '@/lib/access/actor'
import { desksOf } from '@/lib/policy/desk.rules'
import { type Course, type Policy, type Recommender, recommenders } from '@/lib/policy/policy.schema'
import { demo } from '@/lib/policy/presets/demo'
import { shaoxing } from '@/lib/policy/presets/shaoxing'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { xizang } from '@/lib/policy/presets/xizang'
import {
  type ApplicationEvent,
  type ApplicationFacts,
  type ApplicationStatus,
  applicantFacts,
  applicationMachine,
} from '@/lib/workflow/application.machine'
import { isDenied, openEvents, stepLabel, whyNot } from '@/lib/workflow/machine'
import { roleActors, staffActor } from '../support/role-actors'

const machine = applicationMachine(wuhan)
const departmentStaff: StaffActor = { ...staffActor('departmentReviewer'), office: '示范区科技局', departmentId: 'd' }
const { staff: _none, ...withRole } = roleActors
const actors: Record<string, Actor> = { ...withRole, departmentReviewer: departmentStaff }
const statuses = Object.keys(machine.labels) as ApplicationStatus[]
const events: ApplicationEvent[] = [
  ...(['fill', 'submit', 'recommend', 'return', 'refuse', 'approve', 'withdraw', 'decline'] as const),
  ...(['publish', 'object', 'hold', 'release', 'uphold', 'admit', 'supersede'] as const),
]
const fine: ApplicationFacts = applicantFacts

const proposers = ['activeUnitAdmin', 'departmentReviewer']

/** What may happen at each desk, and for the applicant, written out apart from the code: status, event, role. */
const atUnit = ['atUnit recommend activeUnitAdmin', 'atUnit return activeUnitAdmin', 'atUnit refuse activeUnitAdmin']
const atDepartment = ['recommend', 'return', 'refuse'].map(event => `atDepartment ${event} departmentReviewer`)
const standIn = ['recommend', 'return', 'refuse'].map(event => `atDepartment ${event} bureauReviewer`)
const atBureau = ['approve', 'return', 'refuse'].map(event => `atBureau ${event} bureauReviewer`)
/** 公示, wherever an entry is decided; that it is over is a fact, which no role can make. */
const publicity = [
  'proposed publish bureauManager',
  'proposed return bureauReviewer',
  'proposed refuse bureauReviewer',
  'published object anonymous',
  ...['published hold', 'objected release', 'objected uphold'].flatMap(step =>
    ['bureauManager', 'bureauReviewer'].map(role => `${step} ${role}`),
  ),
]
const applicant = (...desks: string[]) => [
  'empty fill individual',
  'draft submit individual',
  'returned submit individual',
  ...[...desks, 'proposed', 'published'].map(desk => `${desk} withdraw individual`),
  ...publicity,
]
const byUnit = [...applicant('atUnit', 'atBureau'), ...atUnit, ...atBureau]
const byDepartment = [...applicant('atDepartment', 'atBureau'), ...atBureau]
const byBoth = [...applicant('atUnit', 'atDepartment', 'atBureau'), ...atUnit, ...atBureau]

/** A change after entry: no publicity, and its author may give it up at any time before it is decided (S§7). */
const change = (...desks: string[]) => [
  'draft submit individual',
  'returned submit individual',
  ...['draft', 'returned', ...desks].map(status => `${status} withdraw individual`),
]
const changeByUnit = [...change('atUnit', 'atBureau'), ...atUnit, ...atBureau]
const changeByAll = [...change('atUnit', 'atDepartment', 'atBureau'), ...atUnit, ...atDepartment, ...atBureau]
/** What a unit or a department proposes goes straight to the bureau; the expert may end what was not sent. */
const proposal = [
  ...['draft', 'returned'].flatMap(status =>
    ['submit', 'withdraw'].flatMap(event => proposers.map(role => `${status} ${event} ${role}`)),
  ),
  ...proposers.map(role => `atBureau withdraw ${role}`),
  'draft decline individual',
  'returned decline individual',
  ...atBureau,
]

/** Every preset, every choice of the recommender, and whose the department's step is. All else is forbidden. */
const worlds: [string, Policy, Recommender, ApplicationFacts['department'], string[], Course?][] = [
  ['武汉', wuhan, 'unit', 'others', byUnit],
  ['武汉, where the choice makes no difference', wuhan, 'department', 'mine', byUnit],
  ['西藏, 单位', xizang, 'unit', 'others', byUnit],
  ['西藏, 市州科技局', xizang, 'department', 'mine', [...byDepartment, ...atDepartment]],
  ['西藏, 市州科技局 of others', xizang, 'department', 'others', byDepartment],
  ['西藏, 科技厅代归口', xizang, 'department', 'standIn', [...byDepartment, ...standIn]],
  ['绍兴', shaoxing, 'unit', 'mine', [...byBoth, ...atDepartment]],
  ['绍兴, 归口 of others', shaoxing, 'unit', 'others', byBoth],
  ['绍兴, 科技局代归口', shaoxing, 'unit', 'standIn', [...byBoth, ...standIn]],
  ['示范', demo, 'unit', 'mine', [...byBoth, ...atDepartment]],
  ['武汉, 变更', wuhan, 'unit', 'others', changeByUnit, 'change'],
  ['绍兴, 变更', shaoxing, 'unit', 'mine', changeByAll, 'change'],
  ['绍兴, 单位或归口提出的变更', shaoxing, 'unit', 'others', proposal, 'proposal'],
  [
    '变更 where the policy names its desks',
    { ...shaoxing, path: { ...shaoxing.path, changeDesks: ['bureau'] } },
    'unit',
    'others',
    [...change('atBureau'), ...atBureau],
    'change',
  ],
]

const triples = statuses.flatMap(status =>
  events.flatMap(event => Object.keys(actors).map(role => [status, event, role] as const)),
)

test('the table has every status, event and role', () => {
  expect(triples).toHaveLength(12 * 15 * Object.keys(actors).length)
})

/** Two people share the permission of the department's step; whose it is keeps one of them out. */
const mayHere = (department: ApplicationFacts['department'], role: string) =>
  role !== 'departmentReviewer' && role !== 'bureauReviewer'
    ? department
    : {
        mine: { departmentReviewer: 'mine', bureauReviewer: 'others' } as const,
        standIn: { departmentReviewer: 'others', bureauReviewer: 'standIn' } as const,
        others: { departmentReviewer: 'others', bureauReviewer: 'others' } as const,
      }[department][role]

describe.each(worlds)('%s', (_, policy, recommender, department, allowed, course = 'entry') => {
  const world = applicationMachine(policy, recommender, course)
  test.each(statuses)('%s × every event × every role (trust AC7)', status => {
    const open: string[] = []
    for (const [, event, role] of triples.filter(([one]) => one === status)) {
      const facts = { ...fine, department: mayHere(department, role) }
      const why = whyNot(world, status, event, actors[role]!, facts)
      const button = openEvents(world, status, actors[role]!, facts).find(one => one.event === event)
      if (why === null) open.push(`${status} ${event} ${role}`)
      else
        expect(why).toMatch(
          /^(当前状态是「.+」，不能进行这一步。|您没有办理这一步的权限。|公示还没有结束，不能入库。|申请里已有填写的内容，请由本人办理。|这一步由.+办理.+)$/,
        )
      expect(button?.whyNot === null).toBe(why === null)
    }
    expect(open.sort()).toEqual(allowed.filter(one => one.startsWith(`${status} `)).sort())
  })
})

test('what nobody wrote in makes room for a list, by the job alone, and only before it was sent', () => {
  const facts = { ...fine, blank: true }
  const open = triples.filter(([status, event, role]) => {
    const why = whyNot(machine, status, event, actors[role]!, facts)
    return event === 'supersede' && why === null
  })
  expect(open.map(one => one.join(' ')).sort()).toEqual(['draft supersede system', 'empty supersede system'])
})

test('staff of a department do not decide for the bureau, whatever other role they were given', () => {
  const both: Actor = { ...departmentStaff, roles: ['departmentReviewer', 'bureauReviewer'] }
  const facts = { ...fine, department: 'mine' } as const
  expect(whyNot(applicationMachine(shaoxing), 'atDepartment', 'recommend', both, facts)).toBeNull()
  expect(whyNot(applicationMachine(shaoxing), 'atBureau', 'approve', both, facts)).toContain('由科技局办理')
})

test('what is missing keeps an application from being sent, and is counted', () => {
  const facts = { ...fine, missing: ['请选择民族', '请填写所在部门'] }
  expect(whyNot(machine, 'draft', 'submit', actors.individual!, facts)).toBe('还有 2 项没有填好，填好后才能提交。')
})

test('a condition of the pool that is open keeps the bureau from approving, nobody from anything else, and is no denial', () => {
  const facts = { ...fine, unmet: ['年龄一般不超过 65 周岁（第四条第五项）'] }
  const closed = (status: ApplicationStatus, role: string) =>
    openEvents(applicationMachine(shaoxing), status, actors[role]!, { ...facts, department: 'mine' })
      .filter(open => open.whyNot)
      .map(open => [open.event, open.whyNot])
  expect(closed('atBureau', 'bureauReviewer')).toEqual([
    [
      'approve',
      expect.stringMatching(/^还有 1 个入库条件没有满足：年龄一般不超过 65 周岁（第四条第五项）。.*认定放宽/),
    ],
  ])
  expect([closed('atUnit', 'activeUnitAdmin'), closed('atDepartment', 'departmentReviewer')]).toEqual([[], []])
  const approving = ['atBureau', 'approve', actors.bureauReviewer!] as const
  expect(isDenied(machine, ...approving, facts)).toBe(false)
  expect(isDenied(machine, ...approving, { ...facts, ownApplication: true })).toBe(true)
})

test('a change in which nothing differs is not sent', () => {
  const facts = { ...fine, unchanged: true }
  const world = applicationMachine(wuhan, 'unit', 'change')
  expect(whyNot(world, 'draft', 'submit', actors.individual!, facts)).toContain('没有变化')
  expect(whyNot(world, 'draft', 'submit', actors.individual!, { ...facts, missing: ['请选择民族'] })).toContain('1 项')
})

test('a stamped form that is not in order keeps it from being sent, after what is missing', () => {
  const facts = { ...fine, stamp: '这份盖章件是旧版本的。' }
  const world = applicationMachine(shaoxing)
  expect(whyNot(world, 'draft', 'submit', actors.individual!, facts)).toBe('这份盖章件是旧版本的。')
  expect(whyNot(world, 'draft', 'submit', actors.individual!, { ...facts, missing: ['x'] })).toMatch(/^还有 1 项/)
})

test.each([
  ['绍兴', shaoxing, 'unit', ['atUnit recommend']],
  ['西藏, 市州科技局', xizang, 'department', ['atDepartment recommend']],
] as const)('%s: who sees a form first that could not be read says that he has compared it', (_, policy, by, asked) => {
  const world = applicationMachine(policy, by)
  const department = 'mine'
  const ticks = (toCompare: boolean) =>
    statuses.flatMap(status =>
      ['activeUnitAdmin', 'departmentReviewer', 'bureauReviewer'].flatMap(role =>
        openEvents(world, status, actors[role]!, { ...fine, department, toCompare })
          .filter(open => open.confirm !== undefined && (role === 'bureauReviewer') === (status === 'atBureau'))
          .map(open => `${status} ${open.event}`),
      ),
    )
  expect(ticks(true)).toEqual(asked)
  expect(ticks(false)).toEqual([])
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

test('where publicity comes first, an approval proposes and does not admit; the applicant may still take it back', () => {
  const shown = applicationMachine(shaoxing)
  const by = (role: string) => openEvents(shown, 'atBureau', actors[role]!, fine).map(open => open.label)
  expect(by('bureauReviewer')).toEqual(['同意拟入库', '退回修改', '审核不通过'])
  expect(openEvents(machine, 'atBureau', actors.bureauReviewer!, fine)[0]!.label).toBe('审核通过')
  expect(whyNot(shown, 'objected', 'withdraw', actors.individual!, fine)).toContain('不能进行这一步')
})

test('公示 ends when it is over, by the system, and for nobody about whom an objection is checked (trust DU11)', () => {
  const shown = applicationMachine(shaoxing)
  const over = { ...fine, publicityOver: true }
  for (const [role, actor] of Object.entries(actors))
    for (const status of statuses) {
      const why = whyNot(shown, status, 'admit', actor, over)
      expect([role, status, why === null]).toEqual([role, status, role === 'system' && status === 'published'])
      expect(whyNot(shown, status, 'admit', actor, fine)).not.toBeNull()
    }
})

test('four eyes: who decided the step before decides neither the next one nor the publication', () => {
  const shown = applicationMachine(shaoxing)
  const twice = { ...fine, decidedBefore: true, department: 'standIn' } as const
  const cases = [
    ['atDepartment', 'recommend', 'bureauReviewer'],
    ['atBureau', 'approve', 'bureauReviewer'],
    ['atBureau', 'refuse', 'bureauReviewer'],
    ['proposed', 'publish', 'bureauManager'],
  ] as const
  for (const [status, event, role] of cases) {
    expect(whyNot(shown, status, event, actors[role]!, { ...twice, decidedBefore: false })).toBeNull()
    expect(whyNot(shown, status, event, actors[role]!, twice)).toContain('请由其他人办理')
    expect(isDenied(shown, status, event, actors[role]!, twice)).toBe(true)
  }
})

test('拟入库 is corrected by whoever of the bureau approved, with a reason, and not about himself; 公示中 by nobody', () => {
  const shown = applicationMachine(shaoxing)
  const reviewer = actors.bureauReviewer!
  for (const event of ['return', 'refuse'] as const) {
    expect(whyNot(shown, 'proposed', event, reviewer, { ...fine, decidedBefore: true })).toBeNull()
    expect(whyNot(shown, 'proposed', event, reviewer, { ...fine, ownApplication: true })).toContain('本人的申请')
    const both: Actor = { ...departmentStaff, roles: ['departmentReviewer', 'bureauReviewer'] }
    expect(whyNot(shown, 'proposed', event, both, fine)).toContain('由科技局办理')
    expect(whyNot(shown, 'published', event, reviewer, fine)).toContain('不能进行这一步')
  }
  const open = openEvents(shown, 'proposed', reviewer, fine)
  expect(open.map(one => [one.label, one.opinion])).toEqual([
    ['退回修改', 'required'],
    ['审核不通过', 'required'],
  ])
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

test('a change is checked where an entry is recommended, by departments of whatever name', () => {
  const checked = { atUnit: '待单位审核', atDepartment: '待归口管理部门审核' }
  expect(applicationMachine(shaoxing).labels).toMatchObject({ atUnit: '待单位推荐', atDepartment: '待归口部门推荐' })
  expect(applicationMachine(shaoxing, 'unit', 'change').labels).toMatchObject(checked)
  expect(applicationMachine(xizang, 'unit', 'change').labels.atDepartment).toBe(`待${xizang.terms.department}审核`)
})

test('a history says in words what happened', () => {
  const step = (event: string, from: string | null, to: string) => stepLabel(machine, { event, from, to })
  expect(step('create', null, 'empty')).toBe('注册个人账号')
  expect(step('restart', null, 'draft')).toBe('重新申请')
  expect(step('refuse', 'atUnit', 'refused')).toBe('不予推荐')
  expect(step('refuse', 'atBureau', 'refused')).toBe('审核不通过')
})

test.each([wuhan, xizang, shaoxing, demo].flatMap(policy => recommenders.map(one => ({ policy, one }))))(
  '$policy.preset by $one: each desk leads to the next, the last into the pool or refuses',
  ({ policy, one }) => {
    const { rows } = applicationMachine(policy, one)
    const desks = desksOf(policy, one)
    const status = { unit: 'atUnit', department: 'atDepartment', bureau: 'atBureau' } as const
    desks.forEach((desk, index) => {
      const here = rows.filter(row => row.from.includes(status[desk]))
      const next = desks[index + 1]
      expect(here.find(row => row.event === (next ? 'recommend' : 'approve'))?.to).toBe(
        next ? status[next] : policy.path.publicityDays === null ? 'admitted' : 'proposed',
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
