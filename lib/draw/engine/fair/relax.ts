import type { Problem, Quota } from '../problem'
import { modelOf, quotaKey } from './kinds'
import { type Column, LinearProgram, type Row, solver } from './solver'

/** One thing to change so that a panel can be made. */
export type Change = {
  readonly what: 'min' | 'max' | 'cap' | 'size'
  readonly feature?: string
  readonly value?: string
  readonly from: number
  readonly to: number
}

/** How far a quota may be given up; without it as far as needed. */
export type Flex = Readonly<Record<string, { readonly min: number; readonly max: number }>>

const ANY = Number.POSITIVE_INFINITY

/**
 * The smallest change that lets a panel be made: as few things as possible, and of those as little as possible. A cap
 * is rather kept than a quota, the size rather than both.
 * @param flex how far each quota may go, by `quotaKey`; null when anything may change, else only quotas do
 * @returns null when nothing helps, or none was found within the steps
 */
export async function smallestChange(problem: Problem, flex: Flex | null): Promise<Change[] | null> {
  const highs = await solver()
  const model = modelOf(problem)
  const { size, kinds, quotas, classes, cap } = model
  const columns: Column[] = kinds.map(({ members }) => ({ cost: 0, lower: 0, upper: Math.min(members.length, size) }))
  const rows: Row[] = []
  const changes: { column: number; of: (amount: number) => Change }[] = []
  // one more thing costs more than all amounts of fewer things together
  const thing = 2 * (quotas.length + 2) * size + 1
  const changeable = (most: number, times: number, of: (amount: number) => Change): number => {
    const column = columns.length
    columns.push({ cost: -1, lower: 0, upper: most }, { cost: -thing * times, lower: 0, upper: 1 })
    rows.push({
      lower: -ANY,
      upper: 0,
      entries: [
        [column, 1],
        [column + 1, -most],
      ],
    })
    changes.push({ column, of })
    return column
  }
  const one = (places: readonly number[]) => places.map(at => [at, 1] as const)
  const fewer =
    flex || size === 1 ? null : changeable(size - 1, 4, amount => ({ what: 'size', from: size, to: size - amount }))
  rows.push({
    lower: size,
    upper: size,
    entries: [...one([...kinds.keys()]), ...(fewer === null ? [] : [[fewer, 1] as const])],
  })
  quotas.forEach((quota, at) => {
    const entries = one([...kinds.keys()].filter(kind => kinds[kind]!.quotas.includes(at)))
    const far = flex ? (flex[quotaKey(quota)] ?? quota) : { min: 0, max: size }
    const side = (
      what: 'min' | 'max',
      most: number,
      of: (amount: number) => Change,
    ): readonly (readonly [number, number])[] => (most > 0 ? [[changeable(most, 1, of), what === 'min' ? 1 : -1]] : [])
    const { feature, value, min, max } = quota
    const lower = side('min', min - Math.max(0, far.min), amount => ({
      what: 'min',
      feature,
      value,
      from: min,
      to: min - amount,
    }))
    const upper = side('max', Math.min(size, far.max) - max, amount => ({
      what: 'max',
      feature,
      value,
      from: max,
      to: max + amount,
    }))
    rows.push(
      { lower: min, upper: ANY, entries: [...entries, ...lower] },
      { lower: -ANY, upper: max, entries: [...entries, ...upper] },
    )
  })
  const higher =
    cap && !flex && cap.most < size
      ? changeable(size - cap.most, 2, amount => ({
          what: 'cap',
          feature: cap.feature,
          from: cap.most,
          to: cap.most + amount,
        }))
      : null
  for (const { units, kinds: own } of classes)
    rows.push({
      lower: -ANY,
      upper: units * cap!.most,
      entries: [...one(own), ...(higher === null ? [] : [[higher, -units] as const])],
    })
  const program = new LinearProgram(highs, columns, rows, { whole: true })
  try {
    const answer = program.run()
    if (!answer) return null
    return changes.flatMap(({ column, of }) => {
      const amount = Math.round(answer.columns[column]!)
      return amount > 0 ? [of(amount)] : []
    })
  } finally {
    program.dispose()
  }
}

/** The problem with the changes made. */
export function changed(problem: Problem, changes: readonly Change[]): Problem {
  const of = (what: Change['what'], quota?: Quota) =>
    changes.find(
      change => change.what === what && (!quota || (change.feature === quota.feature && change.value === quota.value)),
    )?.to
  const cap = (caps: Problem['caps']) =>
    caps.map(one => ({
      ...one,
      most: changes.find(({ what, feature }) => what === 'cap' && feature === one.feature)?.to ?? one.most,
    }))
  return {
    ...problem,
    caps: cap(problem.caps),
    panels: problem.panels.map(panel => ({
      ...panel,
      size: of('size') ?? panel.size,
      caps: cap(panel.caps),
      quotas: panel.quotas.map(quota => ({
        ...quota,
        min: of('min', quota) ?? quota.min,
        max: of('max', quota) ?? quota.max,
      })),
    })),
  }
}
