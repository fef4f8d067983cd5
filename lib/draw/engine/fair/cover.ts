import type { Highs } from 'highs'
import type { Model } from './model'
import { roomless } from './relaxation'
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
  const never = new Set([...excluded, ...roomless(model)])
  const missing = new Set([...model.kinds.keys()].filter(at => !never.has(at)))
  const kindOf = (cell: number) => model.cells[cell]!.kind
  for (const panel of known) for (const [at] of panel) missing.delete(kindOf(at))
  const panels: Panel[] = []
  if (missing.size === 0) return { panels, never: excluded, infeasible: false }
  const search = new Panels(highs, model, { costs: model.cells.map(() => 0), never: excluded })
  try {
    while (missing.size > 0) {
      search.setCosts(model.cells.map(({ kind }) => (missing.has(kind) ? 1 : 0)))
      const { panel, bound } = search.best(MOST_TRIES, 0.5)
      const added = panel?.filter(([at]) => missing.delete(kindOf(at))) ?? []
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
