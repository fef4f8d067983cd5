import { textHash } from '@/lib/platform/canonical'
import type { FairLottery } from './lottery'
import { provedBound } from './proof'
import { TICKETS } from './tickets'

/**
 * The lottery as anybody can check it, before there is a seed: kinds, panels of kinds with their tickets, and the
 * proofs. With the seed it gives the panel and who follows.
 */
export function publishedOf({ method, model, panels, tickets, chances, never, forced, proof, provedBy }: FairLottery) {
  const { numerator, denominator } = provedBound(model, proof)
  return {
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
      ...(forced.kinds.has(at) && { forced: true }),
      members: kind.members,
      ...(kind.class >= 0 && { units: kind.units }),
    })),
    tickets: TICKETS,
    panels: panels.map((panel, row) => ({ tickets: tickets[row]!, kinds: panel })),
    proof: {
      by: provedBy,
      weights: proof.weights.map(String),
      prices: proof.prices.map(String),
      bound: [numerator, denominator].map(String),
    },
    ...(forced.kinds.size > 0 && {
      forced: { by: forced.prices ? 'prices' : 'search', ...(forced.prices && { prices: forced.prices.map(String) }) },
    }),
  }
}

export const hashOf = (value: unknown): string => textHash(JSON.stringify(value))

/** Ids of everybody who sits in every panel, in canonical order of kinds. */
export const forcedIds = ({ model, forced }: FairLottery): string[] =>
  [...forced.kinds].sort((one, other) => one - other).flatMap(at => model.kinds[at]!.members)
