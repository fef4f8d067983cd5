/** docs/certificate.md, "The lottery": the bound, added up from prices and weights. */
import { must } from './bytes.mjs'

const EVERYWHERE = () => true

/** Each constraint with its lower and upper end, and which cells it touches. */
function constraintsOf({ record, lottery }) {
  const panels = record.panels.map(({ size }, panel) => ({ lower: size, upper: size, touches: (_, p) => p === panel }))
  const quotas = lottery.quotas.map(({ panel, min, max }, place) => {
    const here = panel === null ? EVERYWHERE : p => p === panel
    return { lower: min, upper: max, touches: (k, p) => here(p) && lottery.kinds[k].quotas.includes(place) }
  })
  const limits = lottery.limits.map(({ most, cells }) => {
    const own = new Set(cells.map(cell => cell.join()))
    return { lower: null, upper: most, touches: (k, p) => own.has(`${k},${p}`) }
  })
  return [...panels, ...quotas, ...limits]
}

const least = (kinds, smaller) => kinds.reduce((one, other) => (smaller(other, one) ? other : one))

/** What prices and weights add up to: numerator and denominator. */
export function boundOf(certificate) {
  const { kinds, proof } = certificate.lottery
  const constraints = constraintsOf(certificate)
  const weights = proof.weights.map(BigInt)
  const prices = proof.prices.map(BigInt)
  must(weights.length === kinds.length, 'not one weight for each kind')
  must(prices.length === constraints.length, `not one price for each of ${constraints.length} constraints`)
  for (const weight of weights) must(weight >= 0n, 'a weight is below 0')
  let numerator = 0n
  constraints.forEach(({ lower, upper }, c) => {
    must(lower !== null || prices[c] >= 0n, `the price of constraint ${c} is below 0`)
    numerator += prices[c] * BigInt(prices[c] >= 0n ? upper : lower)
  })
  const priced = constraints.map((constraint, c) => ({ ...constraint, price: prices[c] })).filter(each => each.price)
  let denominator = 0n
  kinds.forEach((kind, k) => {
    denominator += weights[k] * BigInt(kind.people)
    for (const { panel, most } of kind.panels) {
      let left = weights[k]
      for (const { price, touches } of priced) if (touches(k, panel)) left -= price
      if (left > 0n) numerator += left * BigInt(most)
    }
  })
  must(denominator > 0n, 'all weights are 0')
  return [numerator, denominator]
}

export function checkBound(certificate) {
  const { kinds, proof } = certificate.lottery
  const [numerator, denominator] = boundOf(certificate)
  const [said, over] = proof.bound
  must(said === String(numerator) && over === String(denominator), `it is ${numerator}/${denominator}`)
  checkSmallest(kinds, proof, numerator, denominator)
}

/** The smallest chance of those who can be drawn at all. */
export function smallestOf(kinds) {
  const seated = kinds.filter(kind => !kind.never).map(kind => kind.chance.map(BigInt))
  must(seated.length > 0, 'everybody is called never')
  return least(seated, ([a, b], [c, d]) => a * d < c * b)
}

function checkSmallest(kinds, { by, searched, weights }, numerator, denominator) {
  must((by === 'prices') === (searched === null), 'searched goes with search, and only with it')
  // Else whoever weighs those who cannot sit makes the bound as small as he likes.
  must(!kinds.some((kind, k) => kind.never && weights[k] !== '0'), 'a kind that is never has a weight')
  const [chance, whole] = smallestOf(kinds)
  must(chance * denominator <= numerator * whole, `the smallest chance is ${chance}/${whole}, above the bound`)
  must(searched === null || chance * 2n ** 53n <= BigInt(searched) * whole, 'more is reached than was searched for')
}
