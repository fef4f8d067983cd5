import { permissions } from '@/lib/access/permissions'
import {
  type AffiliationEvent,
  type AffiliationFacts,
  type AffiliationStatus,
  affiliationMachine as machine,
} from '@/lib/workflow/affiliation.machine'
import { isDenied, openEvents, stepLabel, whyNot } from '@/lib/workflow/machine'
import { roleActors as actors } from '../support/role-actors'

const free: AffiliationFacts = { locked: false, own: false, bound: null }
const statuses = Object.keys(machine.labels) as AffiliationStatus[]
const events: AffiliationEvent[] = ['approve', 'refuse', 'recommend', 'resubmit', 'move', 'lock', 'unlock']

/** Everything that may happen to somebody who is not locked, written out apart from the code. All else is forbidden. */
const allowed: Record<string, AffiliationStatus> = {
  'pending approve activeUnitAdmin': 'approved',
  'pending refuse activeUnitAdmin': 'refused',
  'pending recommend activeUnitAdmin': 'approved',
  'refused resubmit individual': 'pending',
  'pending move individual': 'ended',
  'approved move individual': 'ended',
  'refused move individual': 'ended',
  'pending lock activeUnitAdmin': 'pending',
  'approved lock activeUnitAdmin': 'approved',
  'refused lock activeUnitAdmin': 'refused',
}
/** What may happen to somebody who is locked. */
const whenLocked = new Set([
  'pending unlock activeUnitAdmin',
  'approved unlock activeUnitAdmin',
  'refused unlock activeUnitAdmin',
])

const triples = statuses.flatMap(status =>
  events.flatMap(event => Object.keys(actors).map(role => [status, event, role] as const)),
)

test('the table has every status, event and role', () => {
  expect(triples).toHaveLength(4 * 7 * 18)
  const inTable = new Set(Object.values(permissions).flatMap(roles => [...roles] as string[]))
  expect([...inTable].filter(role => !(role in actors))).toEqual([])
})

test.each(triples)('%s × %s × %s (trust AC7)', (status, event, role) => {
  const name = `${status} ${event} ${role}`
  const [why, locked] = [free, { ...free, locked: true }].map(facts =>
    whyNot(machine, status, event, actors[role]!, facts),
  )
  expect(why === null).toBe(name in allowed)
  expect(locked === null).toBe(whenLocked.has(name))
  if (why === null)
    expect(machine.rows.find(row => row.event === event && row.from.includes(status))?.to).toBe(allowed[name])
})

test('nobody decides about himself, and trying is an attempt for the audit trail', () => {
  const own = { ...free, own: true }
  for (const event of ['approve', 'refuse'] as const) {
    expect(whyNot(machine, 'pending', event, actors.activeUnitAdmin!, own)).toContain('不能办理本人')
    expect(isDenied(machine, 'pending', event, actors.activeUnitAdmin!, own)).toBe(true)
  }
})

test('whoever has an application at a desk does not move, and is told why', () => {
  const bound = { ...free, bound: '请先撤回。' }
  expect(whyNot(machine, 'approved', 'move', actors.individual!, bound)).toBe('请先撤回。')
})

test('a refusal and a lock owe a reason, an approval may have one', () => {
  const asked = openEvents(machine, 'pending', actors.activeUnitAdmin!, free)
    .filter(open => !open.whyNot)
    .map(open => [open.event, open.opinion])
  expect(asked).toEqual([
    ['approve', 'optional'],
    ['refuse', 'required'],
    ['recommend', 'none'],
    ['lock', 'required'],
  ])
})

test('labels and steps are the literal words', () => {
  expect(machine.labels).toEqual({ pending: '待审核', approved: '通过', refused: '不通过', ended: '已转出' })
  expect(stepLabel(machine, { event: 'complete', from: null, to: 'pending' })).toBe('完善信息，提交审核')
  expect(stepLabel(machine, { event: 'lock', from: 'approved', to: 'approved' })).toBe('锁定')
})
