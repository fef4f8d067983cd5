/** A value and how often it was met. */
export type Weighted = { value: number; count: number }

const sorted = (values: readonly Weighted[]): Weighted[] =>
  values.filter(one => one.count > 0).sort((one, other) => one.value - other.value)

const countOf = (values: readonly Weighted[]): number => values.reduce((sum, one) => sum + Math.max(0, one.count), 0)

/** The value at a place (from 1) among all, in order. */
function valueAt(values: readonly Weighted[], place: number): number {
  let seen = 0
  for (const { value, count } of values) {
    seen += count
    if (seen >= place) return value
  }
  return values.at(-1)!.value
}

/**
 * The value that so many hundredths of all do not pass (nearest rank): with 10 values, the 90th percentile is the
 * ninth. null of nothing.
 * @param hundredths from above 0 to 100
 */
export function percentile(values: readonly Weighted[], hundredths: number): number | null {
  const total = countOf(values)
  return total === 0 ? null : valueAt(sorted(values), Math.max(1, Math.ceil((hundredths / 100) * total)))
}

/** The middle one of all, of an even number the mean of the two in the middle; null of nothing. */
export function median(values: readonly Weighted[]): number | null {
  const total = countOf(values)
  if (total === 0) return null
  const list = sorted(values)
  return (valueAt(list, Math.ceil(total / 2)) + valueAt(list, Math.floor(total / 2) + 1)) / 2
}

/** How many do not pass a limit. */
export const within = (values: readonly Weighted[], limit: number): number =>
  countOf(values.filter(one => one.value <= limit))

export const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, one) => sum + one, 0)
