import { addProduct, inverseOf } from './residues'
import { type Space, sum, type Vector } from './space'
import type { Cell } from './table'
import type { Budget } from './too-large'

/** Which state comes of which by which step: the same for every modulus. */
type Flow = {
  /** fewer seats first */
  readonly states: readonly Vector[]
  /** of each state, where its steps end in the two lists */
  readonly ends: readonly number[]
  readonly steps: Int32Array
  /** places of states */
  readonly targets: Int32Array
}

/** Codes up to here are looked up in a list, which is several times faster than a map. */
const MOST_DENSE = 4_000_000

class Dense {
  size = 0
  readonly #places: Int32Array

  constructor(box: number) {
    this.#places = new Int32Array(box).fill(-1)
  }

  get(code: number): number | undefined {
    const place = this.#places[code]!
    return place < 0 ? undefined : place
  }

  set(code: number, place: number): void {
    this.#places[code] = place
    this.size += 1
  }
}

/** Everything that can be come to by steps, from nothing. @throws TooLarge */
export function flowOf(steps: readonly Cell[], space: Space, budget: Budget): Flow {
  const alike = new Map<number, number[]>()
  steps.forEach(({ code }, at) => {
    const seats = alike.get(code % space.seatBox)
    if (seats) seats.push(at)
    else alike.set(code % space.seatBox, [at])
  })
  const bySeats = [...alike.values()]
  const levels: Vector[][] = Array.from({ length: space.seats + 1 }, () => [])
  const nothing = space.vector(space.dimensions.map(() => 0))!
  levels[0]!.push(nothing)
  const panels = space.panels
  const quotas = space.dimensions.length - panels
  const used = Int32Array.from(steps.flatMap(({ digits }) => digits.slice(panels)))
  const room = new Int32Array(quotas)
  // states are numbered as they are found, and put in order at the end
  const found = space.box <= MOST_DENSE ? new Dense(space.box) : new Map<number, number>()
  found.set(nothing.code, 0)
  const list = [new Int32Array(1024), new Int32Array(1024)]
  const ends: number[] = []
  let length = 0
  for (const level of levels)
    for (const state of level) {
      for (let at = 0; at < quotas; at += 1)
        room[at] = space.dimensions[panels + at]!.radix - 1 - state.digits[panels + at]!
      for (const same of bySeats) {
        if (!space.seatsFit(state, steps[same[0]!]!)) continue
        budget.spend(same.length)
        if (length + same.length > list[0]!.length)
          list.forEach((before, at) => {
            list[at] = new Int32Array(2 * (length + same.length))
            list[at]!.set(before)
          })
        const [chosen, reached] = [list[0]!, list[1]!]
        next: for (const at of same) {
          for (let quota = 0; quota < quotas; quota += 1) if (used[at * quotas + quota]! > room[quota]!) continue next
          const step = steps[at]!
          const code = state.code + step.code
          let target = found.get(code)
          if (target === undefined) {
            target = found.size
            found.set(code, target)
            levels[state.seats + step.seats]!.push(sum(state, step))
          }
          chosen[length] = at
          reached[length] = target
          length += 1
        }
      }
      ends.push(length)
    }
  const states = levels.flat()
  const places = new Int32Array(states.length)
  states.forEach(({ code }, place) => {
    places[found.get(code)!] = place
  })
  return { states, ends, steps: list[0]!, targets: list[1]!.subarray(0, length).map(target => places[target]!) }
}

/** `|s| · F[s] = Σ w[u] · F[s − u]` modulo a prime, by places of states. */
export function pass({ states, ends, steps, targets }: Flow, logs: readonly Cell[], prime: number): Float64Array {
  const big = BigInt(prime)
  const weights = Float64Array.from(logs, ({ value }) => Number(((value % big) + big) % big))
  const seats = Array.from({ length: (states.at(-1)?.seats ?? 0) + 1 }, (_, at) => (at ? inverseOf(at, prime) : 1))
  const values = new Float64Array(states.length)
  values[0] = 1
  const inverse = 1 / prime
  let at = 0
  for (let place = 0; place < states.length; place += 1) {
    const value = addProduct(0, values[place]!, seats[states[place]!.seats]!, prime, inverse)
    values[place] = value
    for (; at < ends[place]!; at += 1) {
      const target = targets[at]!
      values[target] = addProduct(values[target]!, value, weights[steps[at]!]!, prime, inverse)
    }
  }
  return values
}
