import { byCode } from '../problem'
import { byKind, type Model, sumOf } from './model'
import type { Mixture } from './peel'
import type { Ratio } from './proof'
import type { Panel } from './whole'

/** So many tickets are in a lottery unless fewer are asked for: a number of tickets is a chance that needs no rounding. */
export const TICKETS = 2 ** 20

/** A lottery as it is published before there is a seed: whole panels of kinds, and how many tickets each has. */
export type Tickets = { readonly panels: readonly Panel[]; readonly tickets: readonly number[] }

/** All tickets of a lottery. */
export const totalOf = ({ tickets }: Pick<Tickets, 'tickets'>): number => sumOf(tickets)

const pad = (value: number) => String(value).padStart(9, '0')
const written = (panel: Panel) => panel.map(([at, count]) => `${pad(at)}*${pad(count)}`).join(' ')

/**
 * Parts as whole tickets: each panel gets the whole number below, and what is left over goes one by one to the largest
 * remainders; of equal ones to the panel that is written first. Panels without a ticket are left out.
 * @param total all tickets
 */
export function ticketsOf({ panels, parts }: Mixture, total: number = TICKETS): Tickets {
  const sum = parts.reduce((all, part) => all + part, 0)
  const merged = new Map<string, { panel: Panel; part: number }>()
  panels.forEach((panel, at) => {
    const key = written(panel)
    merged.set(key, { panel, part: (merged.get(key)?.part ?? 0) + parts[at]! })
  })
  const rows = [...merged]
    .map(([key, { panel, part }]) => {
      const exact = (part / sum) * total
      return { panel, key, count: Math.floor(exact), rest: exact - Math.floor(exact) }
    })
    .sort((one, other) => byCode(one.key, other.key))
  const order = [...rows.keys()].sort((one, other) => rows[other]!.rest - rows[one]!.rest || one - other)
  const over = total - rows.reduce((all, { count }) => all + count, 0)
  for (let at = 0; at < over; at += 1) rows[order[at % order.length]!]!.count += 1
  const kept = rows.filter(({ count }) => count > 0)
  return { panels: kept.map(({ panel }) => panel), tickets: kept.map(({ count }) => count) }
}

/** The chance of a person of each kind to sit at all, and of each cell to sit in its panel; exact. */
export function chancesOf(model: Model, { panels, tickets }: Tickets): { chances: Ratio[]; inPanel: Ratio[] } {
  const sums = new Float64Array(model.cells.length)
  const total = BigInt(sumOf(tickets))
  panels.forEach((panel, row) => {
    for (const [at, count] of panel) sums[at]! += count * tickets[row]!
  })
  const ratio = (sum: number, kind: number): Ratio => ({
    numerator: BigInt(sum),
    denominator: total * BigInt(model.kinds[kind]!.members.length),
  })
  return {
    chances: [...byKind(model, sums)].map(ratio),
    inPanel: model.cells.map(({ kind }, at) => ratio(sums[at]!, kind)),
  }
}

/** The panel that a ticket belongs to; tickets are numbered panel by panel. @param ticket from 0 to all tickets less one */
export function panelOfTicket({ tickets }: Tickets, ticket: number): number {
  let left = ticket
  const at = tickets.findIndex(count => {
    left -= count
    return left < 0
  })
  if (at < 0 || ticket < 0) throw new RangeError('no such ticket')
  return at
}
