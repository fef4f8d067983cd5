export type DateParts = { year: string; month: string; day: string }

const digits = (text: string) => text.normalize('NFKC').replace(/\D/g, '')

/** The three boxes for a value `1998-07-03`, `1998-07`, or a half-typed `1998-7-`. */
export function splitDate(value: unknown): DateParts {
  const [year = '', month = '', day = ''] = typeof value === 'string' ? value.split('-') : []
  return { year, month, day }
}

/** One value from the boxes; '' when all are empty; a half-filled date stays recognisably unfinished. */
export function joinDate(parts: DateParts, precision: 'day' | 'month', pad: boolean): string {
  const two = (text: string) => (pad && text.length === 1 ? `0${text}` : text)
  const used = precision === 'day' ? [parts.year, two(parts.month), two(parts.day)] : [parts.year, two(parts.month)]
  return used.every(part => part === '') ? '' : used.join('-')
}

/**
 * Reads a whole date somebody pasted or typed into one box: 1998-07-03, 1998/7/3, 1998年7月, 19980703.
 * @returns null when the text is not a whole date
 */
export function readDate(text: string): DateParts | null {
  const normal = text.normalize('NFKC').trim()
  const whole = /^(\d{4})(\d{2})(\d{2})?$/.exec(normal) ?? /^(\d{4})\D+(\d{1,2})(?:\D+(\d{1,2}))?\D*$/.exec(normal)
  if (!whole) return null
  return { year: whole[1]!, month: whole[2]!, day: whole[3] ?? '' }
}

/** What one box may hold. */
export const onlyDigits = (text: string, length: number): string => digits(text).slice(0, length)
