import type { Highs } from 'highs'
import { cellsByKind, type Model } from './model'
import { panelRows } from './rows'
import { LinearProgram, type Row } from './solver'
import { NOTHING, share, type Target } from './target'

const ANY = Number.POSITIVE_INFINITY

/**
 * The same as `levels` of the relaxation for models of thousands of kinds, without a row for each: who may sit in one
 * panel only has the level and what he has above it, which is the number of the program; that both together are no more
 * than a cell may have is asked only of those whom it would otherwise not hold for.
 * @returns null when no panel meets quotas and caps even when cut
 */
export function levelsOfMany(highs: Highs, model: Model, never: ReadonlySet<number>, leximin: boolean): Target | null {
  const level = model.cells.length
  const rows = panelRows(model)
  const ofKind = cellsByKind(model)
  const single = ofKind.map(cells => cells.length === 1)
  const open = new Set(model.kinds.flatMap((_, at) => (never.has(at) ? [] : [at])))
  const weight = (at: number) => 1 / share(model, at)
  const rowsOf: number[][] = model.cells.map(() => [])
  rows.forEach(({ entries }, row) => {
    for (const [at] of entries) rowsOf[at]!.push(row)
  })
  /** of each row how much one level is in it, and what is in it whatever the level */
  const levels = new Float64Array(rows.length)
  const fixed = new Float64Array(rows.length)
  const floor = new Float64Array(model.kinds.length)
  for (const at of open) if (single[at]) for (const row of rowsOf[ofKind[at]![0]!]!) levels[row]! += weight(at)
  const several = [...open].filter(at => !single[at])
  const columns = [
    ...model.cells.map(({ kind, most }) => ({ cost: 0, lower: 0, upper: never.has(kind) ? 0 : most })),
    { cost: 1, lower: 0, upper: ANY },
  ]
  /** kinds of which it is asked that level and more are not too many, in the order of their rows */
  const asked: number[] = []
  const make = () =>
    new LinearProgram(highs, columns, [
      ...rows.map(
        ({ lower, upper, entries }, row): Row => ({
          lower: lower - fixed[row]!,
          upper: upper - fixed[row]!,
          entries: levels[row]! > 0 ? [...entries, [level, levels[row]!]] : entries,
        }),
      ),
      ...several.map(
        (at): Row => ({
          lower: open.has(at) ? 0 : floor[at]!,
          upper: ANY,
          entries: [
            ...ofKind[at]!.map((cell): [number, number] => [cell, share(model, at)]),
            ...(open.has(at) ? [[level, -1] as const] : []),
          ],
        }),
      ),
      ...asked.map((at): Row => {
        const cell = ofKind[at]![0]!
        const { most } = model.cells[cell]!
        return open.has(at)
          ? {
              lower: -ANY,
              upper: most,
              entries: [
                [cell, 1],
                [level, weight(at)],
              ],
            }
          : { lower: -ANY, upper: most - floor[at]! * weight(at), entries: [[cell, 1]] }
      }),
    ])
  const meanOf = (values: Float64Array) =>
    Float64Array.from(model.cells, ({ kind }, at) =>
      single[kind] && !never.has(kind)
        ? values[at]! + weight(kind) * (open.has(kind) ? values[level]! : floor[kind]!)
        : values[at]!,
    )
  /** The best answer in which nobody has more than his cell may have. */
  const solve = () => {
    for (;;) {
      const program = make()
      try {
        const answer = program.run()
        if (!answer) return null
        const mean = meanOf(answer.columns)
        const over = model.cells.flatMap(({ kind, most }, at) =>
          single[kind] && !asked.includes(kind) && mean[at]! > most + NOTHING ? [kind] : [],
        )
        if (over.length === 0) return { ...answer, mean }
        asked.push(...over)
      } finally {
        program.dispose()
      }
    }
  }
  /** what the chance of one person of each kind is worth */
  const worth = (duals: Float64Array) => {
    const values = new Float64Array(model.kinds.length)
    model.kinds.forEach((_, at) => {
      if (single[at] && !never.has(at)) values[at] = rowsOf[ofKind[at]![0]!]!.reduce((sum, row) => sum + duals[row]!, 0)
    })
    several.forEach((at, place) => {
      values[at] = -duals[rows.length + place]! * share(model, at)
    })
    asked.forEach((at, place) => {
      values[at]! += duals[rows.length + several.length + place]!
    })
    return values.map(value => Math.max(0, value))
  }
  const first = solve()
  if (!first) return null
  const weights = worth(first.duals)
  const prices = first.duals.slice(0, rows.length)
  let last: { mean: Float64Array; columns: Float64Array; duals: Float64Array } = first
  while (leximin && open.size > 0) {
    const now = worth(last.duals)
    const tight = [...open].filter(at => now[at]! / share(model, at) > NOTHING)
    if (tight.length === 0) break
    const reached = last.columns[level]!
    for (const at of tight) {
      open.delete(at)
      floor[at] = reached
      if (!single[at]) continue
      for (const row of rowsOf[ofKind[at]![0]!]!) {
        levels[row]! -= weight(at)
        fixed[row]! += weight(at) * reached
      }
    }
    if (open.size === 0) break
    const next = solve()
    if (!next) break
    last = next
  }
  return { mean: last.mean, level: first.columns[level]!, weights, prices, never }
}
