import { FEW } from './pool.rules'

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
