import { foldWidth } from '@/lib/platform/text'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** 1 to 12 out of `5`, `05`, `may`, `May 3`, `5月`; 0 for anything else. */
function monthIn(text: string): number {
  const typed = foldWidth(text).trim().toLowerCase()
  const number = Number(/^(\d{1,2})(?!\d)/.exec(typed)?.[1] ?? 0)
  if (number >= 1 && number <= 12) return number
  return months.findIndex(name => typed.includes(name)) + 1
}

/** `2019-05` out of 2019/05/01/, 2019-5, 2019年5月, 201905, May 2019; `2019` where no month is said; '' without a year. */
function monthOf(text: string): string {
  const typed = foldWidth(text).trim()
  const parts =
    /(?:^|\D)((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})(?!\d)/.exec(typed) ??
    /^((?:19|20)\d{2})(\d{2})(?:\d{2})?(?!\d)/.exec(typed)
  const number = Number(parts?.[2] ?? 0)
  if (parts && number >= 1 && number <= 12) return `${parts[1]}-${String(number).padStart(2, '0')}`
  const year = /(?:^|\D)((?:19|20)\d{2})(?!\d)/.exec(typed)?.[1] ?? /^((?:19|20)\d{2})/.exec(typed)?.[1]
  if (!year) return ''
  const named = /[a-z]{3}/i.test(typed) ? monthIn(typed.replace(/\d/g, ' ')) : 0
  return named ? `${year}-${String(named).padStart(2, '0')}` : year
}

/**
 * When a work appeared, by the most exact of the dates a record gives. @param month a field of its own, as BibTeX has it
 * @returns `YYYY-MM`; `YYYY` where the month is left for the person; ''
 */
export function citedDate(dates: readonly string[], month: string): string {
  const read = dates.map(date => monthOf(date.slice(0, 60))).filter(Boolean)
  const best = read.find(date => date.length === 7) ?? read[0] ?? ''
  const number = best.length === 4 ? monthIn(month.slice(0, 60)) : 0
  return number ? `${best}-${String(number).padStart(2, '0')}` : best
}
