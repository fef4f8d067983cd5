import { utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson } from '@/lib/platform/canonical'
import type { FairLottery } from '../engine/fair/lottery'
import { cellsByKind } from '../engine/fair/model'
import { provedBound, type Ratio } from '../engine/fair/proof'
import { totalOf } from '../engine/fair/tickets'
import { FAIR_VERSION } from '../engine/fair/version'
import { byCode, type Cap, type Problem } from '../engine/problem'
import type { Leaf, PublishedLottery, SealedRecord } from './certificate'
import { digest } from './digest'
import { rootOf } from './merkle'
import { cappedIn } from './reckon'

/** The bytes of a leaf. */
export const leafBytes = (leaf: Leaf): Uint8Array => utf8ToBytes(canonicalJson(leaf))

/** The seal of a record. */
export const sealOf = (record: SealedRecord): string => digest('record', canonicalJson(record))

/** The hash of a lottery: portfolio, tickets, chances, bound and its proof. */
export const lotteryHash = (lottery: PublishedLottery): string => digest('lottery', canonicalJson(lottery))

const byFeature = (caps: readonly Cap[]): Cap[] =>
  caps.map(({ feature, most }) => ({ feature, most })).sort((one, other) => byCode(one.feature, other.feature))

/** Parts of one that a number says exactly. */
export const PARTS = 2 ** 53

const pairOf = ({ numerator, denominator }: Ratio): [number, number] => [Number(numerator), Number(denominator)]

/** Features of a kind as they are written: each once, ascending. */
export const featuresOf = (features: Readonly<Record<string, string>>): { feature: string; value: string }[] =>
  Object.entries(features)
    .map(([feature, value]) => ({ feature, value }))
    .sort((one, other) => byCode(one.feature, other.feature))

/** A lottery as it is published. */
export function published(lottery: FairLottery): PublishedLottery {
  const { model, panels, tickets, dealt, chances, inPanel, never, proof, provedBy, bound } = lottery
  const { cells, cap } = model
  const proved = provedBound(model, proof)
  const cellsOf = cellsByKind(model)
  const attained = Math.min(
    ...chances.flatMap(({ numerator, denominator }, at) =>
      never.has(at) ? [] : [Number(numerator) / Number(denominator)],
    ),
  )
  return {
    quotas: model.quotas.map(({ panel, feature, value, min, max }) => ({ panel, feature, value, min, max })),
    cap: cap && { feature: cap.feature, each: [...cap.each], all: cap.all },
    classes: model.classes.map(({ units, kinds }) => ({ units, kinds: [...kinds] })),
    limits: model.limits.map(({ most, cells: own }) => ({
      most,
      cells: own.map((at): [number, number] => [cells[at]!.kind, cells[at]!.panel]),
    })),
    kinds: model.kinds.map((kind, at) => ({
      features: featuresOf(kind.features),
      quotas: [...kind.quotas],
      class: kind.class,
      people: kind.members.length,
      chance: pairOf(chances[at]!),
      never: never.has(at),
      panels: cellsOf[at]!.map(cell => {
        const { panel, most } = cells[cell]!
        return { panel, most, chance: pairOf(inPanel[cell]!) }
      }),
    })),
    tickets: totalOf(lottery),
    rows: panels.map((kinds, row) => ({
      tickets: tickets[row]!,
      kinds: kinds.map(([at, count]): [number, number, number] => [cells[at]!.kind, cells[at]!.panel, count]),
      dealt: dealt[row]!.map(({ class: place, units }) => ({ class: place, units: [...units] })),
    })),
    proof: {
      by: provedBy,
      weights: proof.weights.map(String),
      prices: proof.prices.map(String),
      bound: [String(proved.numerator), String(proved.denominator)],
      // what a search found is a number of the solver: never below what is attained
      searched: provedBy === 'search' ? Math.min(Math.ceil(Math.max(bound, attained) * PARTS), PARTS - 1) : null,
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
 * Seals a draw: pool, what was asked, lottery and the hash of the secret become one number.
 * @param problem of signs (`signed`), never of ids
 * @param lottery of that problem
 */
export function sealDraw(problem: Problem, lottery: FairLottery, around: Around): Sealed {
  const panels = problem.panels.map(({ name, size, quotas, caps }) => ({
    ...{ name, size, caps: byFeature(caps) },
    quotas: quotas
      .map(({ feature, value, min, max }) => ({ feature, value, min, max }))
      .sort((one, other) => byCode(one.feature, other.feature) || byCode(one.value, other.value)),
  }))
  const caps = byFeature(problem.caps)
  const capped = cappedIn({ panels, caps })
  const kindOf = new Map(lottery.model.kinds.flatMap(({ members }, at) => members.map(id => [id, at] as const)))
  const leaves = problem.candidates
    .filter(({ id }) => kindOf.has(id))
    .map(
      ({ id, features }): Leaf => ({
        sign: id,
        kind: kindOf.get(id)!,
        groups: capped.map(feature => features[feature] || null),
      }),
    )
    .sort((one, other) => byCode(one.sign, other.sign))
  const { number, trial, exclusions, conditions, secret, earlier } = around
  const said = published(lottery)
  const record: SealedRecord = {
    ...{ number, trial, exclusions, conditions, secret, earlier },
    pool: { root: rootOf(leaves.map(leafBytes)), people: leaves.length },
    ...{ panels, caps },
    engine: FAIR_VERSION,
    method: lottery.method,
    lottery: lotteryHash(said),
  }
  return { record, seal: sealOf(record), lottery: said, leaves }
}
