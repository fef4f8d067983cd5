import { byCode } from '../problem'
import type { Model } from './kinds'
import type { Mixture } from './peel'
import type { Ratio } from './proof'
import type { Panel } from './whole'

/** So many tickets are in every lottery: a number of tickets is a chance that needs no rounding. */
export const TICKETS = 2 ** 20

/** A lottery as it is published before there is a seed: whole panels of kinds, and how many tickets each has. */
export type Tickets = { readonly panels: readonly Panel[]; readonly tickets: readonly number[] }

const pad = (value: number) => String(value).padStart(9, '0')
const written = (panel: Panel) => panel.map(([at, count]) => `${pad(at)}*${pad(count)}`).join(' ')

/**
 * Parts as whole tickets: each panel gets the whole number below, and what is left over goes one by one to the largest
 * remainders; of equal ones to the panel that is written first. Panels without a ticket are left out.
 */
export function ticketsOf({ panels, parts }: Mixture): Tickets {
  const sum = parts.reduce((all, part) => all + part, 0)
  const rows = panels
    .map((panel, at) => {
      const exact = (parts[at]! / sum) * TICKETS
      return { panel, key: written(panel), count: Math.floor(exact), rest: exact - Math.floor(exact) }
    })
    .sort((one, other) => byCode(one.key, other.key))
  const order = [...rows.keys()].sort((one, other) => rows[other]!.rest - rows[one]!.rest || one - other)
  const over = TICKETS - rows.reduce((all, { count }) => all + count, 0)
  for (let at = 0; at < over; at += 1) rows[order[at % order.length]!]!.count += 1
  const kept = rows.filter(({ count }) => count > 0)
  return { panels: kept.map(({ panel }) => panel), tickets: kept.map(({ count }) => count) }
}

/** The chance of a person of each kind, exact. */
export function chancesOf(model: Model, { panels, tickets }: Tickets): Ratio[] {
  const sums = new Float64Array(model.kinds.length)
  panels.forEach((panel, row) => {
    for (const [at, count] of panel) sums[at]! += count * tickets[row]!
  })
  return model.kinds.map(({ members }, at) => ({
    numerator: BigInt(sums[at]!),
    denominator: BigInt(TICKETS) * BigInt(members.length),
  }))
}

/** The panel that a ticket belongs to; tickets are numbered panel by panel. @param ticket from 0 to TICKETS − 1 */
export function panelOfTicket({ tickets }: Tickets, ticket: number): number {
  let left = ticket
  const at = tickets.findIndex(count => {
    left -= count
    return left < 0
  })
  if (at < 0 || ticket < 0) throw new RangeError('no such ticket')
  return at
}
