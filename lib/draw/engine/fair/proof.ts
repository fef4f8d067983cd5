import type { Model } from './model'
import { panelRows, twoSided } from './rows'
import type { Target } from './target'

/**
 * Why no lottery gives everybody more: whole-number prices. Each person's chance is weighed by `weights` of his kind;
 * whoever sits, their weights add up to no more than sizes, quotas and limits are worth at `prices`, and the rest that
 * single cells are worth above them. Any prices prove some bound; those of the solver prove
 * the best. To check it takes nothing but whole numbers.
 */
export type Proof = {
  /** of each kind, for one person */
  readonly weights: readonly bigint[]
  /** of the sizes, quotas and limits; of a quota below nothing where its minimum binds */
  readonly prices: readonly bigint[]
}

export type Ratio = { readonly numerator: bigint; readonly denominator: bigint }

const SCALE = 2 ** 40
const UNIT = BigInt(SCALE)
const whole = (value: number) => BigInt(Math.round(value * SCALE))
const positive = (value: bigint) => (value > 0n ? value : 0n)

/** Prices of rows that the solver found, as whole numbers. */
export function wholePrices(model: Model, prices: Float64Array): bigint[] {
  const sides = twoSided(model)
  return Array.from(prices, (price, row) => (row < sides ? whole(price) : positive(whole(price))))
}

/** The weights and prices that the solver found. */
export const proofOf = (model: Model, { weights, prices }: Target): Proof => ({
  weights: Array.from(weights, whole),
  prices: wholePrices(model, prices),
})

/**
 * What no panel is worth more than, at these weights of kinds, whatever the prices: what sizes, quotas and limits
 * are worth at them, and for every cell what it weighs above the prices that touch it, as often as a panel can have it.
 * @throws RangeError for other rows, or a price of a limit below nothing
 */
function mostWorth(model: Model, { weights, prices }: Proof): bigint {
  const rows = panelRows(model)
  if (weights.length !== model.kinds.length || prices.length !== rows.length)
    throw new RangeError('a proof of other rows')
  const above = model.cells.map(({ kind }) => weights[kind]!)
  let worth = 0n
  rows.forEach(({ lower, upper, entries }, row) => {
    const price = prices[row]!
    if (price < 0n && lower === Number.NEGATIVE_INFINITY) throw new RangeError('a price below nothing')
    worth += price * BigInt(price >= 0n ? upper : lower)
    for (const [at] of entries) above[at]! -= price
  })
  model.cells.forEach(({ most }, at) => {
    worth += positive(above[at]!) * BigInt(most)
  })
  return worth
}

/**
 * What a proof proves: nobody's smallest chance is above numerator over denominator, among those whose kind has a
 * weight.
 * @throws RangeError when it proves nothing: weights or prices of limits below nothing, or no weight at all
 */
export function provedBound(model: Model, proof: Proof): Ratio {
  if (proof.weights.some(weight => weight < 0n)) throw new RangeError('a weight below nothing')
  const numerator = mostWorth(model, proof)
  const denominator = model.kinds.reduce(
    (sum, { members }, at) => sum + proof.weights[at]! * BigInt(members.length),
    0n,
  )
  if (denominator === 0n) throw new RangeError('no weight')
  return { numerator, denominator }
}

/**
 * Whether prices prove that everybody of these kinds sits in every panel: fewer than all but one of them cannot, and
 * people are whole.
 */
export function proveForced(model: Model, kinds: ReadonlySet<number>, prices: readonly bigint[]): boolean {
  const weights = model.kinds.map((_, at) => (kinds.has(at) ? -UNIT : 0n))
  const all = [...kinds].reduce((sum, at) => sum + model.kinds[at]!.members.length, 0)
  return mostWorth(model, { weights, prices }) < -UNIT * BigInt(all - 1)
}

/** Parts of one that a number can say exactly: no later step rounds the other way. */
const PARTS = 2n ** 53n

/** A ratio as a number, rounded up and never above one: what is proved stays proved. */
export const boundNumber = ({ numerator, denominator }: Ratio): number =>
  Math.min(1, Number((numerator * PARTS + denominator - 1n) / denominator) / Number(PARTS))
