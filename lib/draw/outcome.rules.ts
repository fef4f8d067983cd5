import type { DrawFeature } from './ask.schema'
import { capFeatureLabel } from './ask-feature.rules'
import type { ValueWords } from './health.rules'
import { FEW, featureAsked, type PanelSpec, type PoolType } from './pool.rules'
import type { OutcomeGroup } from './run.dto'
import { isLeft } from './seated.rules'

/** A value of a feature in one group: how many were drawn, of how many in the pool. */
export type Cell = { value: string | null; drawn: number; pool: number }

/**
 * The counts of one feature that give nobody away: a value that fewer than three of the pool have is counted with the
 * others, and so is the next, until three or more stand behind every number that is shown. `null`: all others.
 */
export function shownCells(cells: readonly Cell[]): { value: string | null; drawn: number }[] {
  const open = cells
    .filter(({ value, pool }) => value !== null && pool >= FEW)
    .sort((one, other) => other.pool - one.pool)
  const rest = cells.filter(({ value, pool }) => value === null || pool < FEW)
  let [drawn, pool] = [0, 0]
  for (const cell of rest) {
    drawn += cell.drawn
    pool += cell.pool
  }
  // what is left over is told by the others and the size, so that it must not be fewer either
  while (pool > 0 && pool < FEW && open.length > 0) {
    const last = open.pop()!
    drawn += last.drawn
    pool += last.pool
  }
  const shown = open.map(({ value, drawn }) => ({ value, drawn }))
  return pool >= FEW ? [...shown, { value: null, drawn }] : shown
}

type Row = Pick<PoolType, 'panels' | 'features' | 'expertIds'>

/** How one panel came out, by the features that were asked for; nothing that gives a name away. */
export function outcomeFeatures(
  panel: Pick<PanelSpec, 'quotas' | 'caps'>,
  at: number,
  pool: readonly Row[],
  drawn: ReadonlySet<string>,
  words: ValueWords,
): OutcomeGroup['features'] {
  const features = [...new Set([...panel.quotas, ...panel.caps].map(({ feature }) => feature))].filter(
    feature => feature !== 'unit' && !isLeft(feature),
  )
  return features.flatMap(feature => {
    const cells = new Map<string | null, { drawn: number; pool: number }>()
    for (const type of pool.filter(({ panels }) => panels.includes(at))) {
      const value = type.features[feature] ?? null
      const cell = cells.get(value) ?? { drawn: 0, pool: 0 }
      const inPanel = type.expertIds.filter(id => drawn.has(id)).length
      cells.set(value, { drawn: cell.drawn + inPanel, pool: cell.pool + type.expertIds.length })
    }
    const shown = shownCells([...cells].map(([value, cell]) => ({ value, ...cell })))
    const asked = featureAsked(feature)
    const labelled = shown.map(({ value, drawn }) => ({
      label: value === null ? '其他' : words(asked as DrawFeature, value),
      count: drawn,
    }))
    return labelled.length > 0 ? [{ label: capFeatureLabel(asked), cells: labelled }] : []
  })
}
