import type { Highs } from 'highs'
import type { Model } from './kinds'
import { panelRows } from './rows'
import { LinearProgram, type Row } from './solver'

/** What lies below this is nothing: of numbers around one. */
export const NOTHING = 1e-9

/** The chances at which a relaxation aims, and the prices that prove that no lottery does better. */
export type Target = {
  /** how many of each kind a panel has on average */
  readonly mean: Float64Array
  /** smallest chance of anybody who can be chosen at all, in parts of the equal chance (size over people) */
  readonly level: number
  /** price of the chance of each kind at the first level; with those of the rows it proves the bound */
  readonly weights: Float64Array
  readonly prices: Float64Array
  /** kinds that sit in no panel, whatever the lottery */
  readonly never: ReadonlySet<number>
}

const panelColumns = (model: Model, never: ReadonlySet<number>) =>
  model.kinds.map(({ most }, at) => ({ cost: 0, lower: 0, upper: never.has(at) ? 0 : most }))

/** Expected number of a kind over this is its chance in parts of the equal chance. */
export const share = (model: Model, at: number) => model.people / model.size / model.kinds[at]!.members.length

/**
 * Kinds that no mixture of panels can have: one program, in which all others are greater than nothing at once (over
 * panels of any measure, as what matters is only whether a kind can have some of it).
 */
function neverOf(highs: Highs, model: Model): Set<number> {
  const count = model.kinds.length
  const measure = 2 * count
  const rows: Row[] = panelRows(model).flatMap(({ lower, upper, entries }): Row[] => [
    { lower: Number.NEGATIVE_INFINITY, upper: 0, entries: [...entries, [measure, -upper]] },
    ...(lower > 0
      ? [{ lower: 0, upper: Number.POSITIVE_INFINITY, entries: [...entries, [measure, -lower] as const] }]
      : []),
  ])
  const own: Row[] = model.kinds.flatMap(({ most }, at): Row[] => [
    {
      lower: 0,
      upper: Number.POSITIVE_INFINITY,
      entries: [
        [at, 1],
        [count + at, -1],
      ],
    },
    {
      lower: Number.NEGATIVE_INFINITY,
      upper: 0,
      entries: [
        [at, 1],
        [measure, -most],
      ],
    },
  ])
  const columns = [
    ...model.kinds.map(() => ({ cost: 0, lower: 0, upper: Number.POSITIVE_INFINITY })),
    ...model.kinds.map(() => ({ cost: 1, lower: 0, upper: 1 })),
    { cost: 0, lower: 1, upper: Number.POSITIVE_INFINITY },
  ]
  const program = new LinearProgram(highs, columns, [...rows, ...own])
  try {
    const answer = program.run()
    return new Set(model.kinds.flatMap((_, at) => ((answer?.columns[count + at] ?? 1) > 0.5 ? [] : [at])))
  } finally {
    program.dispose()
  }
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
  const never = new Set(excluded)
  model.kinds.forEach(({ most }, at) => {
    if (most === 0) never.add(at)
  })
  const first = levels(highs, model, never, leximin)
  if (!first || first.level > NOTHING) return first
  for (const at of neverOf(highs, model)) never.add(at)
  return levels(highs, model, never, leximin)
}

function levels(highs: Highs, model: Model, never: ReadonlySet<number>, leximin: boolean): Target | null {
  const level = model.kinds.length
  const rows = panelRows(model)
  const open = new Set(model.kinds.flatMap((_, at) => (never.has(at) ? [] : [at])))
  const rowOf = (at: number) => rows.length + at
  const own = model.kinds.map(
    (_, at): Row => ({
      lower: never.has(at) ? Number.NEGATIVE_INFINITY : 0,
      upper: Number.POSITIVE_INFINITY,
      entries: never.has(at)
        ? []
        : [
            [at, share(model, at)],
            [level, -1],
          ],
    }),
  )
  const columns = [...panelColumns(model, never), { cost: 1, lower: 0, upper: Number.POSITIVE_INFINITY }]
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
