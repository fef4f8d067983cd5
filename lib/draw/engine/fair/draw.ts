import { sealedOrder } from '../order'
import type { Problem } from '../problem'
import { Random } from '../random'
import type { FairLottery } from './lottery'
import { followers, inOrder, seated, unitsOf } from './seats'
import { panelOfTicket, TICKETS } from './tickets'

export type FairDraw = {
  /** from 0 to TICKETS − 1, each equally likely */
  readonly ticket: number
  /** place of the panel of kinds that it belongs to */
  readonly row: number
  /** ids in the sealed order */
  readonly panel: readonly string[]
  /** of everybody drawn, who would come in his place, the first first; the panel's numbers stay the same */
  readonly alternates: Readonly<Record<string, readonly string[]>>
}

/** Followers named for each of the panel. */
const FOLLOWERS = 3

/**
 * One draw out of a lottery: the ticket says which panel of kinds, one order of everybody who of each kind, and who
 * follows. Both come from the seed, each from bits of its own.
 * @param seed 64 hexadecimal signs
 */
export function drawFair(lottery: FairLottery, problem: Problem, seed: string): FairDraw {
  const ticket = new Random(seed, 'ticket').index(TICKETS)
  const row = panelOfTicket(lottery, ticket)
  const { model } = lottery
  const kinds = lottery.panels[row]!
  const order = sealedOrder(
    { ...problem, caps: [], panels: problem.panels.map(one => ({ ...one, quotas: [], caps: [] })) },
    seed,
  )
  const unitOf = unitsOf(problem, model)
  const people = seated(model, kinds, order, unitOf)
  return {
    ticket,
    row,
    panel: inOrder(people, order),
    alternates: Object.fromEntries(followers(model, kinds, people, order, unitOf, FOLLOWERS)),
  }
}
