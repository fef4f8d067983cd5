import { drawFair, type FairDraw } from '@/lib/draw/engine/fair/draw'
import { type FairLottery, type FairMethod, fairBound, fairLottery } from '@/lib/draw/engine/fair/lottery'
import { forcedIds, hashOf, publishedOf } from '@/lib/draw/engine/fair/published'
import type { Change } from '@/lib/draw/engine/fair/relax'
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
  readonly engineVersion: string
  readonly relaxation?: readonly Change[]
  readonly message?: string
}

/** In canonical order of ids, so that equal chances are equal bytes. */
const sorted = (chances: [string, number][]) =>
  Object.fromEntries([...chances].sort(([one], [other]) => byCode(one, other)))

/** The lottery as it can be published before there is a seed, and what the seed made of it. */
function portfolioOf(lottery: FairLottery, { ticket, row, alternates }: FairDraw, seed: string) {
  const published = publishedOf(lottery)
  return { lotteryHash: hashOf(published), seed, ticket, chosen: row, alternates, ...published }
}

/** @throws ProblemError, NoPanel, TooLarge */
export async function fairResult(problem: Problem, method: FairMethod, seed: string): Promise<Result> {
  const lottery = await fairLottery(problem, method)
  const drawn = drawFair(lottery, seed)
  const chances = lottery.model.kinds.flatMap(({ members }, at) => {
    const { numerator, denominator } = lottery.chances[at]!
    const chance = Number(numerator) / Number(denominator)
    return members.map((id): [string, number] => [id, chance])
  })
  return {
    panel: drawn.panel,
    chances: sorted(chances),
    forced: forcedIds(lottery),
    portfolio: portfolioOf(lottery, drawn, seed),
    bound: lottery.bound,
    engineVersion: FAIR_VERSION,
  }
}

/** Every panel equally likely. @throws ProblemError, Infeasible, TooLarge */
export async function uniformResult(problem: Problem, seed: string): Promise<Result> {
  const lottery = new Lottery(problem)
  const { panels, order } = lottery.draw(seed)
  const bound = await fairBound(problem)
  const chances = lottery.chances.flatMap(({ type, chances: [chance] }) =>
    type.members.map((id): [string, number] => [id, chance!]),
  )
  return {
    panel: panels[0]!,
    chances: sorted(chances),
    // all panels are counted, so that only who sits in each of them has exactly one
    forced: chances.flatMap(([id, chance]) => (chance === 1 ? [id] : [])).sort(byCode),
    portfolio: { method: 'uniform', seed, ways: String(lottery.ways), orderHash: hashOf(order) },
    bound,
    engineVersion: `uniform-${ENGINE_VERSION}`,
  }
}
