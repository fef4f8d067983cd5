import { nameKey } from '@/lib/platform/text'
import { rowSummary } from './reading.rules'
import type { Rows } from './resolve.schema'
import { periodOf, type RowData, textOf } from './values.rules'

/** Fields that name a thing for good: two rows with the same one are the same. */
const numbers = ['number', 'doi', 'isbn', 'certificateNo']
/** Fields whose text is a name of the thing itself, which no other thing of the person bears. */
const ownNames = ['title', 'number']

const text = (value: unknown): string => nameKey(textOf(value))
const timeOf = (row: RowData): string => textOf(row.date ?? row.obtainedOn) || periodOf(row.period).from

/** One of the two may be less exact: 2019 and 2019-05 may be the same day, 2019-05 and 2020-05 may not. */
const mayBeSameTime = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one)

/**
 * Whether two rows tell of the same thing: one number, or one name; what may bear one name twice, like an award or an
 * employer, also needs times that agree.
 */
function isSame(rows: Rows, one: RowData, other: RowData): boolean {
  if (numbers.some(name => text(one[name]) !== '' && text(one[name]) === text(other[name]))) return true
  const title = nameKey(rowSummary(rows, one).title)
  if (title === '' || title !== nameKey(rowSummary(rows, other).title)) return false
  const named = rows.fields.some(field => ownNames.includes(field.name))
  return named || mayBeSameTime(timeOf(one), timeOf(other))
}

/**
 * For each row that was found: the row it repeats, among those that are there already or those found before it; null
 * where it is new.
 */
export function duplicatesOf(
  rows: Rows,
  existing: readonly RowData[],
  found: readonly RowData[],
): ({ among: 'existing' | 'found'; index: number } | null)[] {
  return found.map((row, at) => {
    const there = existing.findIndex(other => isSame(rows, row, other))
    if (there >= 0) return { among: 'existing', index: there }
    const before = found.slice(0, at).findIndex(other => isSame(rows, row, other))
    return before >= 0 ? { among: 'found', index: before } : null
  })
}
