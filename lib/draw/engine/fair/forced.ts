import type { Highs } from 'highs'
import { byKind, type Model } from './model'
import { proveForced, wholePrices } from './proof'
import { panelRows } from './rows'
import { LinearProgram } from './solver'
import { type Panel, Panels } from './whole'

/** 必然入选: kinds all of whose people sit in every panel there is, whatever the lottery. */
export type Forced = {
  readonly kinds: ReadonlySet<number>
  /** whole numbers that prove it (`proveForced`); null where there are none and only the search does, or nobody is */
  readonly prices: readonly bigint[] | null
}

/** Programs tried for one panel without one of them. */
const MOST_TRIES = 4_000
const NOBODY: Forced = { kinds: new Set(), prices: null }

/**
 * Looks for a panel in which somebody is missing of those who sit in all panels known, again and again; when there is
 * none, they are forced. Within a kind nobody is preferred, so that one of it is forced only when all are. Who is
 * neither found missing nor proved to be forced within the steps is not called so.
 * @param known panels, at least one
 * @param never kinds that no panel has
 */
export function forcedOf(highs: Highs, model: Model, known: readonly Panel[], never: ReadonlySet<number>): Forced {
  const room = byKind(
    model,
    model.cells.map(({ most }) => most),
  )
  const kinds = new Set(
    model.kinds.flatMap(({ members }, at) => (!never.has(at) && room[at]! >= members.length ? [at] : [])),
  )
  const missing = (panel: Panel) => {
    const counts = new Map<number, number>()
    for (const [cell, count] of panel) {
      const { kind } = model.cells[cell]!
      counts.set(kind, (counts.get(kind) ?? 0) + count)
    }
    return [...kinds].filter(at => (counts.get(at) ?? 0) < model.kinds[at]!.members.length)
  }
  const drop = (panel: Panel) => {
    for (const at of missing(panel)) kinds.delete(at)
  }
  for (const panel of known) drop(panel)
  if (kinds.size === 0) return NOBODY
  const search = new Panels(highs, model, { costs: model.cells.map(() => 0), never })
  try {
    while (kinds.size > 0) {
      search.setCosts(costsOf(model, kinds))
      const fewer = 0.5 - [...kinds].reduce((sum, at) => sum + model.kinds[at]!.members.length, 0)
      const { panel, value, bound } = search.best(MOST_TRIES, fewer)
      if (!panel || (value <= fewer && bound > fewer)) return NOBODY
      if (value <= fewer) return { kinds, prices: pricesOf(highs, model, kinds) }
      drop(panel)
    }
    return NOBODY
  } finally {
    search.dispose()
  }
}

const costsOf = (model: Model, kinds: ReadonlySet<number>) => model.cells.map(({ kind }) => (kinds.has(kind) ? -1 : 0))

/** What the relaxation says at the same prices, where that is enough. */
function pricesOf(highs: Highs, model: Model, kinds: ReadonlySet<number>): bigint[] | null {
  const columns = costsOf(model, kinds).map((cost, at) => ({ cost, lower: 0, upper: model.cells[at]!.most }))
  const program = new LinearProgram(highs, columns, panelRows(model))
  try {
    const answer = program.run()
    const prices = answer && wholePrices(model, answer.duals)
    return prices && proveForced(model, kinds, prices) ? prices : null
  } finally {
    program.dispose()
  }
}
