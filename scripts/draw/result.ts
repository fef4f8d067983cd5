import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { drawFair } from '@/lib/draw/engine/fair/draw'
import { type FairLottery, type FairMethod, fairBound, fairLottery } from '@/lib/draw/engine/fair/lottery'
import { provedBound } from '@/lib/draw/engine/fair/proof'
import type { Change } from '@/lib/draw/engine/fair/relax'
import { TICKETS } from '@/lib/draw/engine/fair/tickets'
import { FAIR_VERSION } from '@/lib/draw/engine/fair/version'
import type { Problem } from '@/lib/draw/engine/problem'
import { ENGINE_VERSION, Lottery } from '@/lib/draw/engine/select'

/** What stands in `result.json`, but for the seconds. Whatever else is in it, the same input gives the same. */
export type Result = {
  readonly panel: readonly string[]
  readonly chances: Readonly<Record<string, number>>
  readonly portfolio: object | null
  readonly bound: number
  readonly engineVersion: string
  readonly relaxation?: readonly Change[]
  readonly message?: string
}

export const hashOf = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(JSON.stringify(value))))

/** In canonical order of ids, so that equal chances are equal bytes. */
const sorted = (chances: [string, number][]) =>
  Object.fromEntries(chances.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)))

/** The lottery as anybody can check it: kinds, panels of kinds with their tickets, and the proof. */
function portfolioOf(lottery: FairLottery, drawn: ReturnType<typeof drawFair>, seed: string) {
  const { method, model, panels, tickets, chances, never, proof, provedBy } = lottery
  const { numerator, denominator } = provedBound(model, proof)
  const published = {
    method,
    size: model.size,
    quotas: model.quotas,
    unique: model.cap,
    classes: model.classes,
    kinds: model.kinds.map((kind, at) => ({
      features: kind.features,
      class: kind.class,
      most: kind.most,
      quotas: kind.quotas,
      people: kind.members.length,
      chance: [chances[at]!.numerator, chances[at]!.denominator].map(String),
      ...(never.has(at) && { never: true }),
      members: kind.members,
    })),
    tickets: TICKETS,
    panels: panels.map((panel, row) => ({ tickets: tickets[row]!, kinds: panel })),
    proof: {
      by: provedBy,
      weights: proof.weights.map(String),
      prices: proof.prices.map(String),
      bound: [numerator, denominator].map(String),
    },
  }
  const { ticket, row, alternates } = drawn
  return { lotteryHash: hashOf(published), seed, ticket, chosen: row, alternates, ...published }
}

/** @throws ProblemError, NoPanel, TooLarge */
export async function fairResult(problem: Problem, method: FairMethod, seed: string): Promise<Result> {
  const lottery = await fairLottery(problem, method)
  const drawn = drawFair(lottery, problem, seed)
  const chances = lottery.model.kinds.flatMap(({ members }, at) => {
    const { numerator, denominator } = lottery.chances[at]!
    const chance = Number(numerator) / Number(denominator)
    return members.map((id): [string, number] => [id, chance])
  })
  return {
    panel: drawn.panel,
    chances: sorted(chances),
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
  return {
    panel: panels[0]!,
    chances: sorted(
      lottery.chances.flatMap(({ type, chances }) => type.members.map((id): [string, number] => [id, chances[0]!])),
    ),
    portfolio: { method: 'uniform', seed, ways: String(lottery.ways), orderHash: hashOf(order) },
    bound,
    engineVersion: `uniform-${ENGINE_VERSION}`,
  }
}
