import { TooLarge } from '../too-large'
import { type Model, sumOf } from './model'
import type { Proof } from './proof'
import { twoSided } from './rows'
import type { Panel } from './whole'

/** Panels that no person, quota or limit ties to the others, as a model of their own. */
export type Part = {
  /** its classes are those of the whole model: who of a unit sits is seen to for all panels at once */
  readonly model: Model
  /** of each of its kinds, cells and rows the place in the whole model; ascending */
  readonly kinds: readonly number[]
  readonly cells: readonly number[]
  readonly rows: readonly number[]
}

/** Parts of more kinds or cells are refused. */
const MOST_KINDS = 40_000
const MOST_CELLS = 40_000

/** @throws TooLarge */
export function refuseLarge(parts: readonly Part[]): void {
  if (parts.some(({ model: { kinds, cells } }) => kinds.length > MOST_KINDS || cells.length > MOST_CELLS))
    throw new TooLarge('kinds')
}

/** Places of the panels of a part in the whole model. */
export const panelsOf = ({ model, rows }: Part): readonly number[] => rows.slice(0, model.sizes.length)

/** Panels that are tied to each other, by the places of their first. */
function tiedPanels({ sizes, kinds, cells, quotas, limits }: Model): number[] {
  const leader = sizes.map((_, at) => at)
  const find = (at: number): number => (leader[at] === at ? at : find(leader[at]!))
  const join = (panels: readonly number[]) => {
    for (const panel of panels) {
      const [low, high] = [find(panels[0]!), find(panel)].sort((one, other) => one - other)
      leader[high!] = low!
    }
  }
  for (const { panels } of kinds) join(panels)
  for (const { cells: own } of limits) join(own.map(at => cells[at]!.panel))
  quotas.forEach(({ panel }, at) => {
    if (panel === null) join(kinds.flatMap(({ panels, quotas: own }) => (own.includes(at) ? panels : [])))
  })
  return leader.map((_, at) => find(at))
}

/** Cuts a model where nothing ties its panels: each part can be as fair as it can be without the others. */
export function partsOf(model: Model): Part[] {
  const leaders = tiedPanels(model)
  const firsts = [...new Set(leaders)]
  const all = (items: readonly unknown[]) => [...items.keys()]
  const { sizes, kinds, cells, quotas, limits } = model
  if (firsts.length === 1) {
    const rows = all(Array.from({ length: twoSided(model) + limits.length }))
    return [{ model, kinds: all(kinds), cells: all(cells), rows }]
  }
  return firsts.map(first => {
    const within = (panel: number) => leaders[panel] === first
    const panels = all(sizes).filter(within)
    const own = {
      kinds: all(kinds).filter(at => within(kinds[at]!.panels[0]!)),
      cells: all(cells).filter(at => within(cells[at]!.panel)),
      limits: all(limits).filter(at => within(cells[limits[at]!.cells[0]!]!.panel)),
    }
    const here = new Set(own.kinds.flatMap(at => kinds[at]!.quotas))
    const asked = all(quotas).filter(at => (quotas[at]!.panel === null ? here.has(at) : within(quotas[at]!.panel)))
    const place = (places: readonly number[]) => new Map(places.map((at, local) => [at, local]))
    const [panelAt, kindAt, cellAt, quotaAt] = [panels, own.kinds, own.cells, asked].map(place)
    const part: Model = {
      ...{ classes: model.classes, cap: model.cap },
      sizes: panels.map(panel => sizes[panel]!),
      kinds: own.kinds.map(at => ({
        ...kinds[at]!,
        panels: kinds[at]!.panels.map(panel => panelAt!.get(panel)!),
        quotas: kinds[at]!.quotas.map(quota => quotaAt!.get(quota)!),
      })),
      cells: own.cells.map(at => {
        const { kind, panel, most } = cells[at]!
        return { kind: kindAt!.get(kind)!, panel: panelAt!.get(panel)!, most }
      }),
      quotas: asked.map(at => {
        const { panel, ...quota } = quotas[at]!
        return { ...quota, panel: panel === null ? null : panelAt!.get(panel)! }
      }),
      limits: own.limits.map(at => ({
        most: limits[at]!.most,
        cells: limits[at]!.cells.map(cell => cellAt!.get(cell)!),
      })),
      people: sumOf(own.kinds.map(at => kinds[at]!.members.length)),
      seats: sumOf(panels.map(panel => sizes[panel]!)),
    }
    const rows = [...panels, ...asked.map(at => sizes.length + at), ...own.limits.map(at => twoSided(model) + at)]
    return { model: part, kinds: own.kinds, cells: own.cells, rows }
  })
}

/** A model of some of the cells only, and the limits that can still bind. */
export function restricted(model: Model, cells: readonly number[]): Model {
  const place = new Map(cells.map((at, local) => [at, local]))
  const kept = cells.map(at => model.cells[at]!)
  const limits = model.limits.flatMap(({ most, cells: all }) => {
    const own = all.flatMap(at => place.get(at) ?? [])
    return most < sumOf(own.map(at => kept[at]!.most)) ? [{ most, cells: own }] : []
  })
  return { ...model, cells: kept, limits }
}

/** A proof of one part, said of the whole: what is not of this part is worth nothing. */
export function proofInWhole(model: Model, { kinds, rows }: Part, proof: Proof): Proof {
  const spread = (values: readonly bigint[], places: readonly number[], length: number) => {
    const all = Array.from({ length }, () => 0n)
    values.forEach((value, at) => {
      all[places[at]!] = value
    })
    return all
  }
  return {
    weights: spread(proof.weights, kinds, model.kinds.length),
    prices: spread(proof.prices, rows, twoSided(model) + model.limits.length),
  }
}

/** Panels with so much of a lottery each: parts of one, or tickets. */
export type Shares = { readonly panels: readonly Panel[]; readonly shares: readonly number[] }

/**
 * Lotteries of parts as one: each is laid out along the same length, and wherever one of them changes, a new set of
 * panels begins. Each part keeps exactly what it had, and there are no more sets than the parts had panels together.
 */
export function sideBySide(parts: readonly Part[], own: readonly Shares[]): Shares {
  if (parts.length === 1) return own[0]!
  const written = (at: number, row: number) =>
    own[at]!.panels[row]!.map(([cell, count]): [number, number] => [parts[at]!.cells[cell]!, count])
  const rows = own.map(() => 0)
  const left = own.map(({ shares }) => shares[0]!)
  const panels: Panel[] = []
  const shares: number[] = []
  while (rows.every((row, at) => row < own[at]!.panels.length)) {
    const share = Math.min(...left)
    if (share > 0) {
      panels.push(rows.flatMap((row, at) => written(at, row)).sort(([one], [other]) => one - other))
      shares.push(share)
    }
    left.forEach((rest, at) => {
      left[at] = rest - share
      if (left[at]! <= 0) {
        rows[at]! += 1
        left[at] = own[at]!.shares[rows[at]!] ?? 0
      }
    })
  }
  return { panels, shares }
}
