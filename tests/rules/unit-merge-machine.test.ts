import { presets } from '@/lib/policy/presets/all'
import { isDenied, openEvents, whyNot } from '@/lib/workflow/machine'
import { unitMachine } from '@/lib/workflow/unit.machine'
import { unitMergeMachine } from '@/lib/workflow/unit-merge.machine'
import { type Line, tableOf } from '../support/machine-table'
import { roleActors } from '../support/role-actors'

/** A unit that was refused, or is closed, goes into no other. */
const lines = ['submitted', 'incomplete', 'resubmitted', 'active'].map(
  (from): Line => `${from} merge → disabled: bureauManager`,
)

describe.each(Object.values(presets).map(policy => [policy.preset, policy] as const))('under %s', (_, policy) => {
  const machine = unitMergeMachine(policy)

  test('合并: status × event × role', () => {
    const { open, expected, odd } = tableOf(machine, lines, { facts: { own: false } })
    expect([open, odd]).toEqual([expected, []])
    expect(Object.keys(machine.labels)).toHaveLength(6)
    expect(machine.labels).toEqual(unitMachine(policy).labels)
  })

  test('who administers one of the two merges nothing', () => {
    const { open, odd } = tableOf(machine, lines, { facts: { own: true }, closes: ['merge'] })
    expect([open, odd]).toEqual([[], []])
    const manager = roleActors.bureauManager!
    expect(whyNot(machine, 'active', 'merge', manager, { own: true })).toContain('请由另一位业务管理员办理')
    expect(isDenied(machine, 'active', 'merge', manager, { own: true })).toBe(true)
  })
})

test('it owes a reason, and no button of a review offers it', () => {
  const { wuhan } = presets
  const manager = roleActors.bureauManager!
  expect(openEvents(unitMergeMachine(wuhan), 'active', manager, { own: false })[0]?.opinion).toBe('required')
  expect(unitMachine(wuhan).rows.map(row => row.event as string)).not.toContain('merge')
})
