import type { Highs } from 'highs'
import { byKind, type Model } from './model'
import type { Mixture, Peeling } from './peel'
import { Walk } from './walk'
import type { Panel } from './whole'

/** Steps in which what could not be taken apart is walked along: one for each kind, and no more or fewer than these. */
const MOST_STEPS = 6_000
const LEAST_STEPS = 500
/** More than this is not mixed anew. */
const MENDABLE = 0.02

/** What a mixture reaches of what is wanted of each kind, of the one that it reaches least of. */
export function reachedBy(model: Model, wanted: Float64Array, { panels, parts }: Mixture): number {
  const mean = new Float64Array(model.cells.length)
  panels.forEach((panel, row) => {
    for (const [at, count] of panel) mean[at]! += count * parts[row]!
  })
  const counts = byKind(model, mean)
  return wanted.reduce((least, want, at) => (want > 0 ? Math.min(least, counts[at]! / want) : least), 1)
}

/**
 * What was taken out of the mean; what could not be is mixed anew with some of it, or, where more is left than a few
 * people's (no panels, no steps), a balanced walk goes along it: whole panels, whose people come as near to their chances
 * as the steps allow.
 */
export function mendedOf(highs: Highs, model: Model, peeling: Peeling, never: ReadonlySet<number>): Mixture {
  if (peeling.left === 1) peeling.again()
  if (peeling.left > 0 && peeling.left <= MENDABLE) peeling.mend()
  const { left, mixture: taken } = peeling
  if (left === 0) return taken
  const walk = new Walk(
    highs,
    model,
    peeling.rest.map(value => value / left),
    never,
    'rest',
  )
  try {
    const panels: Panel[] = []
    const steps = Math.min(MOST_STEPS, Math.max(LEAST_STEPS, model.kinds.length))
    for (let step = 0; step < steps; step += 1) {
      const panel = walk.step(1)
      if (!panel) break
      panels.push(panel)
    }
    if (panels.length === 0) return taken
    return {
      panels: [...taken.panels, ...panels],
      parts: [...taken.parts.map(part => part * (1 - left)), ...panels.map(() => left / panels.length)],
    }
  } finally {
    walk.dispose()
  }
}
