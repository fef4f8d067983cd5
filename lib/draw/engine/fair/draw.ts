import { Random } from '../random'
import type { FairLottery } from './lottery'
import { Orders } from './order'
import { followers, idOf, seated } from './seats'
import { panelOfTicket, TICKETS } from './tickets'

export type FairDraw = {
  /** from 0 to TICKETS − 1, each equally likely */
  readonly ticket: number
  /** place of the panel of kinds that it belongs to */
  readonly row: number
  /** ids, kind by kind, those of a kind in its order */
  readonly panel: readonly string[]
  /** of everybody drawn, who would come in his place, the first first; the panel's numbers stay the same */
  readonly alternates: Readonly<Record<string, readonly string[]>>
}

/** Followers named for each of the panel. */
const FOLLOWERS = 3

/**
 * One draw out of a lottery: the ticket says which panel of kinds, the order of each kind who of it, and who follows
 * (`nextFor` of `seats.ts` gives those after the first). All come from the seed, each from bits of its own. Takes no
 * longer for more people.
 * @param seed 64 hexadecimal signs
 */
export function drawFair(lottery: FairLottery, seed: string): FairDraw {
  const ticket = new Random(seed, 'ticket').index(TICKETS)
  const row = panelOfTicket(lottery, ticket)
  const { model } = lottery
  const orders = new Orders(model, seed)
  const people = seated(model, lottery.panels[row]!, orders)
  return {
    ticket,
    row,
    panel: people.map(one => idOf(model, one)),
    alternates: Object.fromEntries(followers(orders, people, FOLLOWERS)),
  }
}
