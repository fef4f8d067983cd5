import { openEvents, stepLabel, whyNot } from '@/lib/workflow/machine'
import { type PublicityFacts, publicityMachine } from '@/lib/workflow/publicity.machine'
import { type Line, tableOf, type World } from '../support/machine-table'
import { roleActors } from '../support/role-actors'

const lines: Line[] = [
  'draft publish → published: bureauManager',
  'draft drop → dropped: bureauManager',
  'published close → closed: system',
]
const worlds: [string, World<PublicityFacts>][] = [
  ['with people, under way', { facts: { entries: 3, over: false }, closes: ['close'] }],
  ['with people, over by the clock', { facts: { entries: 3, over: true } }],
  ['without anybody', { facts: { entries: 0, over: false }, closes: ['publish', 'close'] }],
  ['without anybody, over', { facts: { entries: 0, over: true }, closes: ['publish'] }],
]

test.each(worlds)('公示 %s: status × event × role', (_, world) => {
  const { open, expected, odd } = tableOf(publicityMachine, lines, world)
  expect([open, odd]).toEqual([expected, []])
})

test('it has every state, and those that are over lead nowhere', () => {
  expect(Object.keys(publicityMachine.labels)).toEqual(['draft', 'published', 'closed', 'dropped'])
  for (const status of ['closed', 'dropped'] as const)
    for (const actor of Object.values(roleActors))
      expect(openEvents(publicityMachine, status, actor, { entries: 3, over: true })).toEqual([])
})

test('nobody is shown a button that ends it, and a history says in words what happened', () => {
  for (const [role, actor] of Object.entries(roleActors))
    if (role !== 'system')
      expect(openEvents(publicityMachine, 'published', actor, { entries: 3, over: true })).toEqual([])
  const facts = { entries: 3, over: false }
  expect(whyNot(publicityMachine, 'published', 'close', roleActors.system!, facts)).toBe('公示还没有结束。')
  expect(stepLabel(publicityMachine, { event: 'close', from: 'published', to: 'closed' })).toBe('公示期满')
  expect(stepLabel(publicityMachine, { event: 'create', from: null, to: 'draft' })).toBe('新建')
})
