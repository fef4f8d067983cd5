import type { Bounds, Change } from '../demand'
import type { Problem } from '../problem'
import { modelOf, quotaKey } from './kinds'
import { cellsByKind, sumOf } from './model'
import { type Column, LinearProgram, type Row, solver } from './solver'

/** How far a quota may be given up; without it as far as needed. */
export type Flex = Readonly<Record<string, { readonly min: number; readonly max: number }>>

const ANY = Number.POSITIVE_INFINITY
type Entries = (readonly [number, number])[]

/** Columns and rows of a program, and what of them is a change. */
class Changes {
  readonly columns: Column[]
  readonly rows: Row[] = []
  readonly #found: { column: number; of: (amount: number) => Change }[] = []

  /** @param thing what one more thing costs: more than all amounts of fewer things together */
  constructor(
    columns: readonly Column[],
    readonly thing: number,
  ) {
    this.columns = [...columns]
  }

  /** Something that may be changed by so much; as costly as so many quotas. @returns its column, or none */
  add(most: number, times: number, of: (amount: number) => Change): number | null {
    if (most <= 0) return null
    const column = this.columns.length
    this.columns.push({ cost: -1, lower: 0, upper: most }, { cost: -this.thing * times, lower: 0, upper: 1 })
    this.rows.push({
      lower: -ANY,
      upper: 0,
      entries: [
        [column, 1],
        [column + 1, -most],
      ],
    })
    this.#found.push({ column, of })
    return column
  }

  /** Something that may be changed by one of these numbers. @returns what it adds to a row */
  oneOf(amounts: readonly number[], times: number, of: (amount: number) => Change): Entries {
    const first = this.columns.length
    for (const [at, amount] of amounts.entries()) {
      this.columns.push({ cost: -amount - this.thing * times, lower: 0, upper: 1 })
      this.#found.push({ column: first + at, of: () => of(amount) })
    }
    this.rows.push({ lower: -ANY, upper: 1, entries: amounts.map((_, at) => [first + at, 1]) })
    return amounts.map((amount, at) => [first + at, amount])
  }

  of(values: ArrayLike<number>): Change[] {
    return this.#found.flatMap(({ column, of }) => {
      const amount = Math.round(values[column]!)
      return amount > 0 ? [of(amount)] : []
    })
  }
}

const by = (column: number | null, sign: number): Entries => (column === null ? [] : [[column, sign]])

/**
 * The smallest change that lets the panels be made: as few things as possible, and of those as little as possible. A cap
 * is rather kept than a quota, a size rather than both.
 * @param flex how far each quota may go, by `quotaKey`; null when anything may change, else only quotas do
 * @returns null when nothing helps, or none was found within the steps
 */
export async function smallestChange(
  problem: Problem,
  flex: Flex | null,
  { end: endOf = ({ end }) => end, size: maySize = () => true }: Bounds = {},
): Promise<Change[] | null> {
  const highs = await solver()
  const model = modelOf(problem, { raised: !flex })
  const { sizes, seats, kinds, cells, classes, cap } = model
  const caps = problem.caps.length + problem.panels.reduce((sum, panel) => sum + panel.caps.length, 0)
  const things = problem.panels.reduce((sum, panel) => sum + panel.quotas.length, 0) + 2 * caps + 4 * sizes.length
  const changes = new Changes(
    cells.map(({ kind, panel }) => ({
      cost: 0,
      lower: 0,
      upper: Math.min(kinds[kind]!.members.length, sizes[panel]!),
    })),
    (things + 1) * seats + 1,
  )
  const { rows } = changes
  const ones = (places: readonly number[]): Entries => places.map(at => [at, 1])
  const all = [...cells.keys()]
  const ofKind = cellsByKind(model)
  const room = (places: readonly number[]) => sumOf(places.map(at => kinds[cells[at]!.kind]!.members.length))
  const inPanel = sizes.map((_, panel) => all.filter(at => cells[at]!.panel === panel))
  problem.panels.forEach(({ size, quotas }, panel) => {
    // no size above the people there are helps, however many more are asked for
    const enough = Math.min(size - 1, room(inPanel[panel]!))
    const smaller = flex ? [] : Array.from({ length: enough }, (_, at) => enough - at).filter(maySize)
    const amounts = smaller.map(one => size - one)
    const fewer = changes.oneOf(amounts, 4, amount => ({ what: 'size', panel, from: size, to: size - amount }))
    rows.push({ lower: size, upper: size, entries: [...ones(inPanel[panel]!), ...fewer] })
    for (const quota of quotas) {
      const { feature, value, min, max } = quota
      if (min === 0 && max >= size) continue
      const named = { panel, feature, value }
      const far = flex
        ? (flex[quotaKey(quota)] ?? quota)
        : {
            min: endOf({ ...named, what: 'min', from: min, end: 0 }),
            max: endOf({ ...named, what: 'max', from: max, end: size }),
          }
      const lower = changes.add(min - Math.max(0, far.min), 1, by => ({
        ...named,
        what: 'min',
        from: min,
        to: min - by,
      }))
      const upper = changes.add(Math.min(size, far.max) - max, 1, by => ({
        ...named,
        what: 'max',
        from: max,
        to: max + by,
      }))
      const entries = ones(inPanel[panel]!.filter(at => kinds[cells[at]!.kind]!.features[feature] === value))
      rows.push(
        { lower: min, upper: ANY, entries: [...entries, ...by(lower, 1)] },
        { lower: -ANY, upper: max, entries: [...entries, ...by(upper, -1)] },
      )
    }
  })
  const scopes = [
    ...problem.panels.map(({ size, caps: own }, panel) => ({ panel, size, own, places: inPanel[panel]! })),
    { panel: null, size: seats, own: problem.caps, places: all },
  ]
  for (const { panel, size, own, places } of scopes)
    for (const { feature, most } of own) {
      if (most >= size) continue
      const named = { what: 'cap' as const, panel, feature, from: most }
      const higher = flex
        ? null
        : changes.add(endOf({ ...named, end: size }) - most, 2, amount => ({ ...named, to: most + amount }))
      if (feature === cap?.feature)
        classes.forEach(({ units }, place) => {
          const entries = ones(places.filter(at => kinds[cells[at]!.kind]!.class === place))
          rows.push({ lower: -ANY, upper: units * most, entries: [...entries, ...by(higher, -units)] })
        })
      else
        for (const value of new Set(kinds.flatMap(kind => kind.features[feature] ?? []))) {
          const entries = ones(places.filter(at => kinds[cells[at]!.kind]!.features[feature] === value))
          rows.push({ lower: -ANY, upper: most, entries: [...entries, ...by(higher, -1)] })
        }
    }
  kinds.forEach(({ members }, at) => {
    if (ofKind[at]!.length > 1) rows.push({ lower: 0, upper: members.length, entries: ones(ofKind[at]!) })
  })
  const program = new LinearProgram(highs, changes.columns, rows, { whole: true })
  try {
    const answer = program.run()
    return answer && changes.of(answer.columns)
  } finally {
    program.dispose()
  }
}
