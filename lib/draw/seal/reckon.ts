import { drawFair, type FairDraw } from '../engine/fair/draw'
import { modelOf } from '../engine/fair/kinds'
import type { Model } from '../engine/fair/model'
import type { Proof } from '../engine/fair/proof'
import type { Panel } from '../engine/fair/whole'
import { byCode, type Problem } from '../engine/problem'
import type { Certificate, Leaf, PublishedLottery, SealedRecord } from './certificate'

type Sealed = Pick<Certificate, 'record' | 'lottery' | 'leaves'>

const featuresOf = ({ features }: PublishedLottery['kinds'][number]) =>
  Object.fromEntries(features.map(({ feature, value }) => [feature, value]))

/** Features that any cap of a record looks at, in the order of the groups of leaves. */
export const cappedIn = ({ panels, caps }: Pick<SealedRecord, 'panels' | 'caps'>): string[] =>
  [...new Set([...caps, ...panels.flatMap(panel => panel.caps)].map(({ feature }) => feature))].sort(byCode)

/** What of a person counts, out of his leaf. @throws RangeError for a kind that is none */
export function leafFeatures(record: SealedRecord, { kinds }: PublishedLottery, leaf: Leaf): Record<string, string> {
  const kind = kinds[leaf.kind]
  if (!kind) throw new RangeError('no such kind')
  const groups = cappedIn(record).flatMap((feature, at) => (leaf.groups[at] ? [[feature, leaf.groups[at]]] : []))
  return { ...Object.fromEntries(groups), ...featuresOf(kind) }
}

/** The problem of signs that was sealed. */
export const problemIn = ({ record, lottery, leaves }: Sealed): Problem => ({
  candidates: leaves.map(leaf => ({ id: leaf.sign, features: leafFeatures(record, lottery, leaf) })),
  panels: record.panels.map(({ name, size, quotas, caps }, at) => {
    const kinds = new Set(
      lottery.kinds.flatMap(({ panels }, kind) => (panels.some(({ panel }) => panel === at) ? [kind] : [])),
    )
    return { name, size, quotas, caps, eligible: leaves.flatMap(({ sign, kind }) => (kinds.has(kind) ? [sign] : [])) }
  }),
  caps: record.caps,
})

/** Its model, made anew. @throws ProblemError */
export const modelIn = (sealed: Sealed): Model => modelOf(problemIn(sealed))

export const proofIn = ({ proof }: PublishedLottery): Proof => ({
  weights: proof.weights.map(BigInt),
  prices: proof.prices.map(BigInt),
})

/**
 * The rows of a lottery as the model counts them.
 * @throws RangeError for a kind in a panel where it may not sit, stands twice, or has more places than it can: a place is
 *   counted by counting, and a number of a forged file may be any
 */
export function panelsIn(rows: PublishedLottery['rows'], model: Model): Panel[] {
  const cells = new Map(model.cells.map(({ kind, panel }, at) => [`${kind} ${panel}`, at]))
  return rows.map(({ kinds }) => {
    let last = -1
    return kinds.map(([kind, panel, number]) => {
      const cell = cells.get(`${kind} ${panel}`) ?? -1
      if (cell <= last || number > model.cells[cell]!.most) throw new RangeError('no such place for this kind')
      last = cell
      return [cell, number]
    })
  })
}

/** Ticket, panels and alternates of a seed, reckoned by the engine out of what was sealed. No solver takes part. */
export const drawnFrom = ({ rows }: PublishedLottery, model: Model, seed: string): FairDraw =>
  drawFair(
    {
      model,
      panels: panelsIn(rows, model),
      tickets: rows.map(({ tickets }) => tickets),
      dealt: rows.map(({ dealt }) => dealt),
    },
    seed,
  )
