import type { Part } from './parts'
import { byCode, type Problem } from './problem'
import { TooLarge } from './too-large'

/** How many seats of each panel are taken, and how far each quota is used: digits, and the number they make. */
export type Vector = { readonly code: number; readonly digits: readonly number[]; readonly seats: number }

/** A digit of a vector: who counts in it, and how far it has to and may go. */
type Dimension = {
  readonly place: number
  readonly counts: (features: Readonly<Record<string, string>>) => boolean
  readonly radix: number
  readonly least: number
}

/**
 * The seats of each panel of a part and each quota that can bind, as digits of one number: seats first, then quotas in
 * canonical order, because a seed picks by it.
 */
export class Space {
  readonly dimensions: readonly Dimension[]
  /** seats of all panels */
  readonly seats: number
  /** of a code, the rest by it says how many seats of each panel are taken */
  readonly seatBox: number
  /** codes are below it */
  readonly box: number
  readonly panels: number
  readonly strides: readonly number[]

  /** @throws TooLarge when the digits make no safe number */
  constructor(problem: Problem, { panels }: Pick<Part, 'panels'>) {
    const asked = panels.map(panel => problem.panels[panel]!)
    this.panels = panels.length
    this.seats = asked.reduce((sum, { size }) => sum + size, 0)
    this.dimensions = [
      ...asked.map(({ size }, place) => ({ place, radix: size + 1, least: size, counts: () => true })),
      ...asked.flatMap((panel, place) => quotaDimensions(panel, place)),
    ]
    const strides: number[] = []
    let stride = 1
    for (const { radix } of this.dimensions) {
      strides.push(stride)
      stride *= radix
      if (stride > Number.MAX_SAFE_INTEGER) throw new TooLarge('quotas')
    }
    this.strides = strides
    this.box = stride
    this.seatBox = strides[this.panels] ?? stride
  }

  /** A vector of digits; null where one of them goes too far. */
  vector(digits: readonly number[]): Vector | null {
    if (this.dimensions.some(({ radix }, at) => digits[at]! >= radix)) return null
    const code = digits.reduce((sum, digit, at) => sum + digit * this.strides[at]!, 0)
    return { code, digits, seats: digits.slice(0, this.panels).reduce((sum, digit) => sum + digit, 0) }
  }

  /** Whether the sum of two vectors is one. */
  fits(one: Vector, other: Vector): boolean {
    for (let at = 0; at < this.dimensions.length; at += 1)
      if (one.digits[at]! + other.digits[at]! >= this.dimensions[at]!.radix) return false
    return true
  }

  /** The same of the seats alone. */
  seatsFit(one: Vector, other: Vector): boolean {
    for (let at = 0; at < this.panels; at += 1)
      if (one.digits[at]! + other.digits[at]! >= this.dimensions[at]!.radix) return false
    return true
  }

  /** Whether nothing of the one goes beyond the other. */
  within(one: Vector, other: Vector): boolean {
    for (let at = 0; at < one.digits.length; at += 1) if (one.digits[at]! > other.digits[at]!) return false
    return true
  }

  /** Whether all panels are full and all quotas met. */
  complete({ digits }: Vector): boolean {
    return this.dimensions.every(({ least }, at) => digits[at]! >= least)
  }
}

/** The sum of two vectors that fit. */
export const sum = (one: Vector, other: Vector): Vector => ({
  code: one.code + other.code,
  digits: one.digits.map((digit, at) => digit + other.digits[at]!),
  seats: one.seats + other.seats,
})

/** A quota counts those who have its value or those who have not, whatever needs fewer numbers. */
function quotaDimensions({ size, quotas }: Problem['panels'][number], place: number): Dimension[] {
  return quotas
    .filter(({ min, max }) => min > 0 || max < size)
    .sort((one, other) => byCode(one.feature, other.feature) || byCode(one.value, other.value))
    .map(({ feature, value, min, max }) => {
      const [having, lacking] = [Math.min(size, max) + 1, size - min + 1]
      return lacking > 0 && lacking < having
        ? { place, radix: lacking, least: Math.max(0, size - max), counts: features => features[feature] !== value }
        : { place, radix: having, least: min, counts: features => features[feature] === value }
    })
}
