import type { Demand } from '../demand'
import type { Model } from './model'
import { panelRows } from './rows'

/** Weights of the kinds, and prices of sizes, quotas and limits, as a program ended with them. */
export type Prices = { readonly weights: ArrayLike<number>; readonly prices: ArrayLike<number> }

/** Prices below this are none. */
const NOTHING = 1e-9

/**
 * What each thing that is asked for is worth at these prices. Without one that is worth nothing the same prices would
 * prove the same: only the others can have made a smallest chance smaller, or somebody forced.
 * @returns a function over what is asked of the panels of this model, 0 or above
 */
export function pricesOf(model: Model, { weights, prices }: Prices): (demand: Demand) => number {
  const { sizes, kinds, cells, quotas, limits, cap } = model
  const rows = panelRows(model)
  // what a cell is worth above all prices that touch it: its own limit binds
  const above = cells.map(({ kind }) => weights[kind]!)
  rows.forEach(({ entries }, row) => {
    for (const [at] of entries) above[at]! -= prices[row]!
  })
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + (one > NOTHING ? one : 0), 0)
  const worth = (within: (cell: Model['cells'][number]) => boolean) =>
    sum(cells.flatMap((cell, at) => (within(cell) ? [above[at]!] : [])))
  const quotaPrice = (at: number, side: 1 | -1) => sum([side * prices[sizes.length + at]!])
  const limitPrice = (touches: (cell: Model['cells'][number]) => boolean) =>
    sum(
      limits.flatMap(({ cells: own }, at) =>
        own.some(cell => touches(cells[cell]!)) ? [prices[sizes.length + quotas.length + at]!] : [],
      ),
    )
  const mostOf = (at: number) => {
    const { panel } = quotas[at]!
    const counted = (cell: Model['cells'][number]) =>
      kinds[cell.kind]!.quotas.includes(at) && (panel === null || cell.panel === panel)
    return quotaPrice(at, 1) + worth(counted) + (panel === null ? limitPrice(counted) : 0)
  }
  const placesOf = (match: (quota: Model['quotas'][number]) => boolean) =>
    quotas.flatMap((quota, at) => (match(quota) ? [at] : []))
  return demand => {
    const { panel } = demand
    if (demand.what === 'size') return Math.abs(prices[demand.panel]!)
    if (demand.what === 'cap') {
      const here = (one: number | null) => panel === null || one === null || one === panel
      // a cap over all panels is one of each as well
      if (demand.feature !== cap?.feature)
        return sum(placesOf(one => one.feature === demand.feature && here(one.panel)).map(mostOf))
      const classed = ({ kind, panel: one }: Model['cells'][number]) => kinds[kind]!.class >= 0 && here(one)
      return limitPrice(classed) + worth(classed)
    }
    const own = placesOf(one => one.panel === panel && one.feature === demand.feature && one.value === demand.value)
    return sum(own.map(at => (demand.what === 'min' ? quotaPrice(at, -1) : mostOf(at))))
  }
}
