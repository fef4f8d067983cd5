import { Random } from '../random'
import type { FairLottery } from './lottery'
import { Orders } from './order'
import { followers, idOf, seated } from './seats'
import { panelOfTicket, totalOf } from './tickets'

export type FairDraw = {
  /** from 0 to all tickets less one, each equally likely */
  readonly ticket: number
  /** place of the panels of kinds that it belongs to */
  readonly row: number
  /** ids by panel, in it kind by kind, those of a kind in its order */
  readonly panels: readonly (readonly string[])[]
  /** of everybody drawn, who would come in his place in his panel, the first first; its numbers stay the same */
  readonly alternates: Readonly<Record<string, readonly string[]>>
}

/** Followers named for each of the panel. */
const FOLLOWERS = 3

/**
 * One draw out of a lottery: the ticket says which panels of kinds, the order of each kind who of it, and who follows
 * (`nextFor` of `seats.ts` gives those after the first). All come from the seed, each from bits of its own. Takes no
 * longer for more people.
 * @param seed 64 hexadecimal signs
 * @param drawn the ticket, where something else than the seed gave it: balls
 */
export function drawFair(
  lottery: Pick<FairLottery, 'model' | 'panels' | 'tickets' | 'dealt'>,
  seed: string,
  drawn?: number,
): FairDraw {
  const ticket = drawn ?? new Random(seed, 'ticket').index(totalOf(lottery))
  const row = panelOfTicket(lottery, ticket)
  const { model } = lottery
  const orders = new Orders(model, seed)
  const seats = seated(model, lottery.panels[row]!, lottery.dealt[row]!, orders)
  return {
    ticket,
    row,
    panels: model.sizes.map((_, panel) => seats.filter(one => one.panel === panel).map(one => idOf(model, one))),
    alternates: Object.fromEntries(followers(orders, seats, FOLLOWERS)),
  }
}
