import type { Highs } from 'highs'
import type { Model } from './kinds'
import { type Panel, Panels } from './whole'

/** Programs tried for one panel. */
const MOST_TRIES = 4_000

export type Cover = {
  /** panels in which everybody sits who can sit in one */
  readonly panels: readonly Panel[]
  /** kinds that no whole panel has: proved, unless the steps were used up */
  readonly never: ReadonlySet<number>
  /** there is no panel at all: proved, or (null) neither found nor proved within the steps */
  readonly infeasible: boolean | null
}

/** Panels for everybody whom no panel known has; whoever is in none of all panels is found out on the way. */
export function cover(highs: Highs, model: Model, known: readonly Panel[], excluded: ReadonlySet<number>): Cover {
  const missing = new Set(model.kinds.flatMap(({ most }, at) => (most === 0 || excluded.has(at) ? [] : [at])))
  for (const panel of known) for (const [at] of panel) missing.delete(at)
  const panels: Panel[] = []
  if (missing.size === 0) return { panels, never: excluded, infeasible: false }
  const search = new Panels(highs, model, { costs: model.kinds.map(() => 0), never: excluded })
  try {
    while (missing.size > 0) {
      search.setCosts(model.kinds.map((_, at) => (missing.has(at) ? 1 : 0)))
      const { panel, bound } = search.best(MOST_TRIES, 0.5)
      const added = panel?.filter(([at]) => missing.delete(at)) ?? []
      if (added.length > 0) panels.push(panel!)
      else if (!panel && known.length + panels.length === 0)
        return { panels, never: excluded, infeasible: bound === Number.NEGATIVE_INFINITY ? true : null }
      else break
    }
    return { panels, never: new Set([...excluded, ...missing]), infeasible: false }
  } finally {
    search.dispose()
  }
}
