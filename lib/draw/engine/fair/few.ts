import type { Highs } from 'highs'
import { byKind, type Model, sumOf } from './model'
import type { Mixture } from './peel'
import { type Tickets, ticketsOf } from './tickets'
import { Walk } from './walk'
import type { Panel } from './whole'

/** How many of each cell the panels of a lottery have on average. */
export function meanOf(model: Model, { panels, tickets }: Tickets): Float64Array {
  const mean = new Float64Array(model.cells.length)
  const all = sumOf(tickets)
  panels.forEach((panel, row) => {
    for (const [at, count] of panel) mean[at]! += count * tickets[row]!
  })
  return mean.map(count => count / all)
}

/** The smallest chance of anybody whom some panel can have. */
export function smallestIn(model: Model, mean: Float64Array, never: ReadonlySet<number>): number {
  let smallest = 1
  byKind(model, mean).forEach((count, at) => {
    if (!never.has(at)) smallest = Math.min(smallest, count / model.kinds[at]!.members.length)
  })
  return smallest
}

/**
 * A lottery of so few tickets that parts of one cannot be rounded well: panels made for it, one for each ticket, so that
 * everybody has about as many tickets as he would have parts of one.
 */
export function fewTickets(
  highs: Highs,
  model: Model,
  mixture: Mixture,
  never: ReadonlySet<number>,
  count: number,
): Tickets {
  const mean = meanOf(model, { panels: mixture.panels, tickets: mixture.parts })
  const rounded = ticketsOf(mixture, count)
  const walk = new Walk(highs, model, mean, never, `tickets ${count}`)
  try {
    const panels: Panel[] = []
    while (panels.length < count) {
      const panel = walk.step(1)
      if (!panel) return rounded
      panels.push(panel)
    }
    const of = (tickets: Tickets) => smallestIn(model, meanOf(model, tickets), never)
    const walked = ticketsOf({ panels, parts: panels.map(() => 1) }, count)
    return of(walked) > of(rounded) ? walked : rounded
  } finally {
    walk.dispose()
  }
}
