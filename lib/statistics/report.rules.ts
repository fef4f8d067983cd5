import type { Slice, YearSlice } from './statistics.dto'

/**
 * The slices of a year with those of the year before beside them; what has gone since stands last with nobody.
 * @param before undefined: there was no pool then
 */
export function beside(slices: readonly Slice[], before: readonly Slice[] | undefined): YearSlice[] {
  const known = new Set(slices.map(slice => slice.code))
  const gone = (before ?? []).filter(slice => !known.has(slice.code)).map(slice => ({ ...slice, count: 0 }))
  const counts = new Map((before ?? []).map(slice => [slice.code, slice.count]))
  return [...slices, ...gone].map(({ code, label, count }) => ({
    code,
    label,
    count,
    before: before === undefined ? null : (counts.get(code) ?? 0),
  }))
}

/** A change against the year before in words: +12, −3, 0; nothing to compare is a dash. */
export function changeWords(now: number, before: number | null | undefined): string {
  if (before === null || before === undefined) return '—'
  const change = now - before
  if (change === 0) return '0'
  return change > 0 ? `+${change.toLocaleString('zh-CN')}` : `−${Math.abs(change).toLocaleString('zh-CN')}`
}

/** The years a report can be asked for: from the first step of any place in the pool up to this one, the newest first. */
export const yearsOf = (first: string | null, today: string): number[] => {
  const last = Number(today.slice(0, 4))
  const begin = first === null ? last : Math.min(last, Number(first.slice(0, 4)))
  return Array.from({ length: last - begin + 1 }, (_, back) => last - back)
}
