import { drawFair, type FairDraw } from '../engine/fair/draw'
import { type Model, modelOf } from '../engine/fair/kinds'
import type { Proof } from '../engine/fair/proof'
import type { Problem } from '../engine/problem'
import type { Certificate, Leaf, PublishedLottery, SealedRecord } from './certificate'

type Sealed = Pick<Certificate, 'record' | 'lottery' | 'leaves'>

const featuresOf = ({ features }: PublishedLottery['kinds'][number]) =>
  Object.fromEntries(features.map(({ feature, value }) => [feature, value]))

/** What of a person counts, out of his leaf. @throws RangeError for a kind that is none */
export function leafFeatures({ caps }: SealedRecord, { kinds }: PublishedLottery, leaf: Leaf): Record<string, string> {
  const kind = kinds[leaf.kind]
  if (!kind) throw new RangeError('no such kind')
  const groups = caps.flatMap(({ feature }, at) => (leaf.groups[at] ? [[feature, leaf.groups[at]]] : []))
  return { ...Object.fromEntries(groups), ...featuresOf(kind) }
}

/** The problem of signs that was sealed. */
export const problemIn = ({ record, lottery, leaves }: Sealed): Problem => ({
  candidates: leaves.map(leaf => ({ id: leaf.sign, features: leafFeatures(record, lottery, leaf) })),
  panels: [
    {
      name: record.number,
      size: record.size,
      eligible: leaves.map(({ sign }) => sign),
      quotas: record.quotas,
      caps: record.caps,
    },
  ],
  caps: [],
})

/** Its model, made anew. @throws ProblemError */
export const modelIn = (sealed: Sealed): Model => modelOf(problemIn(sealed))

export const proofIn = ({ proof }: PublishedLottery): Proof => ({
  weights: proof.weights.map(BigInt),
  prices: proof.prices.map(BigInt),
})

/** Ticket, panel and alternates of a seed, reckoned by the engine out of what was sealed. No solver takes part. */
export const drawnFrom = ({ panels }: PublishedLottery, model: Model, seed: string): FairDraw =>
  drawFair({ model, panels: panels.map(({ kinds }) => kinds), tickets: panels.map(({ tickets }) => tickets) }, seed)
