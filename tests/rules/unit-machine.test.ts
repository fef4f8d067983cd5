import { permissions } from '@/lib/access/permissions'
import { presets } from '@/lib/policy/presets/all'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { xizang } from '@/lib/policy/presets/xizang'
import { openEvents, rowFor, stepLabel, whyNot } from '@/lib/workflow/machine'
import { type UnitEvent, type UnitFacts, type UnitStatus, unitMachine } from '@/lib/workflow/unit.machine'
import { roleActors as actors } from '../support/role-actors'

const events: UnitEvent[] = ['approveFirst', 'approve', 'refuse', 'resubmit', 'complete', 'disable', 'enable']

/** Everything that may happen, written out apart from the code: facts, status, event, roles. All else is forbidden. */
const unitRoles = ['unitAdmin', 'activeUnitAdmin']
const bureauRoles = ['bureauReviewer', 'bureauManager']
const plain: UnitFacts = { refusedFrom: null, merged: false, ownUnit: false, reviewedFirst: false }
const fromFirst: UnitFacts = { ...plain, refusedFrom: 'submitted' }
const fromSecond: UnitFacts = { ...plain, refusedFrom: 'resubmitted' }
const gone: UnitFacts = { ...plain, merged: true }
/** who decides administers the unit by another account; has given the first review */
const own: UnitFacts = { ...plain, ownUnit: true }
const twice: UnitFacts = { ...plain, reviewedFirst: true }
const facts = { plain, fromFirst, fromSecond, gone, own, twice }

type Line = [facts: (keyof typeof facts)[], status: UnitStatus, event: UnitEvent, to: UnitStatus, roles: string[]]
const others: (keyof typeof facts)[] = ['plain', 'fromFirst', 'fromSecond', 'gone']
const always: (keyof typeof facts)[] = [...others, 'own', 'twice']
const notOwn: (keyof typeof facts)[] = [...others, 'twice']
const both: Line[] = [
  [others, 'submitted', 'refuse', 'refused', ['bureauReviewer']],
  [others, 'resubmitted', 'approve', 'active', ['bureauReviewer']],
  [others, 'resubmitted', 'refuse', 'refused', ['bureauReviewer']],
  [always, 'incomplete', 'complete', 'resubmitted', unitRoles],
  // where it is sent again is where it was refused; an administrator's session may be older than the refusal
  [['plain', 'fromFirst', 'gone', 'own', 'twice'], 'refused', 'resubmit', 'submitted', unitRoles],
  [['plain', 'fromSecond', 'gone', 'own', 'twice'], 'refused', 'complete', 'resubmitted', unitRoles],
  [notOwn, 'active', 'disable', 'disabled', bureauRoles],
  [['plain', 'fromFirst', 'fromSecond', 'twice'], 'disabled', 'enable', 'active', bureauRoles],
]
const first: Record<1 | 2, Line> = {
  1: [notOwn, 'submitted', 'approve', 'active', ['bureauReviewer']],
  2: [notOwn, 'submitted', 'approveFirst', 'incomplete', ['bureauReviewer']],
}

/** `incomplete` never carries a refusal; `complete` from there is judged by the facts all the same. */
const closedBy = (line: Line, fact: keyof typeof facts) =>
  !line[0].includes(fact) || (line[1] === 'incomplete' && fact === 'fromFirst')

describe.each(Object.values(presets).map(policy => [policy.preset, policy] as const))('under %s', (_name, policy) => {
  const machine = unitMachine(policy)
  const lines = [first[policy.unitRegistration.reviews], ...both]
  const statuses = Object.keys(machine.labels) as UnitStatus[]
  const cases = statuses.flatMap(status => events.map(event => [status, event] as const))

  test('the table has every status', () => expect(statuses).toHaveLength(6))

  test.each(cases)('%s × %s × role × facts (trust AC7)', (status, event) => {
    for (const [factName, fact] of Object.entries(facts) as [keyof typeof facts, UnitFacts][])
      for (const [role, actor] of Object.entries(actors)) {
        const line = lines.find(one => one[1] === status && one[2] === event)
        const may = line?.[4].includes(role) === true && !closedBy(line, factName)
        const why = whyNot(machine, status, event, actor, fact)
        const isOpen = openEvents(machine, status, actor, fact).some(open => open.event === event && !open.whyNot)
        expect([role, factName, why === null, isOpen]).toEqual([role, factName, may, may])
        if (may) expect(rowFor(machine, status, event)?.to).toBe(line[3])
        else expect(why).toMatch(/。$/)
      }
  })
})

test('the actors are of every role that the table of permissions names', () => {
  const inTable = new Set(Object.values(permissions).flatMap(roles => [...roles] as string[]))
  expect([...inTable].filter(role => !(role in actors))).toEqual([])
})

test('a refusal and a closing owe a reason, an approval may have one', () => {
  const asked = (status: UnitStatus) =>
    Object.fromEntries(
      openEvents(unitMachine(xizang), status, actors.bureauReviewer!, plain).map(open => [open.event, open.opinion]),
    )
  expect(asked('submitted')).toEqual({ approveFirst: 'optional', refuse: 'required' })
  expect(asked('resubmitted')).toEqual({ approve: 'optional', refuse: 'required' })
  expect(asked('active')).toEqual({ disable: 'required' })
  expect(asked('disabled')).toEqual({ enable: 'optional' })
})

test('labels are the literal words of the bureau', () => {
  const words = { incomplete: '待完善', resubmitted: '待复审', active: '正常', refused: '不通过', disabled: '停用' }
  expect(unitMachine(wuhan).labels).toEqual({ submitted: '待审核', ...words })
  expect(unitMachine(xizang).labels).toEqual({ submitted: '待初审', ...words })
})

test('a history says in words what happened', () => {
  const step = (event: string, from: string | null, to: string) => stepLabel(unitMachine(wuhan), { event, from, to })
  expect(step('register', null, 'submitted')).toBe('提交注册')
  expect(step('approve', 'submitted', 'active')).toBe('审核通过')
  expect(step('approve', 'resubmitted', 'active')).toBe('复审通过')
  expect(step('resubmit', 'refused', 'submitted')).toBe('修改并重新提交')
  expect(step('somethingOld', 'submitted', 'active')).toBe('正常')
})
