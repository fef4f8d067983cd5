/** A reckoning that would take too long; another method has to do. */
export class TooLarge extends Error {
  override name = 'TooLarge'
}

/** What the exact counting of one problem may cost: a second or two. */
export const MOST_STEPS = 8_000_000

/** What one reckoning may cost: counted in steps, never in seconds, so that every machine decides alike. */
export class Budget {
  #left: number

  /** @param whole what this one is a part of, and is spent from as well */
  constructor(
    steps: number,
    readonly whole?: Budget,
  ) {
    this.#left = steps
  }

  get empty(): boolean {
    return this.#left < 0 || (this.whole?.empty ?? false)
  }

  /** @throws TooLarge when nothing is left */
  spend(steps: number): void {
    this.whole?.spend(steps)
    this.#left -= steps
    if (this.#left < 0) throw new TooLarge('steps')
  }
}
