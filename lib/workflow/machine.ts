import type { Actor } from '@/lib/access/actor'
import { may, type Permission } from '@/lib/access/permissions'

/** One row of a workflow: an event, where it starts and ends, who may cause it and what it asks for. */
export type MachineRow<Status extends string, Event extends string, Facts> = {
  event: Event
  from: readonly Status[]
  to: Status
  permission: Permission
  /** the words on the button */
  label: string
  asks: {
    opinion: 'required' | 'optional' | 'none'
    /** what somebody must say he has done, where the facts ask for it; it is kept in the history */
    confirm?: (facts: Facts) => string | null
  }
  /** a sentence why the facts forbid the event, or null */
  guard?: (facts: Facts, actor: Actor) => string | null
  /** the guard keeps somebody out, and does not merely wait for something: its refusals are audited as denials */
  guardDenies?: boolean
  /** a sentence what has to happen first, asked after the guard; a refusal for it is no denial */
  waitsFor?: (facts: Facts) => string | null
}

export type Machine<Status extends string, Event extends string, Facts> = {
  name: string
  labels: Readonly<Record<Status, string>>
  rows: readonly MachineRow<Status, Event, Facts>[]
  /** words for the event an object began with: `{ register: '提交注册' }` */
  begins?: Readonly<Record<string, string>>
}

/** What somebody can do now, with null or the reason why it is closed. */
export type OpenEvent<Event extends string> = {
  event: Event
  label: string
  opinion: 'required' | 'optional' | 'none'
  /** beside a tick that is owed */
  confirm?: string
  whyNot: string | null
}

/** The row an event takes from a status, if there is one. */
export function rowFor<S extends string, E extends string, F>(
  machine: Machine<S, E, F>,
  status: S,
  event: E,
): MachineRow<S, E, F> | undefined {
  return machine.rows.find(row => row.event === event && row.from.includes(status))
}

/**
 * The only question anybody asks before an event: null when it may happen, else the sentence why not.
 * Buttons, tooltips and the server ask the same.
 */
export function whyNot<S extends string, E extends string, F>(
  machine: Machine<S, E, F>,
  status: S,
  event: E,
  actor: Actor,
  facts: F,
): string | null {
  const row = rowFor(machine, status, event)
  if (!row) return `当前状态是「${machine.labels[status]}」，不能进行这一步。`
  if (!may(actor, row.permission)) return '您没有办理这一步的权限。'
  return closedBy(row, actor, facts)
}

const closedBy = <S extends string, E extends string, F>(row: MachineRow<S, E, F>, actor: Actor, facts: F) =>
  row.guard?.(facts, actor) ?? row.waitsFor?.(facts) ?? null

/**
 * Whether an event is out of the actor's reach, so that asking for it is an attempt for the audit trail: he has the
 * permission in no state, or the guard keeps him in person out.
 */
export function isDenied<S extends string, E extends string, F>(
  machine: Machine<S, E, F>,
  status: S,
  event: E,
  actor: Actor,
  facts: F,
): boolean {
  const row = rowFor(machine, status, event)
  const rows = row ? [row] : machine.rows.filter(one => one.event === event)
  if (!rows.some(one => may(actor, one.permission))) return true
  return row?.guardDenies === true && row.guard?.(facts, actor) != null
}

/** What an actor can do now: the rows whose permission he has, each with null or the reason why it is closed. */
export function openEvents<S extends string, E extends string, F>(
  machine: Machine<S, E, F>,
  status: S,
  actor: Actor,
  facts: F,
): OpenEvent<E>[] {
  return machine.rows
    .filter(row => row.from.includes(status) && may(actor, row.permission))
    .map(row => ({
      event: row.event,
      label: row.label,
      opinion: row.asks.opinion,
      confirm: row.asks.confirm?.(facts) ?? undefined,
      whyNot: closedBy(row, actor, facts),
    }))
}

/** What happened in a step of a history, in words; the status it led to where the machine has no words for it. */
export function stepLabel<S extends string, E extends string, F>(
  machine: Machine<S, E, F>,
  step: { event: string; from: string | null; to: string },
): string {
  const row = machine.rows.find(row => row.event === step.event && row.from.includes(step.from as S))
  return row?.label ?? machine.begins?.[step.event] ?? machine.labels[step.to as S] ?? step.to
}
