/**
 * What is asked of a draw, without a name in it. The engine knows no expert: who may be drawn at all, and what of a
 * person counts, was decided before. Everything here is data that can be written down, sealed and read again.
 */

/** Somebody who can be drawn: a salted sign, and what of him the quotas and caps look at. */
export type Candidate = { readonly id: string; readonly features: Readonly<Record<string, string>> }

/** So many of the panel have this value of this feature: at least `min`, at most `max`. */
export type Quota = { readonly feature: string; readonly value: string; readonly min: number; readonly max: number }

/** At most so many of the panel share one value of this feature (a unit); who has none shares it with nobody. */
export type Cap = { readonly feature: string; readonly most: number }

/** 专业组: one panel of the draw. */
export type PanelAsked = {
  readonly name: string
  readonly size: number
  /** ids of those who may sit in it */
  readonly eligible: readonly string[]
  readonly quotas: readonly Quota[]
  readonly caps: readonly Cap[]
}

export type Problem = {
  readonly candidates: readonly Candidate[]
  /** drawn together: nobody sits in two of them */
  readonly panels: readonly PanelAsked[]
  /** over all panels together */
  readonly caps: readonly Cap[]
}

/** The same problem always gives the same bytes; another way to say it must not give others. */
export class ProblemError extends Error {
  override name = 'ProblemError'
}

const twice = (caps: readonly Cap[]) => new Set(caps.map(({ feature }) => feature)).size !== caps.length
const whole = (value: number) => Number.isInteger(value) && value >= 0

/**
 * Says what is wrong with a problem that no pool could mend. That a pool is too small is no such thing.
 * @throws ProblemError
 */
export function checkProblem({ candidates, panels, caps }: Problem): void {
  const known = new Set(candidates.map(({ id }) => id))
  if (known.size !== candidates.length) throw new ProblemError('somebody stands in the pool twice')
  if (panels.length === 0) throw new ProblemError('no panel is asked for')
  if (new Set(panels.map(({ name }) => name)).size !== panels.length) throw new ProblemError('two panels of one name')
  for (const { name, size, eligible, quotas, caps: own } of panels) {
    const of = (what: string) => new ProblemError(`panel ${name}: ${what}`)
    if (!whole(size) || size === 0) throw of('its size is no number of people')
    if (new Set(eligible).size !== eligible.length) throw of('somebody is eligible twice')
    if (eligible.some(id => !known.has(id))) throw of('somebody eligible is not in the pool')
    if (new Set(quotas.map(({ feature, value }) => `${feature}\u0000${value}`)).size !== quotas.length)
      throw of('two quotas for one value')
    if (quotas.some(({ min, max }) => !whole(min) || !whole(max) || min > max)) throw of('a quota is no range')
    if (twice(own)) throw of('two caps for one feature')
    if (own.some(({ most }) => !whole(most) || most === 0)) throw of('a cap is no number of people')
  }
  if (twice(caps)) throw new ProblemError('two caps for one feature')
  if (caps.some(({ most }) => !whole(most) || most === 0)) throw new ProblemError('a cap is no number of people')
}

/** By code units, the same on every machine; never by the habits of a language. */
export const byCode = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
