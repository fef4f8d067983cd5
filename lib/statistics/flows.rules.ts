import { sourceLabels, sourceOf } from '@/lib/expert/source.rules'
import { exitReasonLabels, reasonLabel } from '@/lib/membership/exit.rules'
import { sumOf } from './numbers.rules'
import type { FlowFigures, FlowMonth, Slice } from './statistics.dto'

/** Steps of one kind in one month. `kind`: of an entry how it came about, of an exit its reason. */
export type FlowRow = { month: string; flow: 'in' | 'out' | 'sleep' | 'wake'; kind: string | null; count: number }

/** How somebody came in; coming back by one's own wish after an automatic exit is a way of its own. */
const entryLabels: Readonly<Record<string, string>> = { ...sourceLabels, restore: '自动出库后恢复' }

/** The way of an entry as it is counted: kinds of applications and sources of experts are told by the same words. */
const entryWay = (kind: string): string => (kind === 'restore' ? kind : sourceOf(kind))

const exitLabel = (reason: string): string => reasonLabel(reason === '' ? null : reason)

/**
 * The months of a range with what flowed in and out, and how many were in the pool after each.
 * @param before how many were in the pool when the range began
 */
export function flowsOf(months: readonly string[], before: number, rows: readonly FlowRow[]): FlowFigures {
  const count = (flow: FlowRow['flow'], month?: string) =>
    sumOf(rows.filter(row => row.flow === flow && (month === undefined || row.month === month)).map(row => row.count))
  let after = before
  const list = months.map((month): FlowMonth => {
    const [into, out] = [count('in', month), count('out', month)]
    after += into - out
    return { month, in: into, out, sleep: count('sleep', month), wake: count('wake', month), after }
  })
  return {
    before,
    after,
    in: count('in'),
    out: count('out'),
    sleep: count('sleep'),
    wake: count('wake'),
    months: list,
    entries: slices(rows, 'in', entryWay, code => entryLabels[code] ?? code, Object.keys(entryLabels)),
    exits: slices(rows, 'out', reason => reason, exitLabel, [...Object.keys(exitReasonLabels), '']),
  }
}

function slices(
  rows: readonly FlowRow[],
  flow: FlowRow['flow'],
  codeOf: (kind: string) => string,
  label: (code: string) => string,
  order: readonly string[],
): Slice[] {
  const sums = new Map<string, number>()
  for (const row of rows) {
    if (row.flow !== flow) continue
    const code = codeOf(row.kind ?? '')
    sums.set(code, (sums.get(code) ?? 0) + row.count)
  }
  return [...sums]
    .map(([code, count]) => ({ code, label: label(code), count }))
    .sort((one, other) => order.indexOf(one.code) - order.indexOf(other.code))
}
