import { type Machine, openEvents, rowFor, whyNot } from '@/lib/workflow/machine'
import { roleActors } from './role-actors'

/** What may happen, written out apart from the code: `status event → to: roles`. */
export type Line = `${string} ${string} → ${string}: ${string}`

/** `closes`: the events that these facts keep from everybody, whatever his role. */
export type World<F> = { facts: F; closes?: readonly string[] }

/**
 * Every status × event × role under some facts: exactly the lines that are not closed may happen, each leads where it
 * says, a button is open exactly then, and whatever may not is refused with a sentence (trust AC7).
 */
export function tableOf<S extends string, E extends string, F>(
  machine: Machine<S, E, F>,
  lines: readonly Line[],
  { facts, closes = [] }: World<F>,
): { open: string[]; expected: string[]; odd: string[] } {
  const statuses = Object.keys(machine.labels) as S[]
  const events = [...new Set(machine.rows.map(row => row.event))]
  const open: string[] = []
  const odd: string[] = []
  for (const status of statuses)
    for (const event of events)
      for (const [role, actor] of Object.entries(roleActors)) {
        const why = whyNot(machine, status, event, actor, facts)
        const button = openEvents(machine, status, actor, facts).find(one => one.event === event)
        const cell = `${status} ${event} → ${rowFor(machine, status, event)?.to}: ${role}`
        if (why === null) open.push(cell)
        else if (!why.endsWith('。')) odd.push(`${cell} ${why}`)
        if ((button?.whyNot === null) !== (why === null)) odd.push(`${cell}: the button differs`)
      }
  const expected = lines
    .flatMap(line => {
      const [step, roles] = line.split(': ') as [string, string]
      return roles.split(' ').map(role => `${step}: ${role}`)
    })
    .filter(line => !closes.includes(line.split(' ')[1]!))
  return { open: open.sort(), expected: expected.sort(), odd }
}
