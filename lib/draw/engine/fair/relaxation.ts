import type { Highs } from 'highs'
import { byKind, cellsByKind, type Model } from './model'
import { levelsOfMany } from './relaxation-many'
import { panelRows } from './rows'
import { LinearProgram, type Row } from './solver'
import { NOTHING, share, type Target } from './target'

/** Above so many cells a row for each kind takes too long. */
const MANY = 5_000
const panelColumns = (model: Model, shut: ReadonlySet<number>) =>
  model.cells.map(({ kind, most }) => ({ cost: 0, lower: 0, upper: shut.has(kind) ? 0 : most }))

/**
 * Kinds that no mixture of panels can have: one program, in which all others are greater than nothing at once (over
 * panels of any measure, as what matters is only whether a kind can have some of it).
 */
function neverOf(highs: Highs, model: Model): Set<number> {
  const kinds = model.kinds.length
  const count = model.cells.length
  const measure = count + kinds
  const rows: Row[] = panelRows(model).flatMap(({ lower, upper, entries }): Row[] => [
    { lower: Number.NEGATIVE_INFINITY, upper: 0, entries: [...entries, [measure, -upper]] },
    ...(lower > 0
      ? [{ lower: 0, upper: Number.POSITIVE_INFINITY, entries: [...entries, [measure, -lower] as const] }]
      : []),
  ])
  const own: Row[] = cellsByKind(model).map((cells, at) => ({
    lower: 0,
    upper: Number.POSITIVE_INFINITY,
    entries: [...cells.map(cell => [cell, 1] as const), [count + at, -1]],
  }))
  const room: Row[] = model.cells.map(({ most }, at) => ({
    lower: Number.NEGATIVE_INFINITY,
    upper: 0,
    entries: [
      [at, 1],
      [measure, -most],
    ],
  }))
  const columns = [
    ...model.cells.map(() => ({ cost: 0, lower: 0, upper: Number.POSITIVE_INFINITY })),
    ...model.kinds.map(() => ({ cost: 1, lower: 0, upper: 1 })),
    { cost: 0, lower: 1, upper: Number.POSITIVE_INFINITY },
  ]
  const program = new LinearProgram(highs, columns, [...rows, ...own, ...room])
  try {
    const answer = program.run()
    return new Set(model.kinds.flatMap((_, at) => ((answer?.columns[count + at] ?? 1) > 0.5 ? [] : [at])))
  } finally {
    program.dispose()
  }
}

/** Kinds that no panel has room for. */
export function roomless(model: Model): Set<number> {
  const room = byKind(
    model,
    model.cells.map(({ most }) => most),
  )
  return new Set(model.kinds.flatMap((_, at) => (room[at] === 0 ? [at] : [])))
}

/**
 * The fairest chances when panels may be cut into pieces: no lottery over whole panels does better.
 * @param leximin goes on after the smallest chance: the next smallest, and so on
 * @param excluded kinds of which it is known that no panel has them
 * @returns null when even so no panel meets quotas and caps
 */
export function fairest(
  highs: Highs,
  model: Model,
  { leximin, excluded = new Set() }: { leximin: boolean; excluded?: ReadonlySet<number> },
): Target | null {
  const never = new Set([...excluded, ...roomless(model)])
  const reckoned = model.cells.length > MANY ? levelsOfMany : levels
  const first = reckoned(highs, model, never, leximin)
  if (!first || first.level > NOTHING) return first
  const shut = new Set(never)
  for (const at of neverOf(highs, model)) never.add(at)
  const target = reckoned(highs, model, never, leximin)
  if (!target || model.cells.length > MANY) return target
  // those whom rows keep out are kept out by prices of rows as well: a proof knows of nothing else
  const { weights, prices } = levels(highs, model, never, false, shut) ?? target
  return { ...target, weights, prices }
}

/**
 * The relaxation with a row for each kind.
 * @param shut kinds of `never` that have no place although the rows may leave them one
 */
export function levels(
  highs: Highs,
  model: Model,
  never: ReadonlySet<number>,
  leximin: boolean,
  shut: ReadonlySet<number> = never,
): Target | null {
  const level = model.cells.length
  const rows = panelRows(model)
  const open = new Set(model.kinds.flatMap((_, at) => (never.has(at) ? [] : [at])))
  const rowOf = (at: number) => rows.length + at
  const own = cellsByKind(model).map(
    (cells, at): Row => ({
      lower: never.has(at) ? Number.NEGATIVE_INFINITY : 0,
      upper: Number.POSITIVE_INFINITY,
      entries: never.has(at) ? [] : [...cells.map(cell => [cell, share(model, at)] as const), [level, -1]],
    }),
  )
  const columns = [...panelColumns(model, shut), { cost: 1, lower: 0, upper: Number.POSITIVE_INFINITY }]
  const program = new LinearProgram(highs, columns, [...rows, ...own])
  try {
    const first = program.run()
    if (!first) return null
    const weights = Float64Array.from(model.kinds, (_, at) => Math.max(0, -first.duals[rowOf(at)]!) * share(model, at))
    let last = first
    while (leximin && open.size > 0) {
      const fixed = [...open].filter(at => last.duals[rowOf(at)]! < -NOTHING)
      if (fixed.length === 0) break
      for (const at of fixed) {
        open.delete(at)
        program.setEntry(rowOf(at), level, 0)
        program.setRow(rowOf(at), last.columns[level]!, Number.POSITIVE_INFINITY)
      }
      if (open.size === 0) break
      const next = program.run()
      if (!next) break
      last = next
    }
    return {
      mean: last.columns.slice(0, level),
      level: first.columns[level]!,
      weights,
      prices: first.duals.slice(0, rows.length),
      never,
    }
  } finally {
    program.dispose()
  }
}
