import { type IntakeFacts, intakeMachine } from '@/lib/workflow/intake.machine'
import { isDenied, openEvents, whyNot } from '@/lib/workflow/machine'
import { type Line, tableOf, type World } from '../support/machine-table'
import { roleActors } from '../support/role-actors'

const writers = 'bureauReviewer bureauManager'
const lines: Line[] = [
  `draft check → checking: ${writers}`,
  'checking unreadable → draft: system',
  'checking checked → checked: system',
  `checked recheck → checking: ${writers}`,
  'checked confirm → entering: bureauManager',
  'entering stop → stopped: bureauManager',
  'stopped resume → entering: bureauManager',
  'stopped end → done: bureauManager',
  'entering finish → done: system',
  ...(['draft', 'checking', 'checked'] as const).map((from): Line => `${from} drop → dropped: ${writers}`),
]
const plain: IntakeFacts = { own: false, file: true, enterable: 5, cleared: false, left: 0 }
const worlds: [string, World<IntakeFacts>][] = [
  ['of others, with its list', { facts: plain }],
  ['of the acting person', { facts: { ...plain, own: true }, closes: ['confirm', 'resume'] }],
  ['whose list is not there, or not looked at', { facts: { ...plain, file: false }, closes: ['check', 'recheck'] }],
  ['without a row that can come in', { facts: { ...plain, enterable: 0 }, closes: ['confirm'] }],
  ['of which the personal data are gone', { facts: { ...plain, cleared: true }, closes: ['confirm', 'resume'] }],
  ['with rows that wait', { facts: { ...plain, left: 3 }, closes: ['finish'] }],
]

test.each(worlds)('导入批次 %s: status × event × role', (_, world) => {
  const { open, expected, odd } = tableOf(intakeMachine, lines, world)
  expect([open, odd]).toEqual([expected, []])
})

test('every event and every state stands in the table', () => {
  const inTable = new Set(lines.map(line => line.split(' ')[1]))
  expect(intakeMachine.rows.filter(row => !inTable.has(row.event))).toEqual([])
  const reached = new Set(['draft', ...lines.map(line => /→ (\w+)/.exec(line)![1])])
  expect([...reached].sort()).toEqual(Object.keys(intakeMachine.labels).sort())
})

test('who brought the list reads who confirms instead, before anything it waits for; that is a denial', () => {
  const manager = roleActors.bureauManager!
  const facts = { ...plain, own: true, enterable: 0, cleared: true }
  for (const [status, event] of [
    ['checked', 'confirm'],
    ['stopped', 'resume'],
  ] as const) {
    expect(whyNot(intakeMachine, status, event, manager, facts)).toContain('请由另一位业务管理员')
    expect(isDenied(intakeMachine, status, event, manager, facts)).toBe(true)
    expect(isDenied(intakeMachine, status, event, manager, { ...facts, own: false })).toBe(false)
  }
})

test('what cannot be taken back owes a reason', () => {
  const asked = (['checked', 'entering', 'stopped'] as const).flatMap(status =>
    openEvents(intakeMachine, status, roleActors.bureauManager!, plain).filter(one => one.opinion === 'required'),
  )
  expect(asked.map(one => one.event)).toEqual(['confirm', 'end'])
})
