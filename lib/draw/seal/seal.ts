import { utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson } from '@/lib/platform/canonical'
import type { FairLottery } from '../engine/fair/lottery'
import { provedBound } from '../engine/fair/proof'
import { TICKETS } from '../engine/fair/tickets'
import { FAIR_VERSION } from '../engine/fair/version'
import { byCode, type Cap, type Problem } from '../engine/problem'
import type { Leaf, PublishedLottery, SealedRecord } from './certificate'
import { digest } from './digest'
import { rootOf } from './merkle'

/** The bytes of a leaf. */
export const leafBytes = (leaf: Leaf): Uint8Array => utf8ToBytes(canonicalJson(leaf))

/** The seal of a record. */
export const sealOf = (record: SealedRecord): string => digest('record', canonicalJson(record))

/** The hash of a lottery: portfolio, tickets, chances, bound and its proof. */
export const lotteryHash = (lottery: PublishedLottery): string => digest('lottery', canonicalJson(lottery))

/** One cap for each feature, the stricter of two. */
function capsOf({ caps, panels }: Problem): Cap[] {
  const most = new Map<string, number>()
  for (const cap of [...caps, ...panels.flatMap(panel => panel.caps)])
    most.set(cap.feature, Math.min(cap.most, most.get(cap.feature) ?? cap.most))
  return [...most].map(([feature, count]) => ({ feature, most: count })).sort((a, b) => byCode(a.feature, b.feature))
}

/** Parts of one that a number says exactly. */
export const PARTS = 2 ** 53

/** A lottery as it is published. */
export function published(lottery: FairLottery): PublishedLottery {
  const { model, panels, tickets, chances, never, proof, provedBy, bound } = lottery
  const proved = provedBound(model, proof)
  return {
    quotas: model.quotas.map(({ feature, value, min, max }) => ({ feature, value, min, max })),
    cap: model.cap && { feature: model.cap.feature, most: model.cap.most },
    classes: model.classes.map(({ units, kinds, most }) => ({ units, kinds: [...kinds], most })),
    kinds: model.kinds.map((kind, at) => ({
      features: Object.entries(kind.features)
        .map(([feature, value]) => ({ feature, value }))
        .sort((one, other) => byCode(one.feature, other.feature)),
      quotas: [...kind.quotas],
      class: kind.class,
      people: kind.members.length,
      most: kind.most,
      chance: [Number(chances[at]!.numerator), Number(chances[at]!.denominator)],
      never: never.has(at),
    })),
    tickets: TICKETS,
    panels: panels.map((kinds, row) => ({
      tickets: tickets[row]!,
      kinds: kinds.map(([at, count]): [number, number] => [at, count]),
    })),
    proof: {
      by: provedBy,
      weights: proof.weights.map(String),
      prices: proof.prices.map(String),
      bound: [String(proved.numerator), String(proved.denominator)],
      searched: provedBy === 'search' ? Math.min(Math.ceil(bound * PARTS), PARTS - 1) : null,
    },
  }
}

export type Sealed = {
  readonly record: SealedRecord
  readonly seal: string
  readonly lottery: PublishedLottery
  readonly leaves: readonly Leaf[]
}

/** What a record says beside what pool and lottery say. */
export type Around = Pick<SealedRecord, 'number' | 'trial' | 'exclusions' | 'conditions' | 'secret' | 'earlier'>

/**
 * Seals a draw of one panel: pool, what was asked, lottery and the hash of the secret become one number.
 * @param problem of signs (`signed`), never of ids
 * @param lottery of that problem
 */
export function sealDraw(problem: Problem, lottery: FairLottery, around: Around): Sealed {
  const asked = problem.panels[0]!
  const caps = capsOf(problem)
  const kindOf = new Map(lottery.model.kinds.flatMap(({ members }, at) => members.map(id => [id, at] as const)))
  const leaves = problem.candidates
    .filter(({ id }) => kindOf.has(id))
    .map(
      ({ id, features }): Leaf => ({
        sign: id,
        kind: kindOf.get(id)!,
        groups: caps.map(({ feature }) => features[feature] || null),
      }),
    )
    .sort((one, other) => byCode(one.sign, other.sign))
  const { number, trial, exclusions, conditions, secret, earlier } = around
  const said = published(lottery)
  const record: SealedRecord = {
    ...{ number, trial, exclusions, conditions, secret, earlier },
    pool: { root: rootOf(leaves.map(leafBytes)), people: leaves.length },
    quotas: asked.quotas
      .map(({ feature, value, min, max }) => ({ feature, value, min, max }))
      .sort((one, other) => byCode(one.feature, other.feature) || byCode(one.value, other.value)),
    caps,
    size: asked.size,
    engine: FAIR_VERSION,
    method: lottery.method,
    lottery: lotteryHash(said),
  }
  return { record, seal: sealOf(record), lottery: said, leaves }
}
