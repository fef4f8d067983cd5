import type { Change } from '@/lib/draw/engine/demand'
import { drawFair, type FairDraw } from '@/lib/draw/engine/fair/draw'
import { type FairLottery, type FairMethod, fairBound, fairLottery } from '@/lib/draw/engine/fair/lottery'
import { forcedIds, hashOf, publishedOf } from '@/lib/draw/engine/fair/published'
import { TICKETS, totalOf } from '@/lib/draw/engine/fair/tickets'
import { FAIR_VERSION } from '@/lib/draw/engine/fair/version'
import { byCode, type Problem } from '@/lib/draw/engine/problem'
import { ENGINE_VERSION, Lottery } from '@/lib/draw/engine/select'

/** What stands in `result.json`, but for the seconds. Whatever else is in it, the same input gives the same. */
export type Result = {
  readonly panel: readonly string[]
  readonly chances: Readonly<Record<string, number>>
  /** 必然入选: who sits in every panel that is possible, whatever the lottery */
  readonly forced: readonly string[]
  readonly portfolio: object | null
  readonly bound: number
  /** the smallest chance of anybody who can be drawn, in parts of the bound */
  readonly reached: number
  /** what it costs that there are so few tickets; only where fewer were asked for */
  readonly cost?: Cost
  readonly engineVersion: string
  readonly relaxation?: readonly Change[]
  readonly message?: string
}

/** Smallest chance with so many tickets, with as many as usual, and which part of the latter is lost. */
export type Cost = { readonly tickets: number; readonly smallest: number; readonly fine: number; readonly lost: number }

/** How fair a lottery is. */
export function fairnessOf({
  tickets,
  smallest,
  fine,
  bound,
}: Pick<FairLottery, 'tickets' | 'smallest' | 'fine' | 'bound'>): Pick<Result, 'bound' | 'reached' | 'cost'> {
  const total = totalOf({ tickets })
  const cost = { tickets: total, smallest, fine, lost: Math.max(0, 1 - smallest / fine) }
  return { bound, reached: smallest / bound, ...(total < TICKETS && { cost }) }
}

/** In canonical order of ids, so that equal chances are equal bytes. */
const sorted = (chances: [string, number][]) =>
  Object.fromEntries([...chances].sort(([one], [other]) => byCode(one, other)))

/** The lottery as it can be published before there is a seed, and what the seed made of it. */
function portfolioOf(lottery: FairLottery, { ticket, row, alternates }: FairDraw, seed: string) {
  const published = publishedOf(lottery)
  return { lotteryHash: hashOf(published), seed, ticket, chosen: row, alternates, ...published }
}

/**
 * @param ticket where balls gave it; the seed still says who of a kind comes
 * @throws ProblemError, NoPanel, TooLarge
 */
export async function fairResult(
  problem: Problem,
  { method, seed, tickets, ticket }: { method: FairMethod; seed: string; tickets: number; ticket?: number },
): Promise<Result> {
  const lottery = await fairLottery(problem, method, undefined, tickets)
  const drawn = drawFair(lottery, seed, ticket)
  const chances = lottery.model.kinds.flatMap(({ members }, at) => {
    const { numerator, denominator } = lottery.chances[at]!
    const chance = Number(numerator) / Number(denominator)
    return members.map((id): [string, number] => [id, chance])
  })
  return {
    panel: drawn.panels[0]!,
    chances: sorted(chances),
    forced: forcedIds(lottery),
    portfolio: portfolioOf(lottery, drawn, seed),
    ...fairnessOf(lottery),
    engineVersion: FAIR_VERSION,
  }
}

/** Every panel equally likely. @throws ProblemError, Infeasible, TooLarge */
export async function uniformResult(problem: Problem, seed: string): Promise<Result> {
  const lottery = new Lottery(problem)
  const { panels, order } = lottery.draw(seed)
  const chances = lottery.chances.flatMap(({ type, chances: [chance] }) =>
    type.members.map((id): [string, number] => [id, chance!]),
  )
  const bound = await fairBound(problem, new Set(chances.flatMap(([id, chance]) => (chance > 0 ? [] : [id]))))
  return {
    panel: panels[0]!,
    chances: sorted(chances),
    // all panels are counted, so that only who sits in each of them has exactly one
    forced: chances.flatMap(([id, chance]) => (chance === 1 ? [id] : [])).sort(byCode),
    portfolio: { method: 'uniform', seed, ways: String(lottery.ways), orderHash: hashOf(order) },
    // there may be more people than a call takes arguments
    ...{
      bound,
      reached: chances.reduce((least, [, chance]) => (chance > 0 ? Math.min(least, chance) : least), 1) / bound,
    },
    engineVersion: `uniform-${ENGINE_VERSION}`,
  }
}
