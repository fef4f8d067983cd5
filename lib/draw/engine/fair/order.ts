import { Random } from '../random'
import type { Model } from './model'

/**
 * One kind's people in the order that a stream of numbers gives, found out only as far as it is read (Fisher–Yates from the front, of which
 * only the places that moved are kept): the first of a million cost as much as the first of ten.
 */
export class PartialOrder implements Iterable<number> {
  readonly #moved = new Map<number, number>()
  readonly #found: number[] = []

  /** @param index a number from 0 to what it is given less one */
  constructor(
    readonly index: (bound: number) => number,
    readonly count: number,
  ) {}

  /** Places among the kind's members, the first first. */
  *[Symbol.iterator](): Generator<number> {
    for (let at = 0; at < this.count; at += 1) {
      if (at === this.#found.length) this.#found.push(this.#next(at))
      yield this.#found[at]!
    }
  }

  #next(at: number): number {
    const chosen = at + this.index(this.count - at)
    const member = this.#moved.get(chosen) ?? chosen
    this.#moved.set(chosen, this.#moved.get(at) ?? at)
    this.#moved.delete(at)
    return member
  }
}

/** The sealed order: of each kind's people, by a stream of its own, so that how far one is read moves no other. */
export class Orders {
  readonly #kinds = new Map<number, PartialOrder>()

  /** @param seed 64 hexadecimal signs */
  constructor(
    readonly model: Model,
    readonly seed: string,
  ) {}

  /** @param kind place among the model's kinds @returns places among its members */
  of(kind: number): Iterable<number> {
    const known = this.#kinds.get(kind)
    if (known) return known
    const random = new Random(this.seed, `order ${kind}`)
    const order = new PartialOrder(bound => random.index(bound), this.model.kinds[kind]!.members.length)
    this.#kinds.set(kind, order)
    return order
  }
}
