import type { Model } from './kinds'
import type { Target } from './relaxation'
import { panelRows } from './rows'

/**
 * Why no lottery gives everybody more: whole-number prices. Each person's chance is weighed by `weights` of his kind;
 * whatever the panel, the weights of its people add up to no more than its size, quotas and classes are worth at
 * `prices`, and the rest that single kinds are worth above them. Any prices prove some bound; those of the solver prove
 * the best. To check it takes nothing but whole numbers.
 */
export type Proof = {
  /** of each kind, for one person */
  readonly weights: readonly bigint[]
  /** of the size, each quota, each class of units; of a quota below nothing where its minimum binds */
  readonly prices: readonly bigint[]
}

export type Ratio = { readonly numerator: bigint; readonly denominator: bigint }

const SCALE = 2 ** 40
const whole = (value: number) => BigInt(Math.round(value * SCALE))
const positive = (value: bigint) => (value > 0n ? value : 0n)

/** The prices that the solver found, as whole numbers. */
export function proofOf(model: Model, { weights, prices }: Target): Proof {
  const sides = 1 + model.quotas.length
  return {
    weights: Array.from(weights, whole),
    prices: Array.from(prices, (price, row) => (row < sides ? whole(price) : positive(whole(price)))),
  }
}

/**
 * What a proof proves: nobody's smallest chance is above numerator over denominator, among those whose kind has a
 * weight. For every kind, what it is worth above the prices that touch it counts as often as a panel can have it.
 * @throws RangeError when it proves nothing: weights or prices of classes below nothing, or no weight at all
 */
export function provedBound(model: Model, { weights, prices }: Proof): Ratio {
  const rows = panelRows(model)
  if (weights.length !== model.kinds.length || prices.length !== rows.length)
    throw new RangeError('a proof of other rows')
  if (weights.some(weight => weight < 0n)) throw new RangeError('a weight below nothing')
  const above = [...weights]
  let numerator = 0n
  rows.forEach(({ lower, upper, entries }, row) => {
    const price = prices[row]!
    if (price < 0n && lower === Number.NEGATIVE_INFINITY) throw new RangeError('a price below nothing')
    numerator += price * BigInt(price >= 0n ? upper : lower)
    for (const [at] of entries) above[at]! -= price
  })
  let denominator = 0n
  model.kinds.forEach(({ most, members }, at) => {
    numerator += positive(above[at]!) * BigInt(most)
    denominator += weights[at]! * BigInt(members.length)
  })
  if (denominator === 0n) throw new RangeError('no weight')
  return { numerator, denominator }
}

/** Parts of one that a number can say exactly: no later step rounds the other way. */
const PARTS = 2n ** 53n

/** A ratio as a number, rounded up and never above one: what is proved stays proved. */
export const boundNumber = ({ numerator, denominator }: Ratio): number =>
  Math.min(1, Number((numerator * PARTS + denominator - 1n) / denominator) / Number(PARTS))
