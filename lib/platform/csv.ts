/** Blanks of any kind and invisible signs that a spreadsheet skips before it looks for a formula. */
const blanks = '[\\s\\u00a0\\u200b-\\u200f\\u2060\\ufeff]*'
const formula = new RegExp(`^(${blanks}[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]|[\\t\\r])`, 'u')

/**
 * One cell of a CSV file, always quoted. What a spreadsheet would take for a formula begins with an apostrophe and
 * stays text (trust IN18): `= + - @` also behind blanks or in full width, a tab or a carriage return in front.
 */
export function csvCell(value: string): string {
  const text = formula.test(value) ? `'${value}` : value
  return `"${text.replaceAll('"', '""')}"`
}

/** A CSV file (RFC 4180) with the mark by which spreadsheets know UTF-8. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map(row => row.map(csvCell).join(',')).join('\r\n')}\r\n`
