import { textHash } from '@/lib/platform/canonical'
import type { FairLottery } from './lottery'
import { cellsByKind } from './model'
import { provedBound } from './proof'
import { totalOf } from './tickets'

/**
 * The lottery of one panel as the command writes it, before there is a seed: kinds, panels of kinds with their tickets,
 * and the proofs. With the seed it gives the panel and who follows. Of several panels `published` of `seal` is written.
 */
export function publishedOf({ method, model, panels, tickets, chances, never, forced, proof, provedBy }: FairLottery) {
  const { numerator, denominator } = provedBound(model, proof)
  const { cells, cap } = model
  const cellOf = cellsByKind(model).map(([cell]) => cells[cell!]!)
  return {
    method,
    size: model.seats,
    quotas: model.quotas.map(({ panel: _, ...quota }) => quota),
    unique: cap && { feature: cap.feature, most: cap.all },
    classes: model.classes,
    limits: model.limits.map(({ most, cells: own }) => ({ most, kinds: own.map(at => cells[at]!.kind) })),
    kinds: model.kinds.map((kind, at) => ({
      features: kind.features,
      class: kind.class,
      most: cellOf[at]!.most,
      quotas: kind.quotas,
      people: kind.members.length,
      chance: [chances[at]!.numerator, chances[at]!.denominator].map(String),
      ...(never.has(at) && { never: true }),
      ...(forced.kinds.has(at) && { forced: true }),
      members: kind.members,
      ...(kind.class >= 0 && { units: kind.units }),
    })),
    tickets: totalOf({ tickets }),
    panels: panels.map((panel, row) => ({
      tickets: tickets[row]!,
      kinds: panel.map(([cell, count]) => [cells[cell]!.kind, count]),
    })),
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
